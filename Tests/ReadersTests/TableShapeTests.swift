import Testing

@testable import Readers

/// Tables that are one JSON text, as pandas, datasets and web services write them.
@Suite struct TableShapeTests {
    private static let expected = [[["a"], ["Kenya"]], [["b"], ["Peru"]], [["c"], ["Peru"]]]

    private static func expect(_ text: String, _ fields: [String] = ["text", "country"]) throws {
        let spread = text.replacing(",", with: ",\n ").replacing("{", with: "{\n ")
        for text in [text, spread] {
            for piece in [1, 5, 1_000] {
                let source = MemorySource(Array(text.utf8), name: "a.json", pieces: [piece])
                let read = try collect(source, fields)
                #expect(read.rows == expected, "\(text)")
                #expect(read.rejects.isEmpty)
                let parts = MemorySource(Array(text.utf8), name: "a.json", pieces: [piece])
                #expect(try collectParts(parts, fields, options: ReaderOptions()) == read)
            }
        }
    }

    private static let a = #"{"text":"a","country":"Kenya"}"#
    private static let b = #"{"text":"b","country":"Peru"}"#
    private static let c = #"{"text":"c","country":"Peru"}"#

    @Test func listsInAnObject() throws {
        let (a, b, c) = (Self.a, Self.b, Self.c)
        try Self.expect(#"{"train":[\#(a)],"test":[\#(b),\#(c)]}"#)
        try Self.expect(#"{"train":[\#(a),\#(b),\#(c)]}"#)
        try Self.expect(#"{"one":[\#(a)],"none":[],"two":[\#(b),\#(c)]}"#)
        for name in ["data", "rows", "records", "examples", "results"] {
            try Self.expect(#"{"version":"1","\#(name)":[\#(a),\#(b),\#(c)],"n":{"x":[1,{"y":"]"}]}}"#)
        }
        let splits = try collect(#"{"train":[\#(a)],"test":[\#(b),{}]}"#, named: "a.json", ["split", "text"])
        #expect(splits.rows == [[["train"], ["a"]], [["test"], ["b"]], [["test"], []]])
    }

    @Test func orientsOfPandas() throws {
        let (a, b, c) = (Self.a, Self.b, Self.c)
        try Self.expect("[\(a),\(b),\(c)]")
        try Self.expect(#"{"0":\#(a),"1":\#(b),"2":\#(c)}"#)
        try Self.expect(
            #"{"columns":["text","country"],"index":[0,1,2],"data":[["a","Kenya"],["b","Peru"],["c","Peru"]]}"#)
        try Self.expect(#"{"text":{"0":"a","1":"b","2":"c"},"country":{"0":"Kenya","1":"Peru","2":"Peru"}}"#)
        try Self.expect(
            #"{"schema":{"fields":[{"name":"text","type":"string"}],"pandas_version":"1.4.0"},"data":[\#(a),\#(b),\#(c)]}"#
        )
        try Self.expect(#"[["a","Kenya"],["b","Peru"],["c","Peru"]]"#, ["column_1", "column_2"])
    }

    @Test(arguments: [
        #"{"messages":[{"role":"user","content":"x"}],"id":3}"#, #"{"id":1,"parts":[{"a":1}]}"#, #"{"text":"a"}"#,
        #"{"en":{"text":"a"},"fr":{"text":"b"}}"#, "[1,2]", "{}", "[]",
    ])
    func otherTextsStay(_ text: String) throws {
        let input = try OpenedInput(MemorySource(Array(text.utf8), name: "a.json"), options: ReaderOptions())
        #expect(input.format != .jsonLines || text == "")
    }

    @Test func whatIsWrongInAListIsRejected() throws {
        let text = #"{"train":[{"text":"a"},{"text":x},{"text":"c"}],"test":[{"text":"d"},7]}"#
        let read = try collect(text, named: "a.json", ["text"])
        #expect(read.column(0) == ["a", "c", "d"])
        #expect(read.rejects.map(\.recordNumber) == [2, 5])
        #expect(read.rejects.allSatisfy { $0.line == nil && $0.byteOffset == nil })
        let cut = try collect(#"{"train":[{"text":"a"},{"text":"b"}"#, named: "a.json", ["text"])
        #expect(cut.column(0) == ["a", "b"])
        #expect(cut.rejects.count == 1)
    }

    @Test func theProfileDecidesWhereItIsAsked() throws {
        var options = ReaderOptions()
        options.findsTables = false
        let read = try collect(
            #"{"data":[{"text":"a"},{"text":"b"}]}"#, named: "a.json", ["text"], rows: .elements(.test("data")),
            options: options)
        #expect(read.column(0) == ["a", "b"])
    }
}
