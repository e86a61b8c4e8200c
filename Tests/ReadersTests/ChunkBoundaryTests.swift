import Testing

@testable import Readers

/// The place where the input happens to be cut must not affect the result.
@Suite struct ChunkBoundaryTests {
    private static let fields = ["a", "text", "@id", "@index", "b[].a", "key"]

    /// A file of random records, some of them damaged.
    static func file(_ format: FileFormat, seed: UInt64, records: Int = 8) -> [UInt8] {
        var random = RandomJSON(seed: seed)
        let texts = (0..<records).map { _ -> String in
            let object = random.object(depth: 2)
            return random.generator.chance(1, in: 5) ? String(object.dropLast()) + "x" : object
        }
        let space = random.generator.chance(1, in: 2) ? "\n" : ""
        let text =
            switch format {
            case .jsonArray: "[" + texts.joined(separator: "," + space) + "]" + space
            case .jsonObject:
                "{" + texts.enumerated().map { "\"k\($0)\":" + space + $1 }.joined(separator: "," + space) + "}"
            case .jsonRecord: texts[0]
            default: texts.joined(separator: "\n")
            }
        return Array(text.utf8)
    }

    @Test(arguments: [FileFormat.jsonLines, .jsonArray, .jsonObject, .jsonRecord, .jsonSequence])
    func anyCutGivesTheSame(_ format: FileFormat) throws {
        for seed in 0..<6 as Range<UInt64> {
            let bytes = Self.file(format, seed: seed)
            var options = ReaderOptions(format: format)
            let whole = try collect(MemorySource(bytes), Self.fields, options: options)
            #expect(whole.isAccounted)
            for cut in 1...bytes.count {
                let source = MemorySource(bytes, pieces: [cut, Int.max])
                #expect(try collect(source, Self.fields, options: options) == whole, "seed \(seed), cut \(cut)")
            }
            for chunk in [1, 2, 3, 7, 64] {
                options.chunkBytes = chunk
                options.batchRows = chunk
                #expect(try collect(MemorySource(bytes), Self.fields, options: options) == whole, "chunk \(chunk)")
            }
        }
    }

    @Test func formatIsFoundOutWhateverTheCut() throws {
        for format in [FileFormat.jsonLines, .jsonArray, .jsonObject] {
            let text = "{\"a\":{\"b\":1}}"
            let bytes = Array(
                (format == .jsonLines ? text + "\n" + text : format == .jsonArray ? "[\(text)]" : text).utf8)
            for cut in 1...bytes.count {
                let source = MemorySource(bytes, pieces: [cut, 1])
                let reader = try RecordReader(source: source, projection: Projection(fields: []))
                #expect(reader.format == format)
            }
        }
    }

    @Test func recordsLongerThanTheBuffer() throws {
        let long = String(repeating: "long \\\"text\\\" ", count: 5_000)
        let records = (0..<5).map { "{\"a\": \"\(long)\($0)\"}" }
        for (format, text) in [
            (FileFormat.jsonLines, records.joined(separator: "\n")),
            (.jsonArray, "[" + records.joined(separator: ",") + "]"),
        ] {
            var options = ReaderOptions(format: format)
            options.chunkBytes = 64
            let read = try collect(text, ["a"], options: options)
            let expected = long.replacing("\\\"", with: "\"")
            #expect(read.rows == (0..<5).map { [[expected + "\($0)"]] })
        }
    }
}
