/// Where the text of a result goes.
public protocol TextSink: AnyObject {
    /// Takes bytes of UTF-8 text.
    ///
    /// - Throws: `OutputError`.
    func write(_ bytes: [UInt8]) throws
}

/// Keeps the text in memory.
public final class MemorySink: TextSink {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public func write(_ bytes: [UInt8]) { self.bytes += bytes }
}
