import Foundation
import TestSupport
import Testing

@testable import Readers

/// Rows of Parquet files, by the paths that JSON has.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct ParquetReaderTests {
    private func read(
        _ path: String, _ fields: [String], rows: RowExpansion = .record, options: ReaderOptions = ReaderOptions()
    ) throws -> Collected {
        try collect(FileSource(path: path), fields, rows: rows, options: options)
    }

    private static let paths = [
        "s", "same", "i", "b", "none", "tags", "tags[]", "deep", "deep[]", "deep[][]", "o", "o.x", "o.y", "o.in",
        "o.in.z",
        "o.in.z[]", "o[].y", "list", "list[].k", "list[].v", "list[].v[]", "list.k", "map", "map.p.w", "map{}", "map.p",
        "\"dotted.name\"", "absent", "o.absent", "s.absent", "^s", "@index", "@key", "o{}",
    ]

    /// pyarrow's rows as JSON lines have the same values by every path.
    @Test func pathsGiveWhatTheyGiveOfJSON() throws {
        let folder = try TemporaryFolder()
        let count = 60
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "5", "\(count)", folder.path)
        var generator = SeededGenerator(seed: 8)
        for number in 0..<count {
            for paths in [Self.paths, Self.paths.filter { _ in generator.chance(1, in: 4) }, ["s", "tags"]] {
                var options = ReaderOptions()
                options.batchRows = [1, 5, 1000][Int.random(in: 0..<3, using: &generator)]
                let expected = try read(folder.path("\(number).jsonl"), paths)
                let found = try read(folder.path("\(number).parquet"), paths, options: options)
                for (path, field) in zip(paths, paths.indices) {
                    #expect(found.rows.map { $0[field] } == expected.rows.map { $0[field] }, "\(number): \(path)")
                    #expect(found.kinds.map { $0[field] } == expected.kinds.map { $0[field] }, "\(number): \(path)")
                }
                #expect(found.recordNumbers == expected.recordNumbers)
                #expect(found.isAccounted)
                options.columnsAsRecords = true
                #expect(try read(folder.path("\(number).parquet"), paths, options: options) == found, "\(number)")
            }
        }
    }

    @Test func rowsAreMadeOfListsAndMapsAsOfJSON() throws {
        let folder = try TemporaryFolder()
        let count = 20
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "6", "\(count)", folder.path)
        let expansions: [(RowExpansion, [String])] = [
            (.elements(try .test("tags")), ["@element", "@index", "^s"]),
            (.elements(try .test("list")), ["k", "v", "^tags", "@index"]),
            (.entries(try .test("map")), ["@key", "w", "^i"]),
            (.columns(["s", "tags", "absent"]), ["@key", "@value", "i"]),
        ]
        for number in 0..<count {
            for (rows, paths) in expansions {
                let expected = try read(folder.path("\(number).jsonl"), paths, rows: rows)
                let found = try read(folder.path("\(number).parquet"), paths, rows: rows)
                #expect(found.rows == expected.rows, "\(number): \(rows)")
                #expect(found.recordNumbers == expected.recordNumbers)
                #expect(found.emptyRecords == expected.emptyRecords)
            }
        }
    }

    @Test func typedValuesHaveTheTextsOfPyarrow() throws {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_types.py", folder.path)
        let json = try #require(FileManager.default.contents(atPath: folder.path("types.json")))
        let expected = try JSONDecoder().decode([String: [String?]].self, from: json)
        for (name, texts) in expected {
            let found = try read(folder.path("types.parquet"), [name])
            #expect(found.rows.map { $0[0].first } == texts, "\(name)")
        }
    }

    /// The parts of two threads are the rows of one.
    @Test func partsAreTheRowsInTheirOrder() throws {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "7", "12", folder.path)
        for number in 0..<12 {
            let path = folder.path("\(number).parquet")
            let paths = ["s", "tags", "list[].k", "map{}"]
            let all = try read(path, paths)
            for skipped in [0, 1, 5, 150] as [Int64] {
                let parts = try PartedReader(
                    source: FileSource(path: path), projection: Projection(parsing: paths), skipping: skipped)
                #expect(!parts.areOnlyCut)
                let readers = [try parts.makePartReader(), try parts.makePartReader()]
                var found = Collected()
                var turn = 0
                while let part = try parts.next() {
                    turn += 1
                    _ = try readers[turn % 2].read(part) { found.add($0) }
                }
                #expect(found.recordNumbers.last == all.recordNumbers.last || skipped >= all.recordsRead)
                #expect(Array(all.rows.suffix(found.rows.count)) == found.rows, "\(number) after \(skipped)")
                #expect(found.rows.count + Int(skipped) >= all.rows.count)
            }
        }
    }

    @Test func theProbeSeesTheFieldsOfTheSchema() throws {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "5", "8", folder.path)
        for number in 0..<8 {
            let parquet = try FileProbe.describe(path: folder.path("\(number).parquet"))
            let json = try FileProbe.describe(path: folder.path("\(number).jsonl"))
            #expect(parquet.format == .parquet)
            #expect(parquet.recordsRead == json.recordsRead)
            let known = Dictionary(parquet.fields.map { ($0.path, $0) }) { first, _ in first }
            for field in json.fields { #expect(known[field.path] == field, "\(number): \(field.path)") }
            let description = try #require(parquet.parquet)
            #expect(description.rowCount == Int64(json.recordsRead))
            #expect(
                description.columns.map(\.path) == [
                    "s", "same", "i", "f", "b", "none", "tags", "deep[]", "o.x", "o.y", "o.in.z", "list[].k",
                    "list[].v",
                    "map.key", "map.value.w", "\"dotted.name\"",
                ])
            #expect(
                description.columns.prefix(7).map(\.type) == [
                    "string", "string", "int64", "double", "bool", "null", "list<string>",
                ])
        }
    }

    @Test func aStreamOfParquetIsRefused() throws {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "5", "1", folder.path)
        let source = StreamSource(try FileSource(path: folder.path("0.parquet")))
        #expect(throws: ReadError.needsFile("0.parquet")) {
            try RecordReader(source: source, projection: Projection(parsing: ["s"]))
        }
    }

    /// A source that cannot be read anywhere but at its front.
    private final class StreamSource: ByteSource {
        let name = "0.parquet"
        let source: any ByteSource
        var consumedBytes: Int64 { source.consumedBytes }
        var totalBytes: Int64? { nil }

        init(_ source: any ByteSource) { self.source = source }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try source.read(into: buffer) }
    }
}

@Suite struct ParquetFilesTests {
    /// The same countries, published as nested Parquet and as JSON lines.
    @Test(.needs("data/geo")) func countriesAreThoseOfTheJSON() throws {
        // Three of the JSON's countries have these two beside the place of their capital; the Parquet file does not.
        let fields = try FileProbe.describe(path: Shared.path("data/geo/countries.jsonl.zst")).fields.map(
            \.path.description
        ).filter { !["longitude", "latitude"].contains($0) }
        let expected = try collect(path: "data/geo/countries.jsonl.zst", fields)
        let found = try collect(path: "data/geo/countries.parquet", fields)
        #expect(found.rows.count == 252)
        for (index, field) in fields.enumerated() {
            #expect(found.rows.map { $0[index] } == expected.rows.map { $0[index] }, "\(field)")
        }
    }

    @Test func filesThatAreNoParquetAreRefusedWithTheReason() throws {
        for text in ["PAR1", "PAR1 and more text that is no footer"] {
            #expect(throws: ReadError.self) { try collect(text, named: "a.parquet", ["a"]) }
        }
    }
}
