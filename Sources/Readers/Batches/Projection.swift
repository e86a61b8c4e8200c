/// What makes a row.
public enum RowExpansion: Sendable, Hashable {
    /// One row for each record.
    case record
    /// One row for each element of the array at the path; a value that is not an array is its own single element.
    case elements(FieldPath)
    /// One row for each entry of the object at the path.
    case entries(FieldPath)
    /// One row for each of these fields of the record (unpivot), present or not: `@key` is its name, `@value` its
    /// value.
    case columns([String])
    /// One row for each node of a tree, parents before children: the object at `root`, or each element of an array
    /// there, and recursively the objects in the array under the key `children`.
    case tree(root: FieldPath, children: String)
}

/// The fields and rows that a reader delivers.
///
/// In CSV a path names a column. The cell that `elements`, `entries` or `tree` begins with is parsed as JSON; the other
/// columns of its record are then reached by `^name`.
public struct Projection: Sendable, Hashable {
    public var rows: RowExpansion
    public var fields: [FieldPath]
    /// Fields that a CSV file may lack. In the other formats any field may be absent.
    public var optional: Set<FieldPath>
    /// Fields that are left out on purpose. If this is not nil, batches report which other fields a JSON record has.
    public var ignored: [FieldPath]?

    public init(
        rows: RowExpansion = .record, fields: [FieldPath], optional: Set<FieldPath> = [], ignored: [FieldPath]? = nil
    ) {
        self.rows = rows
        self.fields = fields
        self.optional = optional
        self.ignored = ignored
    }

    /// A projection of fields given in the notation of ``FieldPath``. Throws ``ReadError/badPath(_:offset:reason:)``.
    public init(rows: RowExpansion = .record, parsing fields: [String]) throws(ReadError) {
        var paths: [FieldPath] = []
        for field in fields { paths.append(try FieldPath(parsing: field)) }
        self.init(rows: rows, fields: paths)
    }
}
