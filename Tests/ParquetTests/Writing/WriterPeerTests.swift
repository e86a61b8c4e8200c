import Foundation
import TestSupport
import Testing

@testable import Parquet

/// What is written is read back with equal values by pyarrow, DuckDB and Polars.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct WriterPeerTests {
    /// Compares a file with the JSON beside it in three readers; statistics, checksums and the page index in pyarrow.
    private static let compare = """
        import json, struct, sys
        import duckdb, polars, pyarrow.parquet as pq

        def bits(value):
            return None if value is None else str(struct.unpack("<Q", struct.pack("<d", value))[0])

        def same(kind, found, wanted):
            if kind == "real":
                # All NaN are one.
                if found is not None and found != found:
                    return wanted is not None and struct.unpack("<d", struct.pack("<Q", int(wanted)))[0] != float(wanted)
                return bits(found) == wanted
            if kind == "integer":
                return (None if found is None else str(found)) == wanted
            return found == wanted

        def compare(reader, path, columns, table):
            for column in columns:
                found = table[column["name"]]
                assert len(found) == len(column["values"]), (reader, path, len(found))
                for row, (value, wanted) in enumerate(zip(found, column["values"])):
                    assert same(column["kind"], value, wanted), (reader, path, column["name"], row, value, wanted)

        for path in sys.argv[1:]:
            columns = json.load(open(path + ".json"))
            file = pq.ParquetFile(path, page_checksum_verification=True)
            compare("pyarrow", path, columns, file.read().to_pydict())
            compare("polars", path, columns, polars.read_parquet(path).to_dict(as_series=False))
            names = [column["name"] for column in columns]
            rows = duckdb.sql(f"select * from '{path}'").fetchall()
            compare("duckdb", path, columns, {n: [row[i] for row in rows] for i, n in enumerate(names)})
            assert file.metadata.metadata[b"key"] == "välue".encode()
            for group in range(file.metadata.num_row_groups):
                values = file.read_row_group(group).to_pydict()
                for index in range(file.metadata.num_columns):
                    chunk = file.metadata.row_group(group).column(index)
                    assert chunk.has_offset_index, (path, chunk.path_in_schema)
                    name = chunk.path_in_schema.split(".")[0]
                    flat = [v for row in values[name] for v in (row if isinstance(row, list) else [row])]
                    flat = [v for v in flat if v is not None and v == v]
                    if chunk.statistics.has_min_max and flat:
                        least, greatest = chunk.statistics.min, chunk.statistics.max
                        assert least <= min(flat) and greatest >= max(flat), (path, name, least, greatest)
                        if not isinstance(least, str):
                            assert least == min(flat) and greatest == max(flat), (path, name)
                    if not isinstance(values[name][0], list) and "list" not in chunk.path_in_schema:
                        assert chunk.statistics.null_count == values[name].count(None)
        print("equal")
        """

    private func expectEqual(_ write: (TemporaryFolder) throws -> [(name: String, table: RandomTable)]) throws {
        let folder = try TemporaryFolder()
        let written = try write(folder)
        for (name, table) in written { try table.json().write(to: URL(filePath: folder.path(name) + ".json")) }
        let (output, code) = try PythonEnvironment.run(Self.compare, written.map { folder.path($0.name) })
        #expect(output == "equal\n" && code == 0, "\(output)")
    }

    @Test func randomTablesOfAllSizes() throws {
        try expectEqual { folder in
            try [0, 1, 2, 7, 8, 9, 63, 64, 65, 1_000].enumerated().flatMap { number, rowCount in
                try [false, true].map { isCoded in
                    let table = RandomTable(rowCount: rowCount, seed: UInt64(number), isCoded: isCoded)
                    let name = "rows-\(rowCount)-\(isCoded).parquet"
                    try table.write(to: folder.path(name))
                    return (name, table)
                }
            }
        }
    }

    @Test func everyCompression() throws {
        try expectEqual { folder in
            try WriterCompression.allCases.map { compression in
                let table = RandomTable(rowCount: 500, seed: 3)
                let name = "\(compression.rawValue).parquet"
                try table.write(to: folder.path(name)) { $0.compression = compression }
                return (name, table)
            }
        }
    }

    /// Many row groups and pages, dictionaries given up at once, later and never.
    @Test func pagesRowGroupsAndDictionaries() throws {
        try expectEqual { folder in
            let limits = [(1 << 20, 17), (200, 500), (2_000, 5_000), (0, 3)]
            return try limits.enumerated().map { number, limit in
                let table = RandomTable(
                    rowCount: 2_000, seed: UInt64(40 + number), distinct: limit.1, isCoded: number > 1)
                let name = "limits-\(number).parquet"
                try table.write(to: folder.path(name), batchRows: 37) { options in
                    options.rowGroupRows = 700
                    options.pageRows = 90
                    options.pageBytes = 1_500
                    options.dictionaryBytes = limit.0
                }
                return (name, table)
            }
        }
    }

    @Test func nothingButNullsAndNoNulls() throws {
        try expectEqual { folder in
            try [(1, "nulls"), (0, "full")].map { nullsIn, name in
                let table = RandomTable(rowCount: 300, seed: 9, nullsIn: nullsIn)
                try table.write(to: folder.path("\(name).parquet"))
                return ("\(name).parquet", table)
            }
        }
    }
}
