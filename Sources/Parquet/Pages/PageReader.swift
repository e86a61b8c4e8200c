import CZlib

/// Reads the pages of a column chunk one after another: header, checksum, decompression.
final class PageReader {
    let input: ChunkInput
    let codec: CompressionCodec
    private let compression: (any PageCompression)?
    private let limits: ParquetLimits
    /// How many pages came before.
    private(set) var pageNumber = -1
    /// Where the header of the current page begins.
    private(set) var offset: Int64 = 0

    init(_ input: ChunkInput, codec: CompressionCodec, limits: ParquetLimits) throws(ParquetProblem) {
        self.input = input
        self.codec = codec
        self.limits = limits
        compression = try codec.compression()
    }

    /// The header of the next page; nil at the end. The body of the page is next in ``input``.
    func nextHeader() throws(ParquetProblem) -> PageHeader? {
        guard input.remaining > 0 else { return nil }
        offset = input.position
        pageNumber += 1
        // Most headers are small; statistics of long values make a few large.
        var size = 1 << 12
        while true {
            let bytes = try input.peek(size)
            var reader = CompactReader(bytes)
            do throws(ParquetProblem) {
                let header = try PageHeader(from: &reader)
                input.skip(reader.offset)
                try check(header)
                return header
            } catch {
                guard case .truncated = error, Int64(bytes.count) < input.remaining, size < limits.pageBytes else {
                    throw error
                }
                size *= 8
            }
        }
    }

    private func check(_ header: PageHeader) throws(ParquetProblem) {
        let sizes = [
            ("uncompressed_page_size", header.uncompressedSize), ("compressed_page_size", header.compressedSize),
        ]
        for (field, size) in sizes {
            guard size >= 0 else { throw .negativeCount(field: field, Int64(size)) }
            guard size <= limits.pageBytes else {
                throw .pageTooLarge(size: Int64(size), limit: Int64(limits.pageBytes))
            }
        }
        guard Int64(header.compressedSize) <= input.remaining else {
            throw .truncated(needed: Int(header.compressedSize), available: Int(input.remaining))
        }
    }

    /// Passes over the body of the page.
    func skipBody(of header: PageHeader) { input.skip(Int(header.compressedSize)) }

    /// The body of the page as it is in the file, valid until the next page. Its checksum, if it has one, has been
    /// verified.
    func body(of header: PageHeader) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        let body = try input.peek(Int(header.compressedSize))
        input.skip(body.count)
        if let stored = header.checksum, limits.verifiesChecksums {
            let base = body.assumingMemoryBound(to: UInt8.self).baseAddress
            let computed = UInt32(truncatingIfNeeded: crc32_z(0, base, body.count))
            guard computed == UInt32(bitPattern: stored) else {
                throw .checksum(stored: UInt32(bitPattern: stored), computed: computed)
            }
        }
        return body
    }

    /// The `size` uncompressed bytes of `stored`: in `memory`, or `stored` itself if the codec stores pages
    /// uncompressed.
    func decompress(
        _ stored: UnsafeRawBufferPointer, size: Int, into memory: ScratchBuffer
    ) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        guard let compression else {
            guard stored.count == size else { throw .decompressedSize(found: stored.count, header: size) }
            return stored
        }
        // Writers leave out the compressed form of an empty body.
        if size == 0 { return UnsafeRawBufferPointer(rebasing: stored[..<0]) }
        try type(of: compression).check(claimed: size, compressed: stored.count, codec: codec)
        let output = memory.bytes(size)
        let found = try compression.decompress(stored, into: output)
        guard found == size else { throw .decompressedSize(found: found, header: size) }
        return UnsafeRawBufferPointer(output)
    }
}
