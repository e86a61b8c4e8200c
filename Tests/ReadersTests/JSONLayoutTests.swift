import Testing

@testable import Readers

@Suite struct JSONLayoutTests {
    private static func format(_ text: String, named name: String = "file.json") throws -> FileFormat {
        try RecordReader(source: MemorySource(Array(text.utf8), name: name), projection: Projection(fields: [])).format
    }

    @Test(arguments: [
        ("[{\"a\":1}]", FileFormat.jsonArray), (" \n [\n{\"a\":1}]", .jsonArray), ("[]", .jsonArray),
        ("{\"a\":1}\n{\"a\":2}\n", .jsonLines), ("{\"a\":{}}\r\n{\"a\":{}}", .jsonLines),
        ("{\"a\":{\"b\":1}}", .jsonObject), ("{\"a\":{\"b\":1}}\n", .jsonObject),
        ("{\n\"a\":\n{\"b\":1}\n}", .jsonObject),
        ("{\"a\":1}", .jsonRecord), ("{\n  \"a\": [1],\n  \"b\": {}\n}\n", .jsonRecord), ("{}", .jsonRecord),
        ("", .jsonLines), ("\n\n", .jsonLines), ("42", .jsonRecord),
        // A first line that is wrong in itself does not hide that the file is one of lines.
        ("{\"a\":1,,}\n{\"a\":2}\n", .jsonLines), ("{\"a\":\"cut\n{\"a\":2}\n{\"a\":3}\n", .jsonLines),
        ("{\"a\":1\n{\"a\":2}\n", .jsonLines), ("{\n\"a\":1\n}\n{\n\"a\":2\n}", .jsonSequence),
        ("{\"a\":1}{\"a\":2}", .jsonSequence), ("{\"a\":1},\n{\"a\":2},\n", .jsonSequence),
        ("{\n\"a\":{}\n}{\n\"a\":{}\n}", .jsonSequence), ("\u{FEFF}{\"a\":1}\n{\"a\":2}", .jsonLines),
    ])
    func isFoundOut(_ text: String, _ expected: FileFormat) throws {
        #expect(try Self.format(text) == expected, "\(text)")
        // Without a known extension, all files except empty ones and scalars are recognised by their first character.
        if text.contains("{") || text.contains("[") { #expect(try Self.format(text, named: "data") == expected) }
    }

    @Test func aFirstLineLongerThanIsLookedAtIsOneWhereTheNameSaysSo() throws {
        let text = "{\"a\":\"" + String(repeating: "x", count: 5_000) + "\"}\n{\"a\":1}\n"
        for (nameSaysLines, expected) in [(true, FileFormat.jsonLines), (false, .jsonRecord)] {
            let window = InputWindow(MemorySource(Array(text.utf8)), chunkBytes: 64)
            #expect(JSONLayout.detect(window, nameSaysLines: nameSaysLines, limit: 100) == expected)
        }
    }

    @Test func aBrokenFirstLineThatArrivesAloneIsOneOfLines() throws {
        let text = Array("{\"text\":\"cut!}\n{\"text\":\"b\"}\n".utf8)
        for first in 1...text.count {
            let window = InputWindow(MemorySource(text, pieces: [first, .max]), chunkBytes: 64)
            #expect(JSONLayout.detect(window, nameSaysLines: false, limit: 100) == .jsonLines, "\(first) bytes first")
        }
    }

    @Test func nameOfLinesDecides() throws {
        #expect(try Self.format("{\"a\":{\"b\":1}}", named: "x.jsonl") == .jsonLines)
        #expect(try Self.format("{\"a\":{\"b\":1}}", named: "x.ndjson.gz") == .jsonLines)
        #expect(try Self.format("{\"a\":1}", named: "x.csv") == .csv)
        for name in ["x.jsonl", "x.ndjson"] {
            #expect(try Self.format("[{\"a\":1}]", named: name) == .jsonArray)
            #expect(try Self.format("[\n{\"a\":1},\n{\"a\":2}]", named: name) == .jsonArray)
            #expect(try Self.format("[1,2]\n[3,4]\n", named: name) == .jsonLines)
            #expect(try Self.format("{\n\"a\":1\n}\n{\n\"a\":2\n}\n", named: name) == .jsonSequence)
            #expect(try Self.format("{\n\"a\":1\n}\n", named: name) == .jsonSequence)
            #expect(try Self.format("{\"a\":\"cut\n{\"a\":2}\n", named: name) == .jsonLines)
        }
        #expect(try Self.format("a,b\n1,2", named: "data") == .csv)
        #expect(FormatDetection.fileExtension("a/b.v1/c") == "")
        #expect(FormatDetection.fileExtension("a/b.TSV.zst") == "tsv")
        #expect(FormatDetection.fileExtension("standard input") == "")
    }

    @Test(arguments: [
        ([0x7B, 0x00, 0x22, 0x00], "UTF-16LE"), ([0x00, 0x5B, 0x00, 0x22], "UTF-16BE"),
        ([0x7B, 0x00, 0x00, 0x00], "UTF-32LE"), ([0x00, 0x00, 0x00, 0x7B], "UTF-32BE"),
    ])
    func refusesOtherEncodingsByName(_ bytes: [UInt8], _ name: String) {
        #expect(throws: ReadError.unsupportedEncoding(file: "memory", encoding: name)) {
            try collect(MemorySource(bytes), ["a"])
        }
    }

    @Test(arguments: [
        ("FEA1\0\0\0\0", "Feather of version 1"), ("PK\u{3}\u{4}", "ZIP"), ("SQLite format 3\0", "SQLite"),
    ])
    func refusesOtherFormatsByName(_ text: String, _ name: String) {
        let error = ReadError.unsupportedFormat(file: "memory", format: name)
        #expect(throws: error) { try collect(text, ["a"]) }
        #expect("\(error)".contains(name))
    }
}
