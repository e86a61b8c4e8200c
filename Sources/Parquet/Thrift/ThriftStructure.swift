/// A structure of parquet.thrift that is read and written in the compact protocol.
protocol ThriftStructure {
    /// The name in parquet.thrift, for error messages.
    static var thriftName: String { get }

    /// Reads the fields up to and including the stop byte. Unknown fields are skipped.
    init(from reader: inout CompactReader) throws(ParquetProblem)

    /// Writes the fields, not the stop byte.
    func write(to writer: inout CompactWriter)
}

extension ThriftStructure {
    static var thriftName: String { String(describing: Self.self) }

    /// The value of a field that must be there.
    static func required<Value>(_ value: Value?, _ field: String) throws(ParquetProblem) -> Value {
        guard let value else { throw .missingField(structure: thriftName, field: field) }
        return value
    }

    /// The structure in the compact protocol.
    func compactBytes() -> [UInt8] {
        var writer = CompactWriter()
        writer.structure(self)
        return writer.bytes
    }
}
