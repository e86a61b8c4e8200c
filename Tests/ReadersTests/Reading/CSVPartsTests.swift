import TestSupport
import Testing

@testable import Readers

/// A CSV file that several readers read in chunks gives the same as one reader from its beginning to its end.
@Suite struct CSVPartsTests {
    private static func options(_ csv: CSVOptions) -> ReaderOptions {
        var options = ReaderOptions(format: .csv, csv: csv)
        // The window holds little, so that the first chunk is not the file.
        options.chunkBytes = 1
        return options
    }

    /// Three columns that no cell count fits but one, so that what is a record and what a reject depends on each cell.
    private static let dialects = [
        CSVOptions(separator: UInt8(ascii: ","), header: .names(["x", "y"])),
        CSVOptions(separator: UInt8(ascii: ","), quote: .none, header: .names(["x", "y"])),
        CSVOptions(separator: UInt8(ascii: "a"), header: .names(["x", "y"])),
    ]

    /// Calls `body` with all texts of up to `length` of the bytes.
    private static func forEachText(of alphabet: [UInt8], upTo length: Int, _ body: ([UInt8]) throws -> Void) rethrows {
        func extend(_ text: [UInt8]) throws {
            try body(text)
            guard text.count < length else { return }
            for byte in alphabet { try extend(text + [byte]) }
        }
        try extend([])
    }

