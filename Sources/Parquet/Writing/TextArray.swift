/// Texts of consecutive rows or elements, their bytes one after another; some may be null.
public struct TextArray: Sendable {
    /// UTF-8.
    public private(set) var bytes: [UInt8]
    /// Where each text ends; it starts where the one before ends.
    public private(set) var ends: [Int]
    public private(set) var isNull: [Bool]

    public init() {
        bytes = []
        ends = []
        isNull = []
    }

    /// - Precondition: `ends` ascends to the number of bytes, and there are as many nulls as ends.
    public init(bytes: [UInt8], ends: [Int], isNull: [Bool]) {
        assert(ends.last ?? 0 == bytes.count && ends.count == isNull.count)
        self.bytes = bytes
        self.ends = ends
        self.isNull = isNull
    }

    public init(_ texts: some Sequence<String?>) {
        self.init()
        for text in texts { append(text) }
    }

    public var count: Int { ends.count }

    public mutating func append(_ text: String?) {
        guard var text else { return append(utf8: nil) }
        text.withUTF8 { append(utf8: UnsafeRawBufferPointer($0)) }
    }

    public mutating func append(utf8: UnsafeRawBufferPointer?) {
        if let utf8 { bytes.append(contentsOf: utf8) }
        ends.append(bytes.count)
        isNull.append(utf8 == nil)
    }

    /// Calls `body` with the bytes of a text, nil for null.
    ///
    /// - Precondition: `0 <= index < count`.
    public func withBytes<Result>(of index: Int, _ body: (UnsafeRawBufferPointer?) throws -> Result) rethrows -> Result
    {
        guard !isNull[index] else { return try body(nil) }
        let start = index == 0 ? 0 : ends[index - 1]
        return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<ends[index]])) }
    }
}
