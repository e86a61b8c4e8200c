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

/// An enumeration of parquet.thrift to which later versions of the format may add: an unknown value is kept, and
/// refused only if its meaning is needed.
public protocol OpenEnumeration: RawRepresentable, Hashable, Sendable, CustomStringConvertible
where RawValue == Int32 {
    init(rawValue: Int32)

    /// The names in parquet.thrift.
    static var names: [Int32: String] { get }
}

extension OpenEnumeration {
    /// The name in parquet.thrift, or the number if it has no name.
    public var description: String { Self.names[rawValue] ?? "\(rawValue)" }

    /// Whether the value is one of ``names``.
    public var isKnown: Bool { Self.names[rawValue] != nil }
}