    /// Every place at which the boundaries would cut an unfinished text must be the end of a record, whatever follows,
    /// and no end is missed. The scanner, reading from the beginning, is the reference.
    @Test func cutsOfAllShortTextsAreTheScanners() throws {
        for csv in Self.dialects {
            let dialect = CSVDialect(separator: csv.separator ?? 0, quote: csv.quote)
            let boundaries = CSVBoundaries(dialect, lineBreak: 0x0A, maximumRecordBytes: 1 << 20)
            let scanner = CSVScanner(dialect)
            var texts = 0
            Self.forEachText(of: Array("a,\"\n\r".utf8), upTo: 7) { text in
                texts += 1
                let padded = text + Array(repeating: 0, count: 32)
                padded.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    var end = 0
                    scan: while end < text.count {
                        switch scanner.scan(base + end, count: text.count - end, isFinal: false) {
                        case .record(_, let length), .textAfterClosingQuote(_, _, let length): end += length
                        case .incomplete, .unterminatedQuote: break scan
                        }
                    }
                    var found = boundaries.lastCut(in: base, count: text.count, isFinal: false)
                    if case .frames(let ends) = found { found = .end(ends.last ?? 0) }
                    let expected = end == 0 ? RecordCut.incomplete : .end(end)
                    if found != expected { Issue.record("\(Self.shown(text)): \(found), not \(expected)") }
                }
            }
            #expect(texts == 97_656)
        }
    }

    @Test func allShortTextsAreReadTheSameInChunks() throws {
        for csv in Self.dialects.prefix(2) {
            try Self.forEachText(of: Array("a,\"\n\r".utf8), upTo: 5) { text in
                var options = Self.options(csv)
                let expected = try collect(MemorySource(text), ["x", "y"], options: options)
                for partBytes in [1, 3] {
                    options.partBytes = partBytes
                    let found = try collectParts(MemorySource(text, pieces: [1]), ["x", "y"], options: options)
                    if found != expected { Issue.record("\(Self.shown(text)) in \(partBytes): \(found), \(expected)") }
                }
            }
        }
    }

    /// Texts of pieces that are likely to be cut wrongly.
    private static func randomText(_ generator: inout SeededGenerator, lineBreak: String) -> [UInt8] {
        let cells = [
            "a", "", "\"\"", "\"x,\(lineBreak)y\"", "\"say \"\"hi\"\"\"", "\"\"\"\"", "un\"quoted\"", "ü漢字",
            "\"after\"text", "a long cell that goes on and on", "\"a long cell, with \"\"quotes\"\" \(lineBreak)\"",
            "\"\(lineBreak)\(lineBreak)\"", " \"x\"", "\0",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...25, using: &generator) {
            let count = generator.chance(1, in: 8) ? Int.random(in: 0...3, using: &generator) : 2
            let record = (0..<count).map { _ in cells.randomElement(using: &generator) ?? "" }
            bytes += Array(record.joined(separator: ",").utf8)
            if generator.chance(1, in: 40) { bytes.append(0xE9) }
            if generator.chance(1, in: 60) { bytes += Array(",\"open".utf8) }
            bytes += Array((generator.chance(1, in: 20) ? "\n\r" : lineBreak).utf8)
        }
        if generator.chance(1, in: 2) { bytes += Array("last,one".utf8) }
        return bytes
    }

    private static func shown(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self).debugDescription }

    /// What a random text is to be read with.
    private struct Case {
        var text: [UInt8]
        var options: ReaderOptions
        var source: MemorySource
        var note: String

        init(_ generator: inout SeededGenerator) {
            let lineBreak = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
            text = CSVPartsTests.randomText(&generator, lineBreak: lineBreak)
            let hasHeader = generator.chance(1, in: 2)
            if hasHeader { text = Array(("\"x\"" + ",y" + lineBreak).utf8) + text }
            options = CSVPartsTests.options(
                CSVOptions(
                    separator: UInt8(ascii: ","),
                    quote: generator.chance(1, in: 5) ? .none : .doubled(UInt8(ascii: "\"")),
                    header: hasHeader ? .firstRecord : .names(["x", "y"])))
            options.batchRows = Int.random(in: 1...10, using: &generator)
            options.maximumRecordBytes = [20, 30, 40, 50, 1 << 20].randomElement(using: &generator) ?? 20
            options.partBytes = Int.random(in: 1...300, using: &generator)
            let pieces = (0..<3).map { _ in Int.random(in: 1...40, using: &generator) }
            source = MemorySource(text, name: "a.csv", pieces: pieces)
            note = "\(CSVPartsTests.shown(text)) in \(options.partBytes), at most \(options.maximumRecordBytes)"
        }

        /// Fields by place, since the quotes are part of a name where they are not quotes.
        func fields() throws -> [String] {
            try CSVInput(OpenedInput(MemorySource(text, name: "a.csv"), options: options)).header.names.map {
                FieldPath(key: $0).description
            }
        }
    }

    @Test func chunksOfAnyLengthGiveTheSameRecords() throws {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<3_000 {
            let test = Case(&generator)
            guard let fields = try? test.fields() else { continue }
            let expected = try collect(test.source.rewound(), fields, options: test.options)
            #expect(expected.isAccounted)
            #expect(try collectParts(test.source, fields, options: test.options) == expected, "\(test.note)")
            var whole = test.options
            whole.chunkBytes = 1 << 20
            #expect(try collect(test.source.rewound(), fields, options: whole) == expected, "\(test.note)")
        }
    }

    @Test func whatIsSkippedIsLeftOutAndCounted() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<1_500 {
            let test = Case(&generator)
            guard let fields = try? test.fields() else { continue }
            let all = try collect(test.source.rewound(), fields, options: test.options)
            let skipped = Int64.random(in: 0...Int64(all.recordsRead + 2), using: &generator)
            let found = try collectParts(test.source, fields, options: test.options, skipping: skipped)
            #expect(found.recordNumbers == all.recordNumbers.filter { $0 > skipped }, "\(test.note)")
            #expect(found.rejects == all.rejects.filter { $0.recordNumber > skipped }, "\(test.note)")
            #expect(found.recordsRead == max(0, all.recordsRead - Int(skipped)), "\(test.note)")
        }
    }

    @Test func aBreakComesAfterAllWholeRecords() throws {
        var generator = SeededGenerator(seed: 43)
        for _ in 0..<1_500 {
            let test = Case(&generator)
            let limit = Int.random(in: 0...test.text.count, using: &generator)
            guard let fields = try? test.fields(),
                let expected = try? collect(
                    BreakingSource(test.text, after: limit, name: "a.csv"), fields, options: test.options)
            else { continue }
            #expect(expected.error == .readFailed(file: "a.csv", offset: Int64(limit), systemError: 5))
            let broken = BreakingSource(test.text, after: limit, name: "a.csv")
            #expect(try collectParts(broken, fields, options: test.options) == expected, "\(test.note) until \(limit)")
        }
    }

    @Test func limitOfARecordIsExact() throws {
        let record = "\"a\n\"\"\",bc"
        for lineBreak in ["", "\n", "\r", "\r\n"] {
            for (limit, isRead) in [(record.utf8.count, true), (record.utf8.count - 1, false)] {
                for partBytes in 1...24 {
                    let text = Array(("1,2\n\n" + record + lineBreak + (lineBreak.isEmpty ? "" : "3,4")).utf8)
                    var options = Self.options(Self.dialects[0])
                    options.maximumRecordBytes = limit
                    options.partBytes = partBytes
                    for read in [
                        try collectParts(MemorySource(text), ["x"], options: options),
                        try collect(MemorySource(text), ["x"], options: options),
                    ] {
                        let expected = ["1"] + (isRead ? ["a\n\""] : []) + (lineBreak.isEmpty ? [] : ["3"])
                        #expect(read.column(0) == expected)
                        #expect(read.rejects.map(\.reason) == (isRead ? [] : [.recordTooLong(limit: limit)]))
                        #expect(read.rejects.map(\.line) == (isRead ? [] : [3]))
                        #expect(read.rejects.map(\.byteOffset) == (isRead ? [] : [5]))
                        #expect(read.rejects.map(\.recordNumber) == (isRead ? [] : [2]))
                    }
                }
            }
        }
    }

    @Test func openQuoteTellsItsLineInTheFile() throws {
        let text = "x,y\n" + String(repeating: "1,2\n\"3\n\",4\n", count: 50) + "5,\"open\n6,7,8\n9\n10\n"
        var options = Self.options(CSVOptions(separator: UInt8(ascii: ",")))
        options.partBytes = 32
        let read = try collectParts(MemorySource(Array(text.utf8)), ["x"], options: options)
        // The first line has the cells of a record, so that each line is one.
        #expect(read.rows.count == 101)
        #expect(read.rejects.map(\.line) == [153, 154, 155])
        #expect(read.rejects.map(\.recordNumber) == [102, 103, 104])
        let whole = "x,y\n1,2\n5,a,\"open\n6,7,8\n9\n10\n"
        let open = try collectParts(MemorySource(Array(whole.utf8)), ["x"], options: options)
        #expect(open.rejects.map(\.reason) == [.unterminatedQuote(line: 3)])
        #expect(open.rejects.map(\.column) == [nil])
        #expect(open.rejects.map(\.excerpt) == ["5,a,\"open\n6,7,8\n9\n10"])
    }

    @Test func rowsMadeFromARecordAreTheSameInChunks() throws {
        let text =
            "id,a,b,list\n"
            + (0..<60).map { #"\#($0),"x\#($0)",,"[{""v"": \#($0)},\#n{""v"": ""x""}]"\#n"# }.joined()
            + "61,1,2,\"[{broken\"\n62,1,2,\n"
        for (rows, fields) in [
            (RowExpansion.elements(try .test("list")), ["^id", "v", "@index"]),
            (.columns(["a", "b"]), ["id", "@key", "@value", "@index"]), (.record, ["id", "@index"]),
        ] {
            var options = Self.options(CSVOptions(separator: UInt8(ascii: ",")))
            let expected = try collect(MemorySource(Array(text.utf8)), fields, rows: rows, options: options)
            #expect(expected.rows.count > 60)
            for partBytes in [1, 7, 100, 1_000] {
                options.partBytes = partBytes
                let source = MemorySource(Array(text.utf8))
                #expect(try collectParts(source, fields, rows: rows, options: options) == expected)
            }
        }
    }

    @Test(.needs("suites/csv-spectrum"))
    func spectrumIsReadTheSameInChunks() throws {
        for file in try Shared.files(in: "suites/csv-spectrum/csvs", endingWith: ".csv") {
            let bytes = try Shared.bytes(file)
            var options = ReaderOptions(format: .csv)
            options.chunkBytes = 1
            let (names, expected) = try CSVTests.read(MemorySource(bytes, name: file), options)
            let fields = names.map { FieldPath(key: $0).description }
            for partBytes in [1, 2, 5, 11, 64] {
                options.partBytes = partBytes
                let source = MemorySource(bytes, name: file)
                #expect(try collectParts(source, fields, options: options) == expected, "\(file) in \(partBytes)")
            }
        }
    }
}
