import Testing

@testable import Readers

@Suite struct FileProbeTests {
    private static func describe(_ text: String, named name: String = "x.jsonl", records: Int = 1_000) throws
        -> FileDescription
    {
        try FileProbe.describe(source: MemorySource(Array(text.utf8), name: name), records: records)
    }

    @Test func describesFieldsOfJSON() throws {
        let found = try Self.describe(
            """
            {"id": 1, "tags": ["a", "b"], "deep": {"x": true, "y": null}, "list": [{"n": "MIT"}, {"n": null}], "none": null}
            {"id": "two", "tags": [], "deep": {"x": "yes"}, "mixed": [[1], 2], "empty": {}, "a.b": ""}
            {broken
            """)
        #expect(found.format == .jsonLines && found.compression == .none && found.csv == nil)
        #expect(found.recordsRead == 3 && found.rejects.count == 1 && found.isComplete)
        #expect(
            found.fields.map(\.path.description) == [
                "id", "tags", "deep.x", "deep.y", "list[].n", "none", "mixed", "empty", "\"a.b\"",
            ])
        let fields = Dictionary(uniqueKeysWithValues: found.fields.map { ($0.path.description, $0) })
        #expect(fields["id"]?.kinds == [.number: 1, .string: 1])
        #expect(fields["id"]?.numericValues == 1)
        #expect(fields["tags"]?.kinds == [.string: 2])
        #expect(fields["tags"]?.isList == true && fields["tags"]?.records == 1 && fields["tags"]?.lists == 2)
        #expect(fields["deep.x"]?.examples == ["true", "yes"])
        #expect(fields["deep.x"]?.isList == false)
        #expect(fields["deep.y"]?.nulls == 1)
        #expect(fields["list[].n"]?.isList == true && fields["list[].n"]?.nulls == 1)
        #expect(fields["mixed"]?.kinds == [.json: 1, .number: 1])
        #expect(fields["\"a.b\""]?.emptyValues == 1)
    }

    /// What the probe says of a field is what a reader with its path delivers.
    @Test(
        .needs("data/roots"),
        arguments: [
            "data/roots/filtered_catalogue.json", "data/roots/cc-metrics.csv", "data/alignment/oasst_en_100_tree.jsonl",
            "data/dpi-text/data_summaries/Airoboros.json", "data/web-pretrain/c4-sample.00000-of-00001.json.gz",
        ])
    func agreesWithTheReader(_ file: String) throws {
        let found = try FileProbe.describe(path: Shared.path(file))
        #expect(!found.fields.isEmpty)
        let read = try collect(path: file, found.fields.map(\.path.description))
        #expect(read.recordsRead == found.recordsRead)
        for (column, field) in found.fields.enumerated() {
            // A list of objects that is empty or null elsewhere is described twice: by its fields, and by itself.
            let hasFields = found.fields.contains {
                $0.path.steps.count > field.path.steps.count && $0.path.steps.starts(with: field.path.steps)
            }
            if hasFields { continue }
            let values = read.kinds.flatMap { $0[column] }
            for kind in ValueKind.allCases {
                #expect(values.count { $0 == kind } == field.kinds[kind] ?? 0, "\(field.path) \(kind)")
            }
            #expect(read.rows.count { !$0[column].isEmpty } == field.records, "\(field.path)")
        }
    }

    @Test func describesCSV() throws {
        let found = try Self.describe("name;n;\nx;1;a\ny;2\nz;3;\n", named: "x.csv")
        #expect(found.format == .csv && found.recordsRead == 3 && found.rejects.count == 1)
        let csv = try #require(found.csv)
        #expect(csv.separator == [UInt8(ascii: ";")])
        #expect(csv.columnNames == ["name", "n", "column_3"])
        #expect(csv.headerEvidence.firstRecord == ["name", "n", ""])
        #expect(csv.headerEvidence.namesAboveNumbers == [1])
        #expect(csv.headerEvidence.unlikelyNames == [2])
        #expect(csv.headerEvidence.looksLikeHeader)
        #expect(found.fields.map(\.numericValues) == [0, 2, 0])
        #expect(found.fields.map(\.emptyValues) == [0, 0, 1])
        #expect(found.fields.map(\.examples) == [["x", "z"], ["1", "3"], ["a"]])
    }

    @Test(arguments: [("question\tanswer\nq\t1", true), ("How many?\t18\nWhy?\t3", false), ("a\tb\nc\td", true)])
    func headerIsGuessed(_ text: String, _ isHeader: Bool) throws {
        #expect(try Self.describe(text, named: "x.tsv").csv?.headerEvidence.looksLikeHeader == isHeader)
    }

    @Test func stopsAtTheLimits() throws {
        let many = "{" + (0..<1_500).map { "\"k\($0)\":1" }.joined(separator: ",") + "}"
        let found = try Self.describe(Array(repeating: many, count: 10).joined(separator: "\n"), records: 3)
        #expect(found.recordsRead == 3 && !found.isComplete)
        #expect(found.fields.count == FileProbe.maximumFields && found.hasMoreFields)
        let deep = String(repeating: "{\"a\":", count: 900) + "1" + String(repeating: "}", count: 900)
        #expect(try Self.describe(deep).fields.map(\.kinds) == [[.json: 1]])
        let long = "{\"a\":\"" + String(repeating: "日", count: 1_000) + "\"}"
        #expect(try Self.describe(long).fields[0].examples == [String(repeating: "日", count: 33)])
    }

    @Test func describesRecordsThatAreNotObjects() throws {
        let found = try Self.describe("{\"a\":[\"x\",\"y\"],\"b\":[\"z\"]}", named: "x.json")
        #expect(found.format == .jsonRecord)
        #expect(try Self.describe("[1, \"x\"]", named: "x.json").fields.map(\.path.description) == ["@element"])
    }

    /// Regression: a look at a stream as a single record read it to its end, and kept all of it in memory.
    @Test(arguments: [FileFormat.jsonRecord, .jsonArray, .jsonObject])
    func aLookAtAStreamEndsWhereItIsOfAnotherFormat(_ format: FileFormat) throws {
        let pipe = IdlePipe(String(repeating: "{\"a\": {\"b\": 1}}\n", count: 500_000))
        let found = try FileProbe.describe(source: pipe, options: ReaderOptions(format: format))
        #expect(!found.isComplete && found.rejects.count == 1)
        #expect(pipe.consumedBytes < 4_000_000)
    }

    @Test func numbersAreTold() {
        for text in ["0", "-1", "+5", "007", "1.5", "1e9", "-00.5"] { #expect(CSVNumber.isNumber(text), "\(text)") }
        for text in ["", "-", "1.", ".5", "1,000", "x1", "1x", "NaN", " 1", "--1"] {
            #expect(!CSVNumber.isNumber(text), "\(text)")
        }
    }
}
