import TestSupport
import Testing

@testable import Parquet

@Suite struct CodecTests {
    static let codecs: [CompressionCodec] = [.snappy, .gzip, .brotli, .zstd, .lz4, .lz4Raw]

    private static func samples() -> [[UInt8]] {
        var generator = SeededGenerator(seed: 6)
        return [0, 1, 2, 100, 70_000].flatMap { count in
            [
                Array(repeating: 7, count: count),
                (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
                (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3) },
            ]
        }
    }

    private static func decompress(
        _ compressed: [UInt8], _ compression: any PageCompression, room: Int
    ) throws -> [UInt8] {
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
        defer { output.deallocate() }
        let count = try withBytes(compressed) { try compression.decompress($0, into: output) }
        return Array(output[..<count])
    }

    @Test(arguments: codecs)
    func roundTrips(_ codec: CompressionCodec) throws {
        let compression = try #require(try codec.compression())
        for sample in Self.samples() {
            let compressed = try withBytes(sample) { try compression.compress($0) }
            #expect(try Self.decompress(compressed, compression, room: sample.count) == sample)
            // Room for more than there is.
            #expect(try Self.decompress(compressed, compression, room: sample.count + 10) == sample)
            // Not enough room.
            if sample.count > 1 {
                #expect(throws: ParquetProblem.self) {
                    try Self.decompress(compressed, compression, room: sample.count - 1)
                }
            }
            // No sample shrinks by more than is believed.
            if !sample.isEmpty {
                try type(of: compression).check(claimed: sample.count, compressed: compressed.count, codec: codec)
            }
        }
    }

    /// What is damaged is refused, or becomes something that fits.
    @Test(arguments: codecs)
    func damage(_ codec: CompressionCodec) throws {
        let compression = try #require(try codec.compression())
        var generator = SeededGenerator(seed: 7)
        for sample in Self.samples() where sample.count > 1 {
            let compressed = try withBytes(sample) { try compression.compress($0) }
            for _ in 0..<20 {
                var damaged = compressed
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] ^=
                    1 << UInt8.random(in: 0..<8, using: &generator)
                if Bool.random(using: &generator) {
                    damaged.removeLast(Int.random(in: 0..<damaged.count, using: &generator))
                }
                do {
                    #expect(try Self.decompress(damaged, compression, room: sample.count).count <= sample.count)
                } catch {
                    #expect(error is ParquetProblem)
                }
            }
        }
    }

    /// A long page of one byte, which is where codecs shrink most.
    @Test(arguments: codecs)
    func greatestRatio(_ codec: CompressionCodec) throws {
        let compression = try #require(try codec.compression())
        let sample = [UInt8](repeating: 0, count: 1 << 24)
        let compressed = try withBytes(sample) { try compression.compress($0) }
        try type(of: compression).check(claimed: sample.count, compressed: compressed.count, codec: codec)
        #expect(
            throws: ParquetProblem.impossibleRatio(codec: codec, compressed: 10, claimed: 1 << 31)
        ) { try type(of: compression).check(claimed: 1 << 31, compressed: 10, codec: codec) }
    }

    @Test func gzipMembers() throws {
        let compression = GzipCompression()
        let parts: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 9, count: 500)]
        let members = try parts.flatMap { part in try withBytes(part) { try compression.compress($0) } }
        #expect(try Self.decompress(members, compression, room: 503) == parts.flatMap { $0 })
    }

    @Test func blocksInHadoopFraming() throws {
        let compression = LegacyLZ4Compression()
        let parts: [[UInt8]] = [[1, 2, 3], Array(repeating: 9, count: 500)]
        let blocks = try parts.flatMap { part in try withBytes(part) { try compression.compress($0) } }
        #expect(try Self.decompress(blocks, compression, room: 503) == parts.flatMap { $0 })
        let bare = try withBytes(parts[1]) { try LZ4RawCompression().compress($0) }
        #expect(try Self.decompress(bare, compression, room: 500) == parts[1])
    }

    @Test func unsupported() throws {
        for codec in [CompressionCodec.lzo, CompressionCodec(rawValue: 99)] {
            #expect(throws: ParquetProblem.unsupportedCodec(codec)) { try codec.compression() }
        }
        #expect(try CompressionCodec.uncompressed.compression() == nil)
    }
}
