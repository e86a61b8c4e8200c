import Warehouse

/// Which files get which tags.
public struct AnnotationRequest: Sendable {
    public var upstream: [String]
    /// Where a record has the text, in the notation of `FieldPath`; a column of CSV and Parquet.
    public var textColumn: String
    /// The file, or a folder, which gets a file for each of `upstream`.
    public var path: String
    /// Columns of the samples; language, culture, domain, task and places where none are named.
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

    /// What stands before the name of a tag column where a record has that name already.
    static let prefix = "tag_"
}
