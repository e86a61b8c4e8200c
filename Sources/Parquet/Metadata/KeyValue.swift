/// A pair that a writer adds to a file or a column chunk.
public struct KeyValue: Sendable, Hashable {
    public var key: String
    public var value: String?

    public init(key: String, value: String?) {
        self.key = key
        self.value = value
    }
}

extension KeyValue: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var key: String?
        var value: String?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: key = try reader.string(field)
            case 2: value = try reader.string(field)
            default: try reader.skip(field)
            }
        }
        self.key = try Self.required(key, "key")
        self.value = value
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, key)
        writer.field(2, value)
    }
}
