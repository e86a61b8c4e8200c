import Testing

@testable import Readers

@Suite struct RowExpansionTests {
    private static func expand(
        _ text: String, _ rows: RowExpansion, _ fields: [String], format: FileFormat = .jsonLines
    ) throws -> Collected {
        try collect(text, fields, rows: rows, options: ReaderOptions(format: format))
    }

    @Test func elementsShareTheirRecord() throws {
        let text = """
            {"q": "one", "list": [{"v": 1, "q": "own"}, {"v": [2, 3]}, null]}
            {"q": "two", "list": []}
            {"q": ["three", "3"], "list": {"v": 4}}
            {"q": "four"}
            {"q": "five", "list": ["scalar", [5]]}
            """
        let read = try Self.expand(
            text, .elements(.test("list")), ["^q", "v", "q", "@index", "@element"])
        #expect(read.recordNumbers == [1, 1, 1, 3, 5, 5])
        #expect(read.rows.map { $0[0] } == [["one"], ["one"], ["one"], ["three", "3"], ["five"], ["five"]])
        #expect(read.rows.map { $0[1] } == [["1"], ["2", "3"], [], ["4"], [], []])
        #expect(read.rows.map { $0[2] } == [["own"], [], [], [], [], []])
        #expect(read.rows.map { $0[3] } == [["0"], ["1"], ["2"], ["0"], ["0"], ["1"]])
        #expect(
            read.rows.map { $0[4] } == [
                [#"{"v": 1, "q": "own"}"#], [#"{"v": [2, 3]}"#], [], [#"{"v": 4}"#], ["scalar"], ["5"],
            ])
        #expect(read.recordsRead == 5 && read.emptyRecords == 2 && read.isAccounted)
    }

    @Test func elementsInsideElements() throws {
        let text = #"{"a": [{"b": [1, 2]}, {"b": [3]}, {"c": 0}]}"#
        let read = try Self.expand(text, .elements(.test("a[].b")), ["@element", "@index"])
        #expect(read.rows == [[["1"], ["0"]], [["2"], ["1"]], [["3"], ["0"]]])
    }

