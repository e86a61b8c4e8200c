import CZlib
import CZstd
import TestSupport
import Testing

@testable import Readers

@Suite struct CompressionTests {
    private static let lines = (0..<5_000).map { "{\"a\":\"value \($0 * 7_919 % 5_003)\"}" }
    private static let text = Array(lines.joined(separator: "\n").utf8) + [0x0A]

    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        #expect(deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> Int in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                #expect(deflate(&stream, Z_FINISH) == Z_STREAM_END)
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<written])
    }

    private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let written = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
        #expect(ZSTD_isError(written) == 0)
        return Array(output[..<written])
    }

    private static func compress(_ bytes: [UInt8], _ compression: Compression) -> [UInt8] {
        switch compression {
        case .none: bytes
        case .gzip: gzip(bytes)
        case .zstandard: zstd(bytes)
        }
    }

    private static func read(_ bytes: [UInt8], pieces: [Int] = [Int.max], batchRows: Int = 16_384) throws -> Collected {
        var options = ReaderOptions()
        options.batchRows = batchRows
        return try collect(MemorySource(bytes, name: "x.jsonl", pieces: pieces), ["a"], options: options)
    }

    private static let whole = lines.map { [[String($0.dropFirst(6).dropLast(2))]] }

    @Test(arguments: Compression.allCases)
    func isUndone(_ compression: Compression) throws {
        let packed = Self.compress(Self.text, compression)
        for pieces in [[Int.max], [1], [2, 3], [4_096]] {
            let read = try Self.read(packed, pieces: pieces)
            #expect(read.rows == Self.whole)
            #expect(read.error == nil && read.rejects.isEmpty)
        }
        let reader = try RecordReader(source: MemorySource(packed), projection: Projection(fields: []))
        #expect(reader.compression == compression)
        var last: InputPosition?
        while let batch = try reader.nextBatch() { last = batch.position }
        #expect(last?.consumedBytes == Int64(packed.count) && last?.totalBytes == Int64(packed.count))
        #expect(last?.uncompressedBytes == Int64(Self.text.count))
    }

    @Test(arguments: [Compression.gzip, .zstandard])
    func membersFollowOneAnother(_ compression: Compression) throws {
        // Cut in the middle of lines, one member empty.
        let cuts = [0, 1_234, 1_234, 50_001, Self.text.count]
        let packed = zip(cuts, cuts.dropFirst()).flatMap { Self.compress(Array(Self.text[$0..<$1]), compression) }
        #expect(try Self.read(packed).rows == Self.whole)
        #expect(try Self.read(packed, pieces: [1]).rows == Self.whole)
    }

    @Test func paddingAndSkippableFramesAreNothing() throws {
        #expect(try Self.read(Self.gzip(Self.text) + [UInt8](repeating: 0, count: 700)).rows == Self.whole)
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        #expect(try Self.read(skippable + Self.zstd(Self.text) + skippable).rows == Self.whole)
    }

    @Test(arguments: [Compression.gzip, .zstandard])
    func cutInputDeliversWhatCameBefore(_ compression: Compression) throws {
        let packed = Self.compress(Self.text, compression)
        for kept in [5, 10, packed.count / 3, packed.count / 2, packed.count - 1] {
            let read = try Self.read(Array(packed[..<kept]), batchRows: 100)
            #expect(read.error == .truncated(file: "x.jsonl", compression: compression, offset: Int64(kept)))
            // Only complete records from the beginning; the record that was cut is not among them.
            #expect(read.rows == Array(Self.whole[..<read.rows.count]))
            #expect(read.rejects.isEmpty && read.isAccounted)
        }
        // gzip gives bytes as they come, zstd blocks of up to 128 KB; this text has one block.
        let almost = try Self.read(Array(packed[..<(packed.count - 1)])).rows.count
        #expect(almost > (compression == .gzip ? 4_000 : -1))
    }

    @Test func cutCSVDoesNotDeliverHalfARecord() throws {
        let rows = (0..<20_000).map { "\($0),\"cell \($0 * 7_919 % 20_011)\"" }
        let packed = Self.gzip(Array(("a,b\n" + rows.joined(separator: "\n") + "\n").utf8))
        let read = try collect(MemorySource(Array(packed[..<(packed.count / 2)]), name: "x.csv"), ["a", "b"])
        #expect(read.error == .truncated(file: "x.csv", compression: .gzip, offset: Int64(packed.count / 2)))
        #expect(!read.rows.isEmpty && read.rejects.isEmpty)
        #expect(read.rows == (0..<read.rows.count).map { [["\($0)"], ["cell \($0 * 7_919 % 20_011)"]] })
    }

    @Test(arguments: [Compression.gzip, .zstandard])
    func corruptInputIsAnError(_ compression: Compression) throws {
        var generator = SeededGenerator(seed: 10)
        let packed = Self.compress(Self.text, compression)
        for _ in 0..<60 {
            var bytes = packed
            let position = Int.random(in: 12..<bytes.count, using: &generator)
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let read = try Self.read(bytes, batchRows: 1_000)
            // zstd without a checksum may decode to other bytes; gzip always carries one.
            if compression == .gzip { #expect(read.error != nil) }
            if case .corrupt(let file, let found, let offset, _)? = read.error {
                #expect(file == "x.jsonl" && found == compression && offset <= Int64(packed.count))
            }
            #expect(read.isAccounted)
        }
        var tail = Self.gzip(Self.text)
        tail += Array("junk".utf8)
        guard case .corrupt? = try Self.read(tail).error else {
            Issue.record("junk after the last member was not noticed")
            return
        }
    }

    @Test func filesThatAreNotThere() {
        let error = ReadError.cannotOpen(file: "no/such/file", systemError: 2)
        #expect(throws: error) { try FileSource(path: "no/such/file") }
        #expect("\(error)" == "no/such/file cannot be opened: No such file or directory.")
        #expect(throws: ReadError.self) { try FileSource(path: "/") }
    }
}
