import Foundation
import TestSupport
import Testing

@testable import Parquet

/// Columns are added to files of other programs, whose own columns stay as they are.
@Suite struct ExtenderTests {
    private func extend(_ paths: [String], to path: String) throws -> Int64 {
        let files = try paths.map { try ParquetFile(path: $0) }
        var bytes: [UInt8] = []
        let extender = try ParquetExtender(
            files[0],
            adding: [WriterColumn(name: "added", kind: .integer), WriterColumn(name: "tags", kind: .textList)],
            options: ParquetWriterOptions(createdBy: "test version 1")
        ) { bytes += $0 }
        var row: Int64 = 0
        for file in files {
            for group in file.rowGroups.indices {
                let numbers = (0..<file.rowGroups[group].rowCount).map { row + $0 }
                row += file.rowGroups[group].rowCount
                try extender.append(
                    rowGroup: group, of: file,
                    adding: [
                        .integers(numbers.map { $0 % 3 == 0 ? nil : $0 }),
                        .textLists(lengths: numbers.map { _ in 1 }, elements: TextArray(numbers.map { "t\($0)" })),
                    ])
            }
        }
        try extender.finish()
        try Data(bytes).write(to: URL(filePath: path))
        return row
    }

    private static let make = """
        import sys, pyarrow as pa, pyarrow.parquet as pq
        rows = [{"k": i, "s": f"text {i % 7}", "n": [{"a": [1.5, None], "m": [("x", i)]}] if i % 4 else None} for i in range(1000)]
        schema = pa.schema([("k", pa.int32()), ("s", pa.dictionary(pa.int32(), pa.string())),
            ("n", pa.list_(pa.struct([("a", pa.list_(pa.float32())), ("m", pa.map_(pa.string(), pa.int64()))])))])
        table = pa.Table.from_pylist(rows, schema)
        pq.write_table(table, sys.argv[1], row_group_size=300, compression="snappy", write_page_index=True)
        pq.write_table(table.slice(0, 10), sys.argv[2], compression="gzip", data_page_version="2.0")
        """

    private static let compare = """
        import sys, duckdb, polars, pyarrow as pa, pyarrow.parquet as pq
        found = pq.ParquetFile(sys.argv[1], page_checksum_verification=True).read().to_pylist()
        own = [row for path in sys.argv[2:] for row in pq.read_table(path).to_pylist()]
        wanted = [{**row, "added": None if i % 3 == 0 else i, "tags": [f"t{i}"]} for i, row in enumerate(own)]
        assert found == wanted
        assert polars.read_parquet(sys.argv[1]).select("k", "added", "tags").to_dicts() == [
            {k: row[k] for k in ("k", "added", "tags")} for row in wanted]
        assert duckdb.sql(f"select k, s, added, tags from '{sys.argv[1]}'").fetchall() == [
            (row["k"], row["s"], row["added"], row["tags"]) for row in wanted]
        assert duckdb.sql(f"select count(*) from '{sys.argv[1]}' where k = 5 and added = 5").fetchall() == [(1,)]
        print("equal")
        """

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func nestedColumnsOfOthersStay() throws {
        let folder = try TemporaryFolder()
        let inputs = [folder.path("one.parquet"), folder.path("two.parquet")]
        #expect(try PythonEnvironment.run(Self.make, inputs).code == 0)
        #expect(try extend(inputs, to: folder.path("out.parquet")) == 1_010)
        let (output, code) = try PythonEnvironment.run(Self.compare, [folder.path("out.parquet")] + inputs)
        #expect(output == "equal\n" && code == 0, "\(output)")
    }

    @Test func refusesNamesThatAreTakenAndOtherSchemas() throws {
        let folder = try TemporaryFolder()
        let table = RandomTable(rowCount: 5, seed: 1)
        try table.write(to: folder.path("a.parquet"))
        let file = try ParquetFile(path: folder.path("a.parquet"))
        let options = ParquetWriterOptions(createdBy: "test")
        #expect(throws: ParquetWriterError.columnTwice(name: "c_integer")) {
            try ParquetExtender(
                file, adding: [WriterColumn(name: "c_integer", kind: .text)], options: options
            ) { _ in }
        }
        _ = try extend([folder.path("a.parquet")], to: folder.path("b.parquet"))
        let extender = try ParquetExtender(file, adding: [], options: options) { _ in }
        #expect(throws: ParquetWriterError.schemaDiffers) {
            try extender.append(rowGroup: 0, of: ParquetFile(path: folder.path("b.parquet")), adding: [])
        }
    }
}
