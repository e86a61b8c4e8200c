import Foundation
import Testing

@testable import Readers

@Suite struct CSVTests {
    private static let csv = ReaderOptions(format: .csv)

    /// All columns of a CSV text, by the names the reader gives them.
    static func read(_ text: String, _ options: CSVOptions = CSVOptions(), named name: String = "x.csv") throws -> (
        names: [String], read: Collected
    ) {
        try read(MemorySource(Array(text.utf8), name: name), ReaderOptions(format: .csv, csv: options))
    }

    static func read(_ source: any ByteSource, _ options: ReaderOptions) throws -> (names: [String], read: Collected) {
        let opened = try OpenedInput(source, options: options)
        let names = try CSVInput(opened).header.names
        // A second pass over the same bytes, now that the names are known.
        guard let memory = source as? MemorySource else { return (names, Collected()) }
        let fields = names.map { FieldPath(key: $0).description }
        return (names, try collect(memory.rewound(), fields, options: options))
    }

    private static func cells(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> [[String]] {
        try read(text, options).read.rows.map { $0.map { $0.joined(separator: "<two values>") } }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineBreaks(_ lineBreak: String) throws {
        let lines = ["a,b", "1,2", "", "\"3\(lineBreak)3\",4", "5,\"\""]
        for end in ["", lineBreak, lineBreak + lineBreak] {
            let text = lines.joined(separator: lineBreak) + end
            #expect(try Self.cells(text) == [["1", "2"], ["3\(lineBreak)3", "4"], ["5", ""]])
        }
    }

    @Test(arguments: [
        ("a,b\n\"x,y\",z", ["x,y", "z"]), ("a,b\n\"say \"\"hi\"\"\",", ["say \"hi\"", ""]),
        ("a,b\n\"\"\"\",\"\"\"\"\"\"", ["\"", "\"\""]), ("a,b\nun\"quoted\",\"\"", ["un\"quoted\"", ""]),
        ("a,b\n ,\" \"", [" ", " "]), ("a,b\n,", ["", ""]),
        (
            "a,b\n\"a long cell with \"\"quotes\"\" and more text\",x",
            ["a long cell with \"quotes\" and more text", "x"]
        ), ("a,b\nnul\0,\"\0\"", ["nul\0", "\0"]),
    ])
    func quotes(_ text: String, _ expected: [String]) throws {
        #expect(try Self.cells(text) == [expected])
    }

    @Test func withoutQuotes() throws {
        let options = CSVOptions(separator: 9, quote: .none, header: .none)
        #expect(try Self.cells("a \"b\t\"c\n\"\td\"\"", options) == [["a \"b", "\"c"], ["\"", "d\"\""]])
    }

    @Test(arguments: [
        ("a,b,a,,a_2,", ["a", "b", "a_3", "column_4", "a_2", "column_6"]),
        ("\"x\ny\",\" z \",#", ["x\ny", " z ", "#"]),
        ("column_2,", ["column_2", "column_2_2"]), ("a,a,a", ["a", "a_2", "a_3"]), ("A,a", ["A", "a"]),
    ])
    func headers(_ header: String, _ names: [String]) throws {
        let (found, read) = try Self.read(header + "\n" + names.map { _ in "v" }.joined(separator: ","))
        #expect(found == names)
        #expect(read.rows.count == 1)
    }

    @Test func givenNamesAndNone() throws {
        let named = try Self.read("1,2\n3,4", CSVOptions(header: .names(["x", "y"])))
        #expect(named.names == ["x", "y"])
        #expect(named.read.rows == [[["1"], ["2"]], [["3"], ["4"]]])
        let unnamed = try Self.read("1,2\n3,4", CSVOptions(header: .none))
        #expect(unnamed.names == ["column_1", "column_2"])
        #expect(unnamed.read.rows == [[["1"], ["2"]], [["3"], ["4"]]])
    }

    @Test func singleColumn() throws {
        #expect(try Self.cells("a\n1\n\n\"\"\n2\n") == [["1"], [""], ["2"]])
    }

    @Test func rejects() throws {
        let text = "a,b\n1,2\n3\n\"x\"y,4\n5,6,7\n\"8\n9\"z,1\n8,9\nx,\"open\n1,2\n"
        let read = try Self.read(text).read
        // Quotes that do not close are characters where the record has its cells with them.
        #expect(
            read.rows == [
                [["1"], ["2"]], [["\"x\"y"], ["4"]], [["8"], ["9"]], [["x"], ["\"open"]], [["1"], ["2"]],
            ])
        #expect(read.amendments == [.strayQuote: 2])
        #expect(
            read.rejects.map(\.reason) == [
                .cellCount(expected: 2, found: 1), .cellCount(expected: 2, found: 3), .textAfterClosingQuote,
            ])
        #expect(read.rejects.map(\.line) == [3, 5, 6])
        #expect(read.rejects.map(\.column) == [nil, nil, "a"])
        #expect(read.rejects.map(\.recordNumber) == [2, 4, 5])
        #expect(read.rejects.map(\.byteOffset) == [8, 17, 23])
        #expect(read.rejects.map(\.excerpt) == ["3", "5,6,7", "\"8\n9\"z,1"])
        #expect(read.isAccounted)
        #expect("\(read.rejects[0].reason)" == "2 cells were expected and 1 found")
    }

