/// The deprecated codec LZ4: blocks in the framing of Hadoop, or one block without framing, as some writers write it.
///
/// A frame is the decompressed and the compressed size, big-endian, four bytes each, and the block.
final class LegacyLZ4Compression: PageCompression {
    static let greatestRatio = LZ4RawCompression.greatestRatio

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        if let size = framed(input, into: output) { return size }
        guard let size = LZ4Block.decompress(input, into: output) else {
            throw .decompressionFailed(codec: .lz4, detail: "neither blocks in Hadoop's framing nor a block without")
        }
        return size
    }

    private func framed(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int? {
        var rest = input
        var done = 0
        while !rest.isEmpty {
            guard rest.count >= 8 else { return nil }
            let size = Int(UInt32(bigEndian: rest.loadUnaligned(as: UInt32.self)))
            let compressed = Int(UInt32(bigEndian: rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            guard compressed <= rest.count - 8, size <= output.count - done else { return nil }
            let block = UnsafeRawBufferPointer(rebasing: rest[8..<8 + compressed])
            let target = UnsafeMutableRawBufferPointer(rebasing: output[done..<done + size])
            guard LZ4Block.decompress(block, into: target) == size else { return nil }
            rest = UnsafeRawBufferPointer(rebasing: rest[(8 + compressed)...])
            done += size
        }
        return done
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        guard let block = LZ4Block.compress(input) else { throw .compressionFailed(codec: .lz4) }
        return [UInt32(input.count), UInt32(block.count)].flatMap { size in
            withUnsafeBytes(of: size.bigEndian, Array.init)
        } + block
    }
}
