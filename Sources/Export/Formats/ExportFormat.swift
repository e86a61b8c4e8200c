/// The forms of an exported file.
public enum ExportFormat: String, Sendable, CaseIterable {
    case parquet, jsonl, csv

    /// The format of a file's extension; nil if it is not one of a format.
    public init?(path: String) {
        let end = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self.init(rawValue: end == "ndjson" ? "jsonl" : end)
    }
}
