import Testing

@testable import Readers

@Suite struct CSVNormalizerTests {
    /// Regression: the records that a pipe had given were held back until more came, and a load that was to stop
    /// waited.
    @Test(arguments: ["", "3", "3, ", "3, \"o", "3, \"o\""])
    func recordsAreGivenBeforeMoreIsWaitedFor(unfinished: String) throws {
        let writing = CSVWriting(separator: Array(", ".utf8), quote: UInt8(ascii: "\""), escape: nil, comment: nil)
        let source = IdlePipe("id, text\n1, \"a, b\"\n2, c\n\(unfinished)")
        let normalizer = CSVNormalizer(
            InputWindow(source, chunkBytes: 1 << 12), writing, maximumRecordBytes: 1 << 20, expectedCells: nil)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = try buffer.withUnsafeMutableBytes { try normalizer.read(into: $0) }
        #expect(String(decoding: buffer[..<count], as: UTF8.self) == "id,text\n1,\"a, b\"\n2,c\n")
        #expect(throws: IdlePipe.Waits.self) { try buffer.withUnsafeMutableBytes { try normalizer.read(into: $0) } }
    }
}
