extension PlaceResolver {
    /// Alpha-2 codes that are no top-level domain in use: the United Kingdom has `uk`, and Saint Barthélemy and Saint
    /// Martin use `gp`.
    private static let unusedDomains: Set<String> = ["gb", "bl", "mf"]

    /// The country, by alpha-2 code, of a host name's top-level domain; nil for a generic one and for an IP address.
    ///
    /// The rule: the last label, without the port, in lower case, read as an alpha-2 code; `uk` is GB. The rule does
    /// not say who runs the site: `io` is the British Indian Ocean Territory, no matter who uses it.
    public func country(ofHost host: String) -> String? {
        var name = Substring(host)
        if let colon = name.lastIndex(of: ":") {
            guard name[name.index(after: colon)...].utf8.allSatisfy(\.isDigit) else { return nil }
            name = name[..<colon]
        }
        if name.last == "." { name.removeLast() }
        let label = name[(name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex)...].lowercased()
        if label == "uk" { return "GB" }
        guard label.utf8.count == 2, !Self.unusedDomains.contains(label) else { return nil }
        return country(label.uppercased())?.iso2
    }
}
