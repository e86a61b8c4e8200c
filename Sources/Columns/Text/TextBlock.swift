import CZstd

/// Consecutive texts of one column, compressed together by zstd.
///
/// Layout before compression: one 32-bit length per row (all ones for null), then the texts' bytes.
public struct TextBlock: Sendable, Equatable {
    public var rowCount: Int
    /// Bytes before compression.
    public var rawByteCount: Int
    public var compressed: [UInt8]
    /// XXH3-64 of the compressed bytes.
    public var checksum: UInt64

    /// A block ends with the first row that reaches this many bytes of text.
    public static let targetByteCount = 128 * 1024
    /// No block that this program wrote decompresses to more; a larger claim is refused before memory is taken.
    public static let maximumByteCount = 1 << 30
    /// The length that stands for null.
    static let null = UInt32.max

    public init(rowCount: Int, rawByteCount: Int, compressed: [UInt8], checksum: UInt64) {
        self.rowCount = rowCount
        self.rawByteCount = rawByteCount
        self.compressed = compressed
        self.checksum = checksum
    }

    /// Compresses texts.
    ///
    /// - Parameter lengths: the byte count of each row's text, nil for null; `bytes` has them one after another.
    /// - Throws: `SegmentError.textBlock` if the lengths are not those of the bytes, the block would be too large to be
    ///   read again, or zstd cannot compress it.
    public init(lengths: some Collection<Int?>, bytes: UnsafeRawBufferPointer) throws {
        guard lengths.count * 4 + bytes.count <= TextBlock.maximumByteCount else {
            throw SegmentError.textBlock(reason: "\(bytes.count) bytes are more than a block can hold")
        }
        var raw: [UInt8] = []
        raw.reserveCapacity(lengths.count * 4 + bytes.count)
        var total = 0
        for length in lengths {
            guard (0...bytes.count - total).contains(length ?? 0) else {
                throw SegmentError.textBlock(reason: "the texts are longer than the block")
            }
            total += length ?? 0
            raw.append(integer: length.map { UInt32($0) } ?? TextBlock.null)
        }
        guard total == bytes.count else {
            throw SegmentError.textBlock(reason: "\(bytes.count - total) bytes are left over")
        }
        raw.append(contentsOf: bytes)
        self = try raw.withUnsafeBytes {
            try TextBlock(compressing: $0, rowCount: lengths.count, with: TextCompressor())
        }
    }

    /// Compresses lengths and texts that already have the layout of a block.
    ///
    /// - Throws: `SegmentError.textBlock` where zstd cannot compress them.
    init(compressing raw: UnsafeRawBufferPointer, rowCount: Int, with compressor: TextCompressor) throws {
        let compressed = try compressor.compress(raw)
        self.init(
            rowCount: rowCount, rawByteCount: raw.count, compressed: compressed, checksum: Checksum.of(compressed))
    }

    /// Decompresses and checks the block.
    ///
    /// - Throws: `SegmentError` if the bytes were changed or do not hold `rowCount` texts.
    public func texts() throws -> TextVector {
        let found = Checksum.of(compressed)
        guard found == checksum else { throw SegmentError.checksum(expected: checksum, found: found) }
        guard rawByteCount >= 0, rawByteCount <= TextBlock.maximumByteCount else {
            throw SegmentError.textBlock(reason: "it claims \(rawByteCount) bytes")
        }
        let raw = try compressed.withUnsafeBytes { try Zstandard.decompress($0, byteCount: rawByteCount) }
        return try TextVector(rowCount: rowCount, raw: raw)
    }

    static func error(_ code: Int) -> SegmentError {
        .textBlock(reason: String(cString: ZSTD_getErrorName(code)))
    }
}

/// The texts of a decompressed block.
public struct TextVector: Sendable {
    let raw: [UInt8]
    /// Where each row's text starts; one more than there are rows.
    let starts: [UInt32]
    let isNull: [Bool]

    public var rowCount: Int { isNull.count }
    public var byteCount: Int { raw.count }

    init(rowCount: Int, raw: [UInt8]) throws {
        guard rowCount >= 0, rowCount <= raw.count / 4 else {
            throw SegmentError.textBlock(reason: "\(rowCount) rows in \(raw.count) bytes")
        }
        var starts: [UInt32] = []
        var isNull: [Bool] = []
        starts.reserveCapacity(rowCount + 1)
        isNull.reserveCapacity(rowCount)
        var position = rowCount * 4
        try raw.withUnsafeBytes { bytes in
            for row in 0..<rowCount {
                let length = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self))
                starts.append(UInt32(position))
                isNull.append(length == .max)
                if length != .max { position += Int(length) }
                guard position <= raw.count else {
                    throw SegmentError.textBlock(reason: "the texts are longer than the block")
                }
            }
        }
        starts.append(UInt32(position))
        guard position == raw.count else {
            throw SegmentError.textBlock(reason: "\(raw.count - position) bytes are left over")
        }
        self.raw = raw
        self.starts = starts
        self.isNull = isNull
    }

    /// - Precondition: `0 <= row < rowCount`.
    public func isNull(at row: Int) -> Bool { isNull[row] }

    /// Calls `body` with the bytes of a row's text, nil for null.
    ///
    /// - Precondition: `0 <= row < rowCount`.
    public func withBytes<Result>(of row: Int, _ body: (UnsafeRawBufferPointer?) throws -> Result) rethrows -> Result {
        guard !isNull[row] else { return try body(nil) }
        return try raw.withUnsafeBytes {
            try body(UnsafeRawBufferPointer(rebasing: $0[Int(starts[row])..<Int(starts[row + 1])]))
        }
    }

    /// Calls `body` with the texts as memory, for loops over many rows.
    public func withTexts<Result>(_ body: (Texts) throws -> Result) rethrows -> Result {
        try raw.withUnsafeBytes { bytes in
            try starts.withUnsafeBufferPointer { starts in
                try isNull.withUnsafeBufferPointer { isNull in
                    try body(Texts(bytes: bytes, starts: starts, isNull: isNull))
                }
            }
        }
    }

    /// The texts of a block in memory that is not theirs.
    public struct Texts {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate let starts: UnsafeBufferPointer<UInt32>
        fileprivate let isNull: UnsafeBufferPointer<Bool>

        /// The bytes of a row's text; nil for null.
        ///
        /// - Precondition: `0 <= row < rowCount`.
        public subscript(row: Int) -> UnsafeRawBufferPointer? {
            isNull[row] ? nil : UnsafeRawBufferPointer(rebasing: bytes[Int(starts[row])..<Int(starts[row + 1])])
        }
    }
}
