/// Why a file, or a part of it, cannot be read: the problem and its place.
public struct ParquetError: Error, Sendable, Hashable {
    public var problem: ParquetProblem
    public var place: ParquetPlace

    public init(_ problem: ParquetProblem, at place: ParquetPlace) {
        self.problem = problem
        self.place = place
    }
}

/// A position in a file, as far as it is known.
public struct ParquetPlace: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        /// The magic bytes at both ends and the length of the footer.
        case frame
        case footer
        case schema
        case columnChunk
        case pageHeader
        case page
        case dictionaryPage
        case columnIndex
        case offsetIndex
        /// The making of rows from several columns.
        case rows
    }

    public var file: String
    public var part: Part
    /// The names from below the root down to the leaf.
    public var column: [String]?
    public var rowGroup: Int?
    /// The number of the page in its column chunk, the dictionary page counted.
    public var page: Int?
    /// The byte in the file where the part begins.
    public var offset: Int64?

    public init(
        file: String, part: Part, column: [String]? = nil, rowGroup: Int? = nil, page: Int? = nil, offset: Int64? = nil
    ) {
        self.file = file
        self.part = part
        self.column = column
        self.rowGroup = rowGroup
        self.page = page
        self.offset = offset
    }
}
