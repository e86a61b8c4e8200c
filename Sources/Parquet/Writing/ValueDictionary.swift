/// The texts that the codes of a column stand for: 1 for the first, 2 for the second, …; 0 is null.
public final class ValueDictionary: Sendable {
    private let bytes: [UInt8]
    /// `ends[code]` is where the text of `code` ends; it starts at `ends[code - 1]`.
    private let ends: [Int]

    public init(_ texts: some Sequence<String>) {
        var bytes: [UInt8] = []
        var ends = [0]
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }

    /// The greatest code.
    public var count: Int { ends.count - 1 }

    /// The bytes of all texts.
    public var byteCount: Int { bytes.count }

    /// Calls `body` with the bytes of a code's text, nil for 0 and for unused codes.
    public func withBytes<Result>(of code: UInt32, _ body: (UnsafeRawBufferPointer?) throws -> Result) rethrows
        -> Result
    {
        guard code > 0, Int(code) < ends.count else { return try body(nil) }
        return try bytes.withUnsafeBytes {
            try body(UnsafeRawBufferPointer(rebasing: $0[ends[Int(code) - 1]..<ends[Int(code)]]))
        }
    }

    /// The text of a code; nil for 0 and for unused codes.
    public func text(of code: UInt32) -> String? {
        withBytes(of: code) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
}
