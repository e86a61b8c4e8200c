/// The forms of an exported file.
public enum ExportFormat: String, Sendable, CaseIterable {
    case parquet, jsonl, csv

    /// The format that a file's name ends with; nil where it ends with none.
    public init?(path: String) {
        let end = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self.init(rawValue: end == "ndjson" ? "jsonl" : end)
    }
}