    @Test func rejectsInvalidUTF8() throws {
        let bytes = Array("a,b\nü,1\n2,x".utf8) + [0xE9] + Array("y\n3,4\n".utf8)
        let read = try Self.read(MemorySource(bytes), Self.csv).read
        #expect(read.rows == [[["ü"], ["1"]], [["3"], ["4"]]])
        #expect(read.rejects.map(\.reason) == [.invalidUTF8(offset: 3)])
        #expect(read.rejects.map(\.column) == ["b"])
    }

    @Test func refusesFilesWithoutAReadableHeader() {
        #expect(throws: ReadError.noHeader(file: "x.csv")) { try Self.read("\n\n") }
        #expect(throws: ReadError.badHeader(file: "x.csv", reason: .textAfterClosingQuote)) {
            try Self.read("\"a\"b\n1")
        }
        #expect(throws: ReadError.badHeader(file: "x.csv", reason: .unterminatedQuote(line: 1))) {
            try Self.read("\"a\n1")
        }
        for byte in [10, 13, 0xAB] as [UInt8] {
            #expect(throws: ReadError.badQuote(byte)) { try Self.read("a,b", CSVOptions(quote: .doubled(byte))) }
            #expect(throws: ReadError.badSeparator(byte)) { try Self.read("a\nb", CSVOptions(separator: byte)) }
        }
    }

    @Test func longRecordsEndTheFileWithOneReject() throws {
        var options = Self.csv
        options.maximumRecordBytes = 1_000
        options.chunkBytes = 100
        let text = "a,b\n1,2\n\"" + String(repeating: "x\n", count: 2_000)
        let read = try Self.read(MemorySource(Array(text.utf8)), options).read
        #expect(read.rows == [[["1"], ["2"]]])
        #expect(read.rejects.map(\.reason) == [.recordTooLong(limit: 1_000)])
        #expect(read.isAccounted)
    }

    @Test(arguments: [
        ("a,b\n1,2", UInt8(ascii: ",")), ("a;b\n1,5;2\n3;4", UInt8(ascii: ";")), ("a\tb\nx, y\tz, w", 9),
        ("a|b\n1|2", UInt8(ascii: "|")),
        ("one\ntwo", UInt8(ascii: ",")), ("\"a;b\",c\n1,2", UInt8(ascii: ",")),
        ("text;n\n\"a, b, c\";1\nd, e;2", UInt8(ascii: ";")),
    ])
    func separatorIsFoundOut(_ text: String, _ separator: UInt8) throws {
        let description = try FileProbe.describe(source: MemorySource(Array(text.utf8), name: "x.csv"))
        #expect(description.csv?.separator == [separator])
        #expect(description.csv?.separatorEvidence?.candidates.count == 4)
    }

    @Test func nameOfTabSeparatedFilesDecides() throws {
        #expect(try Self.read("a,b\tc\n1,2\t3", named: "x.tsv").names == ["a,b", "c"])
    }

    @Test(.needs("suites/csv-spectrum"))
    func readsTheSpectrumExactly() throws {
        let files = try Shared.files(in: "suites/csv-spectrum/csvs", endingWith: ".csv")
        #expect(files.count == 11)
        for file in files {
            let (names, read) = try Self.read(MemorySource(try Shared.bytes(file)), Self.csv)
            let truth = file.replacingOccurrences(of: "csvs", with: "json").replacingOccurrences(
                of: ".csv", with: ".json")
            guard case .array(let rows, _)? = ReferenceJSON.parse(try Shared.bytes(truth)) else {
                Issue.record("\(truth) is not an array")
                continue
            }
            #expect(read.rows.count == rows.count, "\(file)")
            #expect(read.rejects.isEmpty)
            for (row, expected) in zip(read.rows, rows) {
                #expect(row == names.map { expected[$0]?.delivered ?? [] }, "\(file)")
            }
        }
    }
}

extension MemorySource {
    /// The same bytes from the beginning.
    func rewound() -> MemorySource { MemorySource(bytes, name: name, pieces: pieces) }
}
