import Testing

@testable import Readers

@Suite struct JSONFramingTests {
    @Test func readsLines() throws {
        let read = try collect("{\"a\":1}\r\n\n  \n{\"a\":2}\n\t\r\n{\"a\":3}", named: "x.jsonl", ["a", "@index"])
        #expect(read.rows == [[["1"], ["0"]], [["2"], ["1"]], [["3"], ["2"]]])
        #expect(read.recordNumbers == [1, 2, 3])
        #expect(read.isAccounted && read.rejects.isEmpty)
    }

    @Test func rejectsABadLineAndReadsOn() throws {
        let read = try collect("{\"a\":1}\n\n{\"a\":}\n{\"a\":3}\n[1]\nnull\n{\"a\":\"", named: "x.jsonl", ["a"])
        #expect(read.column(0) == ["1", "3"])
        #expect(read.recordNumbers == [1, 3])
        #expect(read.rejects.map(\.recordNumber) == [2, 4, 5, 6])
        #expect(read.rejects.map(\.line) == [3, 5, 6, 7])
        #expect(read.rejects.map(\.byteOffset) == [9, 24, 28, 33])
        #expect(
            read.rejects.map(\.reason) == [
                .json(.expectedValue, offset: 5), .recordIsNotAnObject(found: "an array"),
                .recordIsNotAnObject(found: "null"), .json(.unexpectedEnd, offset: 6),
            ])
        #expect(read.rejects[0].excerpt == "{\"a\":}")
        #expect(read.isAccounted)
        #expect(
            "\(read.rejects[0])" == "record 2 (line 3, byte 9): not JSON: a value is expected, 5 bytes into the record")
    }

    @Test func readsArrays() throws {
        let read = try collect(" [ {\"a\":1} ,\n{\"a\":[2,3]}\n] \n", ["a"])
        #expect(read.rows == [[["1"]], [["2", "3"]]])
        #expect(read.rejects.isEmpty && read.isAccounted)
        #expect(try collect("[]", ["a"]) == Collected())
    }

    @Test(arguments: [
        // Content, values read, reasons of rejects.
        ("[{\"a\":1},{\"a\":x,\"b\":\"],[\"},{\"a\":3}]", ["1", "3"], [RejectReason.json(.expectedValue, offset: 5)]),
        ("[{\"a\":1},]", ["1"], [.json(.trailingComma, offset: 0)]),
        ("[{\"a\":1},,{\"a\":2}]", ["1", "2"], [.json(.expectedValue, offset: 0)]),
        ("[{\"a\":1} {\"a\":2},{\"a\":3}]", ["1", "3"], [.json(.expectedCommaOrEnd, offset: 0)]),
        ("[{\"a\":1}", ["1"], [.inputEndsInside("array")]),
        ("[{\"a\":1},", ["1"], [.inputEndsInside("array")]),
        ("[{\"a\":1},{\"a\":2", ["1"], [.json(.unexpectedEnd, offset: 6)]),
        ("[{\"a\":1}] x [", ["1"], [.contentAfterEnd]),
        ("[{\"a\":[1},{\"a\":2},{\"a\":3}]", [], [.json(.expectedCommaOrEnd, offset: 7)]),
        ("[{\"a\":\"1},{\"a\":2}]", [], [.json(.expectedCommaOrEnd, offset: 11)]),
        ("[1,{\"a\":1}]", ["1"], [.recordIsNotAnObject(found: "a number")]),
        ("[", [], [.inputEndsInside("array")]),
    ])
    func resynchronisesInArrays(_ text: String, _ values: [String], _ reasons: [RejectReason]) throws {
        let read = try collect(text, ["a"], options: ReaderOptions(format: .jsonArray))
        #expect(read.column(0) == values)
        #expect(read.rejects.map(\.reason) == reasons)
        #expect(read.isAccounted)
    }

    @Test func readsObjectsOfRecords() throws {
        let text = "{\"x\": {\"a\":1},\n \"k\\u00e9y\":{\"a\":2}, \"x\":{\"a\":3}, \"list\":{}}"
        let read = try collect(text, ["@id", "a"])
        // A repeated key is a record like any other: nothing is lost.
        #expect(read.rows == [[["x"], ["1"]], [["kéy"], ["2"]], [["x"], ["3"]], [["list"], []]])
    }

    @Test(arguments: [
        ("{\"x\":{\"a\":1},y:{\"a\":2},\"z\":{\"a\":3}}", ["1", "3"], [RejectReason.json(.expectedKey, offset: 0)]),
        ("{\"x\" {\"a\":1},\"z\":{\"a\":3}}", ["3"], [.json(.expectedColon, offset: 0)]),
        ("{\"x\":{\"a\":1},\"y\":{\"a\":},\"z\":{\"a\":3}}", ["1", "3"], [.json(.expectedValue, offset: 5)]),
        ("{\"x\":{\"a\":1},\"y\\q\":{\"a\":2}}", ["1"], [.json(.badEscape, offset: 2)]),
        ("{\"x\":{\"a\":1},\"y\"", ["1"], [.json(.unexpectedEnd, offset: 0)]),
        ("{\"x\":{\"a\":1}}}", ["1"], [.contentAfterEnd]),
        ("{\"x\":1,\"y\":{\"a\":2}}", ["2"], [.recordIsNotAnObject(found: "a number")]),
        ("[]", [], [.json(.expectedValue, offset: 0)]),
    ])
    func resynchronisesInObjects(_ text: String, _ values: [String], _ reasons: [RejectReason]) throws {
        let read = try collect(text, ["a"], options: ReaderOptions(format: .jsonObject))
        #expect(read.column(0) == values)
        #expect(read.rejects.map(\.reason) == reasons)
        #expect(read.isAccounted)
    }

    @Test func readsSingleRecords() throws {
        #expect(try collect("\u{FEFF}{\n\"a\": 1\n}\n", ["a"]).column(0) == ["1"])
        let options = ReaderOptions(format: .jsonRecord)
        #expect(try collect("{\"a\":1} {\"a\":2}", ["a"], options: options).rejects.map(\.reason) == [.contentAfterEnd])
        #expect(
            try collect("{\"a\":1", ["a"], options: options).rejects.map(\.reason) == [.json(.unexpectedEnd, offset: 6)]
        )
        #expect(try collect("  ", ["a"], options: options) == Collected())
    }

    @Test func rejectsLongRecordsAndGoesOn() throws {
        let long = "{\"a\":\"" + String(repeating: "x", count: 20_000) + "\"}"
        for format in [FileFormat.jsonLines, .jsonArray] {
            var options = ReaderOptions(format: format)
            options.maximumRecordBytes = 10_000
            options.chunkBytes = 1_000
            let records = ["{\"a\":1}", long, "{\"a\":2}"]
            let text =
                format == .jsonLines ? records.joined(separator: "\n") : "[" + records.joined(separator: ",") + "]"
            let read = try collect(text, ["a"], options: options)
            #expect(read.column(0) == ["1", "2"])
            #expect(read.recordNumbers == [1, 3])
            #expect(read.rejects.map(\.reason) == [.recordTooLong(limit: 10_000)])
            #expect(read.rejects[0].excerpt == String(long.prefix(Reject.excerptBytes)))
        }
    }

    @Test func countsLinesAcrossChunks() throws {
        var lines: [String] = []
        var expected: [Int64] = []
        for line in 1...2_000 {
            let isBad = line % 7 == 0
            lines.append(isBad ? "{bad" : line % 5 == 0 ? "" : "{\"a\":\(line)}")
            if isBad { expected.append(Int64(line)) }
        }
        var options = ReaderOptions(format: .jsonLines)
        options.chunkBytes = 100
        options.batchRows = 50
        let read = try collect(lines.joined(separator: "\n"), ["a"], options: options)
        #expect(read.rejects.map(\.line) == expected)
        #expect(read.isAccounted)
    }

    @Test func batchesEndAtTheirLimits() throws {
        let text = (0..<100).map { "{\"a\":\($0)}" }.joined(separator: "\n")
        var options = ReaderOptions(format: .jsonLines)
        options.batchRows = 30
        let reader = try RecordReader(
            source: MemorySource(Array(text.utf8)), options: options, projection: Projection(parsing: ["a"]))
        var sizes: [Int] = []
        var last: InputPosition?
        while let batch = try reader.nextBatch() {
            sizes.append(batch.rowCount)
            last = batch.position
        }
        #expect(sizes == [30, 30, 30, 10])
        let size = Int64(text.utf8.count)
        #expect(
            last == InputPosition(consumedBytes: size, totalBytes: size, uncompressedBytes: size, records: 100))
        #expect(try reader.nextBatch() == nil as RowBatch?)
    }

    /// What `jq` prints, and what `cat` makes of arrays.
    @Test(arguments: [
        "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n{\n \"a\": 3\n}\n", "{\"a\":1}{\"a\":2}{\"a\":3}",
        "{\"a\":1},\n{\"a\":2},\n{\"a\":3}\n",
        "[{\"a\":1},\n{\"a\":2}]\n[{\"a\":3}]\n", "[{\"a\":1},{\"a\":2},{\"a\":3}]\n",
        "{\n\"a\":1\n}\n\u{FEFF}{\n\"a\":2\n}\n\u{1E}{\n\"a\":3\n}", "\u{FEFF}[{\"a\":1}]\u{FEFF}[{\"a\":2},{\"a\":3}]",
        "\u{FEFF}{\"a\":1}\n\u{FEFF}{\"a\":2}\n{\"a\":3}\n",
    ])
    func readsOneTextAfterAnother(_ text: String) throws {
        let bytes = Array(text.utf8)
        for name in ["a.json", "a.jsonl", "a.ndjson", "data"] {
            for piece in [1, 2, 7, 100] {
                let source = MemorySource(bytes, name: name, pieces: [piece])
                let read = try collect(source, ["a"])
                #expect(read.rows == [[["1"]], [["2"]], [["3"]]], "\(name) \(text)")
                #expect(read.rejects.isEmpty)
            }
        }
    }

    @Test func goesOnAfterARecordThatIsWrongInASequence() throws {
        let text = "{\n \"a\": 1\n}\n{\n \"a\": \"no end\n}\n{\n \"a\": 3\n}\n"
        let read = try collect(text, named: "a.json", ["a"])
        #expect(read.rows == [[["1"]], [["3"]]])
        #expect(read.rejects.map(\.line) == [4])
    }
}

private func == (left: RowBatch?, right: RowBatch?) -> Bool { left?.rowCount == right?.rowCount }
