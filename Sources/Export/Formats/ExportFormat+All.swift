extension ExportFormat {
    /// Every form of an exported file, in the order in which help names them.
    public static let all: [ExportFormat] = [
        .parquet,
        .arrow,
        .jsonl,
        .csv,
    ]
}
