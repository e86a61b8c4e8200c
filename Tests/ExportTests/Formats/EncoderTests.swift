import Parquet
import SQLite
import Tabular
import Testing
import Warehouse

@testable import Export

@Suite struct EncoderTests {
    private static let columns = [
        ExportColumn(name: "a \"b\"", kind: .text),
        ExportColumn(name: "tag", kind: .code, dictionary: ValueDictionary(["x,y", "\"q\"\n", ""])),
        ExportColumn(name: "list", kind: .list, dictionary: ValueDictionary(["é", "l2", "with;separator"])),
        ExportColumn(name: "i", kind: .integer), ExportColumn(name: "r", kind: .real),
        ExportColumn(name: "any", kind: .any),
    ]
    private static let batch = ExportBatch(
        rowNumbers: [1, 2, 3, 4],
        columns: [
            .texts(TextArray(["", nil, " blank", "tab\t\u{0}\u{7F}\\"])), .codes([1, 0, 2, 3]),
            .lists(lengths: [2, nil, 0, 1], codes: [1, 2, 1]), .integers([.max, nil, .min, 0]),
            .reals([0.1, nil, .infinity, -0.0]), .any([.text("t"), .null, .integer(5), .blob([0, 255])]),
        ])

    private func written(_ make: (MemorySink) throws -> any BatchEncoder) throws -> String {
        let sink = MemorySink()
        let encoder = try make(sink)
        try encoder.write(Self.batch)
        try encoder.finish()
        return sink.text
    }

    @Test func jsonLines() throws {
        let text = try written { JSONLinesEncoder(columns: Self.columns, sink: $0) }
        #expect(
            text == #"""
                {"a \"b\"":"","tag":"x,y","list":["é","l2"],"i":9223372036854775807,"r":0.1,"any":"t"}
                {"a \"b\"":null,"tag":null,"list":null,"i":null,"r":null,"any":null}
                {"a \"b\"":" blank","tag":"\"q\"\n","list":[],"i":-9223372036854775808,"r":1e999,"any":5}
                {"a \"b\"":"tab\t\u0000\u007f\\","tag":"","list":["é"],"i":0,"r":-0.0,"any":"x'00ff'"}

                """#)
    }

    @Test func csv() throws {
        let text = try written { CSVEncoder(columns: Self.columns, listSeparator: ";", sink: $0) }
        #expect(
            text == "\"a \"\"b\"\"\",tag,list,i,r,any\n"
                + "\"\",\"x,y\",é;l2,9223372036854775807,0.1,t\n" + ",,,,,\n"
                + "\" blank\",\"\"\"q\"\"\n\",\"\",-9223372036854775808,inf,5\n"
                + "tab\t\u{0}\u{7F}\\,\"\",é,0,-0.0,x'00ff'\n")
    }

    /// Nobody could tell the values apart again.
    @Test func csvRefusesAListWhoseValuesHoldTheSeparator() throws {
        var batch = Self.batch
        batch.columns[2] = .lists(lengths: [2, nil, 0, 1], codes: [1, 3, 1])
        let encoder = CSVEncoder(columns: Self.columns, listSeparator: ";", sink: MemorySink())
        #expect {
            try encoder.write(batch)
        } throws: { error in
            guard case ExportError.valueHoldsSeparator("list", "with;separator", ";") = error else { return false }
            return true
        }
        try CSVEncoder(columns: Self.columns, listSeparator: "|", sink: MemorySink()).write(batch)
    }

    @Test func aRowOfOneNullIsNoBlankLine() throws {
        let sink = MemorySink()
        let encoder = CSVEncoder(columns: [Self.columns[3]], listSeparator: ";", sink: sink)
        try encoder.write(ExportBatch(rowNumbers: [1], columns: [.integers([nil])]))
        try encoder.finish()
        #expect(sink.text == "i\n\"\"\n")
    }

    @Test func kindsOfMixedColumns() {
        func kind(_ values: SQLValue...) -> ValueKinds.Kind {
            var kinds = ValueKinds()
            for value in values { kinds.add(value) }
            return kinds.kind
        }
        #expect(kind() == .text && kind(.null) == .text && kind(1, .null) == .integer && kind(1, 0.5) == .real)
        #expect(kind(.integer(1 << 53 + 1), 0.5) == .text, "a double does not hold it")
        #expect(kind(1, "a") == .text && kind(.blob([])) == .text && kind(.integer(.max)) == .integer)
    }
}
