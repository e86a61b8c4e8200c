/// Some rows of a file or stream.
public struct ArrowBatch: Sendable {
    public let rowCount: Int
    /// By the numbers of the schema's fields; nil for those that were not requested.
    public let columns: [ArrowArray?]
    /// Of the columns, decompressed.
    public let byteCount: Int64
}

/// What the batches of a file or stream have in common.
struct DictionaryFields {
    private let fields: [Int64: ArrowField]

    init(_ schema: ArrowSchema) {
        var fields: [Int64: ArrowField] = [:]
        func add(_ field: ArrowField) {
            if let coding = field.coding { fields[coding.id] = field }
            field.children.forEach(add)
        }
        schema.fields.forEach(add)
        self.fields = fields
    }

    /// A column that refers to a dictionary; nil if none does.
    subscript(id: Int64) -> ArrowField? { fields[id] }
}

/// The metadata of a message that brings a dictionary.
struct DictionaryMetadata {
    let id: Int64
    /// Whether its values are added to the known ones.
    let isDelta: Bool
    let values: BatchMetadata

    init(_ table: FlatView, bodyBytes: Int64) throws(ArrowProblem) {
        id = try table.integer(0, Int64(0))
        isDelta = try table.flag(2)
        guard let values = try table.table(1) else { throw .missing("values of dictionary \(id)") }
        self.values = try BatchMetadata(values, bodyBytes: bodyBytes)
    }
}
