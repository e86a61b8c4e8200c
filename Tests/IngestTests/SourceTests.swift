import Digests
import Foundation
import Readers
import TestSupport
import Testing

@testable import Ingest

@Suite("Sources of bytes")
struct SourceTests {
    private func readAll(_ source: any ByteSource, pieces: Int = 3) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: pieces)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private func read(_ count: Int, of source: any ByteSource) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
        return Array(buffer[..<read])
    }

    @Test func hashes() throws {
        let hash = HashingSource(MemorySource(Array("abc".utf8), pieces: [1]))
        #expect(try read(1, of: hash) == [0x61])
        #expect(try hash.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let folder = try TemporaryFolder()
        let file = try folder.write("abc", to: "f")
        #expect(try ContentHash.ofFile(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            try ContentHash.ofFile(file, first: 0) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        let start = try folder.write("ab", to: "g")
        #expect(try ContentHash.ofFile(file, first: 2) == ContentHash.ofFile(start))
    }

    @Test func aStreamCanBeReadFromItsBeginningAgain() throws {
        let content = Array((0..<200).map(UInt8.init))
        for first in [0, 1, 5, 200, 300] {
            for second in [0, 3, 7, 200] {
                let source = RecordedSource(MemorySource(content, pieces: [4, 9]))
                var seen: [UInt8] = []
                while seen.count < min(first, 200) { seen += try read(min(5, first - seen.count), of: source) }
                source.rewind()
                seen = []
                while seen.count < min(second, 200) { seen += try read(min(6, second - seen.count), of: source) }
                #expect(seen == Array(content.prefix(second)))
                source.rewindForGood()
                #expect(try readAll(source) == content)
                #expect(source.consumedBytes == 200)
            }
        }
    }

    @Test func aHashMadeAsideIsTheSame() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let inline = HashingSource(MemorySource(bytes, pieces: [1000]))
        let aside = HashingSource(MemorySource(bytes))
        #expect(try read(5, of: aside) == Array(bytes.prefix(5)))
        aside.hashAside { MemorySource(bytes) }
        #expect(try read(5, of: aside) == Array(bytes[5..<10]))
        #expect(try aside.finish() == inline.finish())
        let broken = HashingSource(MemorySource(bytes))
        broken.hashAside { try FileSource(path: "/nowhere") }
        #expect(throws: ReadError.self) { try broken.finish() }
    }
}
