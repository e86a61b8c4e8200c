/// An enumeration of parquet.thrift to which later versions of the format may add: a value that is not known is kept
/// and refused only where its meaning is needed.
public protocol OpenEnumeration: RawRepresentable, Hashable, Sendable, CustomStringConvertible
where RawValue == Int32 {
    init(rawValue: Int32)

    /// The names in parquet.thrift.
    static var names: [Int32: String] { get }
}

extension OpenEnumeration {
    /// The name in parquet.thrift, or the number where it has none.
    public var description: String { Self.names[rawValue] ?? "\(rawValue)" }

    /// Whether the value is one of ``names``.
    public var isKnown: Bool { Self.names[rawValue] != nil }
}
