import Warehouse

/// Which files get which tags.
public struct AnnotationRequest: Sendable {
    public var upstream: [String]
    /// The path of the text in a record, in the notation of `FieldPath`; for CSV and Parquet a column.
    public var textColumn: String
    /// The file, or a folder, which gets a file for each of `upstream`.
    public var path: String
    /// Columns of the samples; by default language, culture, domain, task and places.
    public var columns: [String] = []
    /// Which samples give tags.
    public var condition: Condition?
    /// What stands between the values of a list in CSV.
    public var listSeparator = ";"
    /// Of the program, for the files' metadata.
    public var version: String

    public init(upstream: [String], textColumn: String, path: String, version: String) {
        self.upstream = upstream
        self.textColumn = textColumn
        self.path = path
        self.version = version
    }

    /// The prefix of a tag column's name if a record has that name already.
    static let prefix = "tag_"
}