    @Test func entries() throws {
        let text = """
            {"q": 1, "m": {"x": {"s": "a"}, "y": 2, "z": null, "x": [3, 4]}}
            {"q": 2, "m": {}}
            {"q": 3, "m": null}
            {"q": 4, "m": [1]}
            """
        let read = try Self.expand(text, .entries(.test("m")), ["@key", "@value", "@value.s", "^q", "@index"])
        #expect(
            read.rows == [
                [["x"], [#"{"s": "a"}"#], ["a"], ["1"], ["0"]], [["y"], ["2"], [], ["1"], ["1"]],
                [["z"], [], [], ["1"], ["2"]], [["x"], ["3", "4"], [], ["1"], ["3"]],
            ])
        #expect(read.emptyRecords == 2)
        #expect(read.rejects.map(\.reason) == [.valueIsNotAnObject(path: "m", found: "an array")])
        #expect(read.isAccounted)
    }

    @Test func entriesOfTheRecordItself() throws {
        let read = try Self.expand(
            #"{"Asia": ["IN", "CN"], "Africa": []}"#, .entries(.record), ["@key", "@value"], format: .jsonRecord)
        #expect(read.rows == [[["Asia"], ["IN", "CN"]], [["Africa"], []]])
    }

    @Test func columns() throws {
        let text = """
            {"url": "u1", "c4": 1, "rf": {"n": 2}}
            {"url": "u2", "rf": null, "c4": [5, 6]}
            """
        let read = try Self.expand(
            text, .columns(["c4", "rf"]), ["url", "@key", "@value", "@value.n", "@index", "^url"])
        #expect(
            read.rows == [
                [["u1"], ["c4"], ["1"], [], ["0"], ["u1"]], [["u1"], ["rf"], [#"{"n": 2}"#], ["2"], ["1"], ["u1"]],
                [["u2"], ["c4"], ["5", "6"], [], ["0"], ["u2"]], [["u2"], ["rf"], [], [], ["1"], ["u2"]],
            ])
    }

    @Test func trees() throws {
        let text = """
            {"id": "t", "root": {"n": 1, "kids": [{"n": 2, "kids": [{"n": 3}, {"n": 4, "kids": null}]}, {"n": 5, "kids": []}]}}
            {"id": "u", "root": null}
            {"id": "v", "root": {"n": 6, "kids": {"n": 7}}}
            {"id": "w", "root": {"n": 8, "kids": [9]}}
            {"id": "x", "root": [{"n": 10}, {"n": 11}]}
            """
        let read = try Self.expand(
            text, .tree(root: .test("root"), children: "kids"), ["n", "@depth", "@index", "^id"])
        #expect(read.column(0) == ["1", "2", "3", "4", "5", "6", "7", "10", "11"])
        #expect(read.column(1) == ["0", "1", "2", "2", "1", "0", "1", "0", "0"])
        #expect(read.column(2) == ["0", "0", "0", "1", "1", "0", "0", "0", "1"])
        #expect(read.column(3) == ["t", "t", "t", "t", "t", "v", "v", "x", "x"])
        #expect(read.emptyRecords == 1)
        #expect(read.rejects.map(\.reason) == [.valueIsNotAnObject(path: "kids", found: "a number")])
        #expect(read.rejects.map(\.recordNumber) == [4])
        #expect(read.isAccounted)
    }

    @Test func treesAsDeepAsTextsMayBe() throws {
        let depth = 498
        let text =
            String(repeating: #"{"n":1,"kids":["#, count: depth) + #"{"n":2}"# + String(repeating: "]}", count: depth)
        let read = try Self.expand(text, .tree(root: .record, children: "kids"), ["@depth"])
        #expect(read.column(0) == (0...depth).map(String.init))
    }

    @Test func keyOfTheRecordGoesWithItsRows() throws {
        let text = #"{"q1": {"list": [{"v": 1}, {"v": 2}]}, "q2": {"list": []}, "q3": {"list": [{"v": 3}]}}"#
        let read = try Self.expand(text, .elements(.test("list")), ["@id", "v"], format: .jsonObject)
        #expect(read.rows == [[["q1"], ["1"]], [["q1"], ["2"]], [["q3"], ["3"]]])
        #expect(read.emptyRecords == 1)
    }

    @Test func expandsCellsOfCSV() throws {
        let text = """
            id,langs
            1,"{""eng"":7,""eng,spa"":307}"
            2,
            3,{}
            4,"{""x"":"
            5,[1]
            """
        let read = try collect(
            text, ["^id", "@key", "@value"], rows: .entries(.test("langs")), options: ReaderOptions(format: .csv))
        #expect(read.rows == [[["1"], ["eng"], ["7"]], [["1"], ["eng,spa"], ["307"]]])
        #expect(read.emptyRecords == 2)
        #expect(read.rejects.map(\.column) == ["langs", "langs"])
        #expect(
            read.rejects.map(\.reason) == [
                .cellIsNotJSON(.unexpectedEnd, offset: 5), .valueIsNotAnObject(path: "langs", found: "an array"),
            ])
        #expect(read.isAccounted)
    }

    @Test func unpivotsCSV() throws {
        let read = try collect(
            "url,c4,rf\nu1,1,\nu2,3,\"4\"\"\"\n", ["url", "@key", "@value", "@index"], rows: .columns(["rf", "c4"]),
            options: ReaderOptions(format: .csv))
        #expect(
            read.rows == [
                [["u1"], ["rf"], [""], ["0"]], [["u1"], ["c4"], ["1"], ["1"]], [["u2"], ["rf"], ["4\""], ["0"]],
                [["u2"], ["c4"], ["3"], ["1"]],
            ])
    }

    @Test func pathsThatCannotBeExpandedAreRefused() {
        #expect(throws: ReadError.self) { try Self.expand("{}", .entries(.test("a{}")), []) }
        #expect(throws: ReadError.self) { try Self.expand("{}", .elements(.test("@key")), []) }
        let options = ReaderOptions(format: .csv)
        #expect(throws: ReadError.unknownColumn(file: "memory", column: "c", known: ["a", "b"])) {
            try collect("a,b\n1,2", ["c"], options: options)
        }
        #expect(throws: ReadError.notAColumn(file: "memory", path: "a.b")) {
            try collect("a,b\n", ["a.b"], options: options)
        }
        #expect(throws: ReadError.notAColumn(file: "memory", path: "@value")) {
            try collect("a\n", ["@value"], options: options)
        }
        #expect(throws: ReadError.notAColumn(file: "memory", path: "^")) {
            try collect("a\n", ["a"], rows: .entries(.record), options: options)
        }
    }
}
