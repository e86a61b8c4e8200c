import Foundation
import TestSupport
import Testing

@testable import Readers

/// Records by their numbers, in their own bytes.
@Suite struct RecordExtractTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func extract(
        _ bytes: [UInt8], _ name: String, _ numbers: [Int64], options: ReaderOptions = ReaderOptions()
    ) throws -> (text: String, places: RecordExtract.Places, form: RecordExtract.Form) {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        let extract = try RecordExtract(path: folder.path(name), options: options)
        let places = extract.places(of: numbers)
        var written: [UInt8] = []
        try extract.write(places) { written += Array($0) }
        return (String(decoding: written, as: UTF8.self), places, extract.form)
    }

    private func text(
        _ text: String, _ name: String, _ numbers: [Int64], options: ReaderOptions = ReaderOptions()
    ) throws -> String { try extract(Array(text.utf8), name, numbers, options: options).text }

    @Test func linesAreTakenAsTheyAre() throws {
        let lines = "{\"a\": 1}\r\n\n {\"a\":2} \n\nnot json\n{\"a\": 4}"
        #expect(try text(lines, "a.jsonl", [1, 2, 3, 4]) == "{\"a\": 1}\r\n {\"a\":2} \nnot json\n{\"a\": 4}")
        #expect(try text(lines, "a.jsonl", [3]) == "not json\n")
        let beyond = try extract(Array(lines.utf8), "a.jsonl", [2, 5])
        #expect(beyond.places.found == [2])
    }

    @Test func csvHasWhatStandsAboveItsRecords() throws {
        let csv = "\u{FEFF}A title\n\na;b\n1;\"x\ny\"\n\n2;3;4\n5;6"
        var options = ReaderOptions()
        options.csv.skip = 2
        #expect(try text(csv, "a.csv", [1, 3], options: options) == "\u{FEFF}A title\n\na;b\n1;\"x\ny\"\n5;6")
        #expect(try text(csv, "a.csv", [2], options: options) == "\u{FEFF}A title\n\na;b\n2;3;4\n")
    }

    /// The reader sees another text than the file has.
    @Test func csvOfAnotherWritingKeepsIt() throws {
        let csv = "# made by hand\na||b\n1||say \\\"hi\\\"\n# between\n2||\"x\\\"||y\"\n3||4||5\n"
        var options = ReaderOptions()
        options.csv.setSeparator(Array("||".utf8))
        options.csv.escape = UInt8(ascii: "\\")
        options.csv.comment = Array("#".utf8)
        let header = "# made by hand\na||b\n"
        #expect(try text(csv, "a.csv", [2], options: options) == header + "2||\"x\\\"||y\"\n")
        #expect(try text(csv, "a.csv", [1, 3], options: options) == header + "1||say \\\"hi\\\"\n3||4||5\n")
    }

    /// Many records, so that the places of the file are dropped on the way.
    @Test func placesInCSVOfAnotherWritingStayRight() throws {
        let records = (1...60_000).map { "\($0)||é \\\" \($0)\n" }
        var options = ReaderOptions()
        options.csv.setSeparator(Array("||".utf8))
        options.csv.escape = UInt8(ascii: "\\")
        let wanted = stride(from: Int64(1), through: 60_000, by: 997).map { $0 }
        let expected = "n||text\n" + wanted.map { records[Int($0) - 1] }.joined()
        #expect(try text("n||text\n" + records.joined(), "a.csv", wanted, options: options) == expected)
    }

    @Test func valuesStandOnLinesOfTheirOwn() throws {
        let array = "[ {\"a\": [1,\n 2]} , nul ,{\"a\": 3}\n]\n[{\"a\":4}]"
        let taken = try extract(Array(array.utf8), "a.json", [1, 2, 4])
        #expect(taken.form == .values && taken.text == "{\"a\": [1,\n 2]}\nnul\n{\"a\":4}\n")
        #expect(try text("{\"x\": {\"a\": 1}, \"y\": {\"a\": 2}}", "b.json", [2]) == "{\"a\": 2}\n")
        let cut = try extract(Array("[{\"a\": 1}, ".utf8), "c.json", [1, 2])
        #expect(cut.places.found == [1] && cut.places.withoutBytes == [2])
    }

    @Test func tablesAreTheLinesThatWereReadOfThem() throws {
        let table = "{\"train\": [{\"a\": 1}], \"test\": [{\"a\": 2}]}"
        let taken = try extract(Array(table.utf8), "a.json", [2])
        #expect(taken.form == .table)
        #expect(taken.text.contains("\"a\": 2") && taken.text.contains("test"), "\(taken.text)")
    }

    @Test func otherEncodingsComeOutAsUTF8() throws {
        let bytes = "a,b\né,1\nü,2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try extract([0xFF, 0xFE] + bytes, "a.csv", [2]).text == "a,b\nü,2\n")
        var options = ReaderOptions()
        options.encoding = .windows1252
        #expect(
            try extract(Array("a,b\n".utf8) + [0xE9] + Array(",1\n".utf8), "b.csv", [1], options: options).text
                == "a,b\né,1\n")
    }

    /// What is longer than a record may be is copied in pieces, and none of them kept.
    @Test func longRecordsAreWhole() throws {
        var options = ReaderOptions()
        options.maximumRecordBytes = 1_000
        options.chunkBytes = 512
        let long = "{\"a\": \"" + String(repeating: "x", count: 50_000) + "\"}"
        #expect(try text("{}\n\(long)\n{}\n", "a.jsonl", [2], options: options) == long + "\n")
        #expect(try text("[{}, \(long) , {}]", "a.json", [2], options: options) == long + "\n")
        let cell = "1,\"" + String(repeating: "x", count: 50_000) + "\"\n"
        #expect(try text("a,b\n1,2\n\(cell)3,4\n", "a.csv", [2], options: options) == "a,b\n" + cell)
    }
}
