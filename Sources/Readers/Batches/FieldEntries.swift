/// Values of a field as bytes, well-formed UTF-8: one for each value of a column, or the dictionary of several columns.
///
/// The bytes of an entry are in one of two places: in the input, if they are there in the wanted form, or else in the
/// column's own bytes. Spans count through both, the input's bytes first.
public final class FieldEntries: Sendable {
    /// Identifies entries that grow: later ones begin with all of the earlier ones.
    public final class Lineage: Sendable {}

    public let spans: [ByteSpan]
    public let kinds: [ValueKind]
    /// Nil if the entries continue no others.
    public let lineage: Lineage?
    private let input: ByteStorage?
    private let own: ByteStorage

    /// - Parameter input: the bytes that the spans below its count point into.
    init(
        spans: [ByteSpan], kinds: [ValueKind], input: ByteStorage? = nil, own: ByteStorage, lineage: Lineage? = nil
    ) {
        self.spans = spans
        self.kinds = kinds
        self.input = input
        self.own = own
        self.lineage = lineage
    }

    public var count: Int { spans.count }

    /// Calls `body` with the bytes of entry `index`, which is in `0..<count`.
    public func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try withReader { try body($0.bytes(of: index)) }
    }

    /// Calls `body` with a reader for many consecutive entries, which must not escape the body.
    public func withReader<Result>(_ body: (Reader) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) {
            try spans.withUnsafeBufferPointer { spans in
                try body(
                    Reader(
                        spans: spans, inputCount: input?.count ?? 0,
                        inputBase: UnsafePointer(input?.base ?? own.base), ownBase: UnsafePointer(own.base)))
            }
        }
    }

    /// Where the bytes of each entry are. After an entry, `readableBeyond` more bytes of any content can be read.
    public struct Reader {
        public static let readableBeyond = ByteStorage.readableBeyond

        @usableFromInline let spans: UnsafeBufferPointer<ByteSpan>
        @usableFromInline let inputCount: Int
        @usableFromInline let inputBase: UnsafePointer<UInt8>
        @usableFromInline let ownBase: UnsafePointer<UInt8>

        /// The bytes of entry `index`, which is in `0..<count`.
        @inlinable
        public func bytes(of index: Int) -> UnsafeBufferPointer<UInt8> {
            let span = spans[index]
            let start = Int(span.start)
            let base = start < inputCount ? inputBase + start : ownBase + (start &- inputCount)
            return UnsafeBufferPointer(start: base, count: Int(span.length))
        }
    }
}
