import TestSupport
import Testing

@testable import Readers

@Suite struct RecordFieldsReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ name: String) throws -> (records: [RecordFields], reader: RecordFieldsReader) {
        let reader = try RecordFieldsReader(path: folder.write(text, to: name))
        var records: [RecordFields] = []
        while let batch = try reader.next() { records += batch }
        return (records, reader)
    }

    @Test func linesWithSeveralObjects() throws {
        let (records, reader) = try read(
            "{\"a\": 1}{\"a\": 2}\r\n\n{\"a\": \"x\u{85}y\"} {\"b\": [1, {\"c\": null}], \"d\": null}\n", "x.jsonl")
        #expect(records.map(\.number) == [1, 2, 3, 4])
        #expect(records.map { $0["a"]?.text } == ["1", "2", "x\u{85}y", nil])
        #expect(records[0]["a"]?.kind == .number)
        #expect(records[3].fields.map(\.name) == ["b"])
        #expect(records[3]["b"]?.kind == .json)
        #expect(reader.recordsRead == 4 && reader.rejects.isEmpty)
    }

    /// A line that is not the first, in a file that is read line by line.
    @Test func laterLinesWithSeveralObjects() throws {
        let (records, reader) = try read(
            "{\"a\": 1}\n{\"a\": 2}{\"a\": 3} {\"a\": 4}\n{\"a\": 5\n{\"a\": 6}\n{\"a\": 7}{\"a\"\n{\"a\": 8}]\n{\"a\": 9}",
            "x.jsonl")
        #expect(reader.format == .jsonLines)
        let values = records.compactMap { $0["a"]?.text }
        #expect(values == ["1", "2", "3", "4", "6", "7", "8", "9"])
        // Every object has a number of its own, read or not.
        #expect(records.map(\.number) == [1, 2, 3, 4, 6, 7, 9, 11])
        #expect(reader.rejects.map(\.recordNumber) == [5, 8, 10])
        #expect(reader.recordsRead == 11)
    }

    @Test func brokenRecordsAreRejects() throws {
        let (records, reader) = try read("{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n[4]\n{\"a\": 5}\n", "x.jsonl")
        let values = records.compactMap { $0["a"]?.text }
        #expect(values == ["1", "3", "5"])
        #expect(reader.rejects.map(\.recordNumber) == [2, 4])
        #expect(reader.recordsRead == 5)
    }

    @Test func theLastOfRepeatedNames() throws {
        #expect(try read("{\"a\": 1, \"a\": 2}\n", "x.jsonl").records[0]["a"]?.text == "2")
    }

    @Test func otherFormats() throws {
        let object = try read("{\"k1\": {\"a\": 1}, \"k2\": {\"a\": 2}}", "x.json").records
        #expect(object.map(\.key) == ["k1", "k2"])
        #expect(object.map { $0["a"]?.text } == ["1", "2"])
        let array = try read("[{\"a\": 1}, {\"a\": 2}]", "y.json").records
        #expect(array.map { $0["a"]?.text } == ["1", "2"])
        let table = try read("a,b\n1,\"x, y\"\n2,\n", "z.csv").records
        #expect(table.map { $0["b"]?.text } == ["x, y", ""])
        #expect(try read("", "e.jsonl").records.isEmpty)
    }

    @Test func elementsOfAnArray() {
        let fields = JSONFields()
        func elements(_ text: String) -> [String?]? {
            var found: [String?] = []
            let isArray = Array(text.utf8).withUnsafeBufferPointer { bytes in
                fields.forEachElement(in: bytes) { found.append($0?.text) }
            }
            return isArray ? found : nil
        }
        #expect(
            elements("[1, \"a\\n\", null, [2, [3]], {\"x\": 4}, true, NaN]") == [
                "1", "a\n", nil, "[2, [3]]", "{\"x\": 4}", "true", nil,
            ])
        #expect(elements("[]") == [])
        #expect(elements("{}") == nil)
        #expect(elements("[1") == nil)
        #expect(elements("") == nil)
    }
}
