/// A block of texts ready to be stored, and how many of its rows are null.
public struct EncodedTexts: Sendable, Equatable {
    public var block: TextBlock
    public var nullCount: Int
    /// For each row one more than the characters of its text, 0 for null, as `TextVector.lengthCodes`.
    public var lengthCodes: [UInt32]
}

/// Collects texts one by one and compresses each block as soon as it is full.
///
/// One builder uses the same buffers and compressor for all its blocks. `Sendable` because it may move between threads;
/// it is for one thread at a time.
public final class TextBlockBuilder: @unchecked Sendable {
    private let compressor = TextCompressor()
    // Used for every text, and never passed `inout` beyond a statement: no check for overlapping access.
    @exclusivity(unchecked) private var lengths: [UInt32] = []
    /// Space for the lengths, and after it the texts: the block has its final layout here, and no text is copied twice.
    @exclusivity(unchecked) private var bytes: [UInt8]
    private var nullCount = 0
    @exclusivity(unchecked) private var lengthCodes: [UInt32] = []
    private var blocks: [EncodedTexts] = []

    /// Space for the lengths of texts of eight bytes on average; for more lengths the texts are moved.
    private static let lengthRoom = TextBlock.targetByteCount / 2

    public init() {
        bytes = Array(repeating: 0, count: TextBlockBuilder.lengthRoom)
        bytes.reserveCapacity(TextBlockBuilder.lengthRoom + 2 * TextBlock.targetByteCount)
    }

    /// Bytes of text that are not yet in a block.
    public var pendingByteCount: Int { bytes.count - TextBlockBuilder.lengthRoom }

    /// Adds a text.
    ///
    /// - Throws: `SegmentError.textBlock` if the block would be too large to be read again, or cannot be compressed.
    public func append(_ text: UnsafeRawBufferPointer) throws {
        bytes.append(contentsOf: text)
        try endText(byteCount: text.count)
    }

    /// Adds a text that is joined from several, with line breaks between them.
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
        lengthCodes.append(0)
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
        guard pendingByteCount + lengths.count * 4 < TextBlock.maximumByteCount else {
            throw SegmentError.textBlock(reason: "\(pendingByteCount) bytes are more than a block can hold")
        }
        lengths.append(UInt32(byteCount))
        let characterCount = bytes.withUnsafeBytes { bytes in
            CharacterCount.of(UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - byteCount)...]))
        }
        lengthCodes.append(UInt32(truncatingIfNeeded: characterCount + 1))
        if pendingByteCount >= TextBlock.targetByteCount { try endBlock() }
    }

    private func endBlock() throws {
        for index in lengths.indices { lengths[index] = lengths[index].littleEndian }
        let missing = lengths.count * 4 - TextBlockBuilder.lengthRoom
        if missing > 0 { bytes.insert(contentsOf: repeatElement(0, count: missing), at: 0) }
        let start = max(0, -missing)
        let block = try bytes.withUnsafeMutableBytes { bytes in
            lengths.withUnsafeBytes { bytes[start..<start + $0.count].copyBytes(from: $0) }
            return try TextBlock(
                compressing: UnsafeRawBufferPointer(rebasing: bytes[start...]), rowCount: lengths.count,
                with: compressor)
        }
        blocks.append(EncodedTexts(block: block, nullCount: nullCount, lengthCodes: lengthCodes))
        lengthCodes.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        bytes.removeSubrange(TextBlockBuilder.lengthRoom...)
        nullCount = 0
    }
}
