import EmbeddedFiles

/// What numbers in columns of countries mean. A survey may have numbers of its own, so a profile says so.
public enum CountryNumbers: String, Sendable, CaseIterable {
    /// Those of the United Nations, which ISO 3166-1 took over: 276 is Germany.
    case m49

    /// The alpha-3 codes by the numbers, with and without zeros before them.
    func codes() -> [String: String] {
        let file = EmbeddedFile.named("reference/countries.csv")?.text ?? ""
        var codes: [String: String] = [:]
        for line in file.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
            guard cells.count > 3, let number = Int(cells[2]) else { continue }
            codes[String(cells[2])] = String(cells[1])
            codes["\(number)"] = String(cells[1])
        }
        return codes
    }
}
