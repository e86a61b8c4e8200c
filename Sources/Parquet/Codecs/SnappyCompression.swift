import CSnappy

/// Snappy blocks without framing.
final class SnappyCompression: PageCompression {
    /// A copy of 64 bytes takes three bytes; a little more for the length at the beginning.
    static let greatestRatio = 32

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        let source = input.assumingMemoryBound(to: CChar.self).baseAddress
        var size = 0
        guard snappy_uncompressed_length(source, input.count, &size) == SNAPPY_OK else {
            throw .decompressionFailed(codec: .snappy, detail: "no length at its beginning")
        }
        guard size <= output.count else { throw .decompressedSize(found: size, header: output.count) }
        let target = output.assumingMemoryBound(to: CChar.self).baseAddress
        guard snappy_uncompress(source, input.count, target, &size) == SNAPPY_OK else {
            throw .decompressionFailed(codec: .snappy, detail: "invalid data")
        }
        return size
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        let bytes = [UInt8].filled(capacity: snappy_max_compressed_length(input.count)) { output in
            var size = output.count
            let status = snappy_compress(
                input.assumingMemoryBound(to: CChar.self).baseAddress, input.count,
                output.assumingMemoryBound(to: CChar.self).baseAddress, &size)
            return status == SNAPPY_OK ? size : nil
        }
        guard let bytes else { throw .compressionFailed(codec: .snappy) }
        return bytes
    }
}
