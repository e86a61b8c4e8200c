/// A block of texts ready to be stored, and how many of its rows are null.
public struct EncodedTexts: Sendable, Equatable {
    public var block: TextBlock
    public var nullCount: Int
}

/// Collects texts one by one and compresses each block as soon as it is full.
///
/// One builder's buffers and compressor serve all the blocks it makes; it is for one thread at a time.
public final class TextBlockBuilder {
    private let compressor = TextCompressor()
    // Touched for every text, and never passed on beyond a statement: no check for overlapping access.
    @exclusivity(unchecked) private var lengths: [UInt32] = []
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    private var raw: [UInt8] = []
    private var nullCount = 0
    private var blocks: [EncodedTexts] = []

    public init() {}

    /// Rows that are not yet in a block.
    public var pendingRowCount: Int { lengths.count }

    /// Bytes of text that are not yet in a block.
    public var pendingByteCount: Int { bytes.count }

    /// Adds a text.
    ///
    /// - Throws: `SegmentError.textBlock` where the block would be too large to be read again, or cannot be compressed.
    public func append(_ text: UnsafeRawBufferPointer) throws {
        bytes.append(contentsOf: text)
        try endText(byteCount: text.count)
    }

    /// Adds a text that is made of several, with a line break between them.
    ///
    /// - Throws: as `append(_:)`.
    public func append(joining texts: [UnsafeRawBufferPointer]) throws {
        let start = bytes.count
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\n")) }
            bytes.append(contentsOf: text)
        }
        try endText(byteCount: bytes.count - start)
    }

    /// Adds a row without text.
    public func appendNull() {
        lengths.append(TextBlock.null)
        nullCount += 1
    }

    /// The blocks of all rows since the last call; the last block may be a small one.
    ///
    /// - Throws: as `append(_:)`.
    public func finish() throws -> [EncodedTexts] {
        if !lengths.isEmpty { try endBlock() }
        defer { blocks = [] }
        return blocks
    }

    private func endText(byteCount: Int) throws {
        guard bytes.count + lengths.count * 4 < TextBlock.maximumByteCount else {
            throw SegmentError.textBlock(reason: "\(bytes.count) bytes are more than a block can hold")
        }
        lengths.append(UInt32(byteCount))
        if bytes.count >= TextBlock.targetByteCount { try endBlock() }
    }

    private func endBlock() throws {
        raw.removeAll(keepingCapacity: true)
        for index in lengths.indices { lengths[index] = lengths[index].littleEndian }
        lengths.withUnsafeBytes { raw.append(contentsOf: $0) }
        raw.append(contentsOf: bytes)
        let block = try TextBlock(compressing: raw, rowCount: lengths.count, with: compressor)
        blocks.append(EncodedTexts(block: block, nullCount: nullCount))
        lengths.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        nullCount = 0
    }
}
