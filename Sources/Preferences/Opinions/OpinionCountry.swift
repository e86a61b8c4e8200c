/// The names of countries in GlobalOpinionQA.
public enum OpinionCountry {
    /// The country of a sample, or nil for a sample that is not one of the whole country.
    ///
    /// "India (Current national sample)" and "India (Old national sample)" are India; "Brazil (Non-national sample)" is
    /// left out. Other names stay as written; aliases such as "S. Africa" are the business of the reference data.
    public static func national(_ name: String) -> String? {
        guard let opening = name.lastIndex(of: "("), name.hasSuffix("sample)") else { return name }
        let inner = name[name.index(after: opening)...].lowercased()
        if inner.hasPrefix("non-national") { return nil }
        guard inner.hasSuffix("national sample)") else { return name }
        let country = name[..<opening]
        return String(country.reversed().drop { $0 == " " }.reversed())
    }
}
