import Foundation
import TestSupport
import Testing

@testable import Readers

/// Rows of Arrow files and streams, by the paths that JSON has.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct ArrowReaderTests {
    private func read(
        _ path: String, _ fields: [String], rows: RowExpansion = .record, options: ReaderOptions = ReaderOptions()
    ) throws -> Collected {
        try collect(FileSource(path: path), fields, rows: rows, options: options)
    }

    /// The rows of each Parquet file of a folder as Arrow files and streams beside it; pyarrow cannot read all the
    /// files that it writes, so the rows are those of the JSON lines.
    private static let conversion = """
        import sys, glob, gzip, json, pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc
        for path in glob.glob(sys.argv[1] + '/*.parquet'):
            rows = [json.loads(line) for line in open(path[:-len('parquet')] + 'jsonl')]
            for row in rows: row['map'] = row['map'] and list(row['map'].items())
            table = pa.Table.from_pylist(rows, pq.read_schema(path))
            for ending, new, options in [
                ('lz4.arrow', ipc.new_file, ipc.IpcWriteOptions(compression='lz4')),
                ('zstd.arrow', ipc.new_file, ipc.IpcWriteOptions(compression='zstd')),
                ('plain.arrow', ipc.new_file, ipc.IpcWriteOptions()),
                ('arrows', ipc.new_stream, ipc.IpcWriteOptions(compression='zstd')),
            ]:
                with new(path[:-len('parquet')] + ending, table.schema, options=options) as file:
                    file.write_table(table, max_chunksize=7)
            with gzip.open(path[:-len('parquet')] + 'arrow.gz', 'wb') as file:
                file.write(open(path[:-len('parquet')] + 'zstd.arrow', 'rb').read())
        """

    private func nestedFiles(_ seed: Int, _ count: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ReadersTests/Parquet/make_nested.py", "\(seed)", "\(count)", folder.path)
        let (output, code) = try PythonEnvironment.run(Self.conversion, [folder.path])
        try #require(code == 0, "\(output)")
        return folder
    }

    private static let endings = ["lz4.arrow", "zstd.arrow", "plain.arrow", "arrows", "arrow.gz"]
    private static let paths = [
        "s", "same", "i", "b", "none", "tags", "tags[]", "deep", "deep[]", "deep[][]", "o", "o.x", "o.y", "o.in",
        "o.in.z", "o.in.z[]", "o[].y", "list", "list[].k", "list[].v", "list[].v[]", "list.k", "map", "map.p.w",
        "map{}",
        "map.p", "\"dotted.name\"", "absent", "o.absent", "s.absent", "^s", "@index", "@key", "o{}",
    ]

    /// pyarrow's rows as JSON lines have the same values by every path.
    @Test func pathsGiveWhatTheyGiveOfJSON() throws {
        let count = 25
        let folder = try nestedFiles(5, count)
        var generator = SeededGenerator(seed: 8)
        for number in 0..<count {
            for paths in [Self.paths, Self.paths.filter { _ in generator.chance(1, in: 4) }, ["s", "tags"]] {
                var options = ReaderOptions()
                options.batchRows = [1, 5, 1000][Int.random(in: 0..<3, using: &generator)]
                let expected = try read(folder.path("\(number).jsonl"), paths)
                for ending in Self.endings {
                    options.columnsAsRecords = false
                    let found = try read(folder.path("\(number).\(ending)"), paths, options: options)
                    for (path, field) in zip(paths, paths.indices) {
                        #expect(
                            found.rows.map { $0[field] } == expected.rows.map { $0[field] },
                            "\(number).\(ending): \(path)")
                        #expect(
                            found.kinds.map { $0[field] } == expected.kinds.map { $0[field] },
                            "\(number).\(ending): \(path)")
                    }
                    #expect(found.recordNumbers == expected.recordNumbers)
                    #expect(found.isAccounted)
                    options.columnsAsRecords = true
                    #expect(try read(folder.path("\(number).\(ending)"), paths, options: options) == found)
                }
            }
        }
    }

    /// Both columns of one name are read, of Arrow as of Parquet; the first of them was lost.
    @Test func columnsOfOneNameAreAllRead() throws {
        let folder = try TemporaryFolder()
        let (output, code) = try PythonEnvironment.run(
            """
            import sys, pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc
            inner = pa.StructArray.from_arrays([pa.array([7, 8]), pa.array(['p', 'q'])], ['x', 'x'])
            table = pa.Table.from_arrays(
                [pa.array([1, 2]), pa.array(['a', 'b']), pa.array([3, 4]), pa.array(['c', 'd']), inner],
                ['v', 'v', 'v_2', 'v', 's'])
            pq.write_table(table, sys.argv[1] + '/t.parquet')
            for ending, new in [('arrow', ipc.new_file), ('arrows', ipc.new_stream)]:
                with new(sys.argv[1] + '/t.' + ending, table.schema) as file: file.write_table(table)
            """, [folder.path])
        try #require(code == 0, "\(output)")
        let expected = try folder.write(
            """
            {"v":1,"v_3":"a","v_2":3,"v_4":"c","s":{"x":7,"x_2":"p"}}
            {"v":2,"v_3":"b","v_2":4,"v_4":"d","s":{"x":8,"x_2":"q"}}
            """, to: "t.jsonl")
        let paths = ["v", "v_2", "v_3", "v_4", "s.x", "s.x_2", "s"]
        for ending in ["parquet", "arrow", "arrows"] {
            let path = folder.path("t.\(ending)")
            #expect(try read(path, paths).rows == read(expected, paths).rows, "\(ending)")
            let probe = try FileProbe.describe(path: path)
            #expect(probe.fields.map { "\($0.path)" } == ["v", "v_3", "v_2", "v_4", "s.x", "s.x_2"], "\(ending)")
        }
    }

    @Test func rowsAreMadeOfListsAndMapsAsOfJSON() throws {
        let folder = try nestedFiles(6, 10)
        let expansions: [(RowExpansion, [String])] = [
            (.elements(try .test("tags")), ["@element", "@index", "^s"]),
            (.elements(try .test("list")), ["k", "v", "^tags", "@index"]),
            (.entries(try .test("map")), ["@key", "w", "^i"]),
            (.columns(["s", "tags", "absent"]), ["@key", "@value", "i"]),
        ]
        for number in 0..<10 {
            for (rows, paths) in expansions {
                let expected = try read(folder.path("\(number).jsonl"), paths, rows: rows)
                for ending in Self.endings {
                    #expect(try read(folder.path("\(number).\(ending)"), paths, rows: rows).rows == expected.rows)
                }
            }
        }
    }

    /// Values of every type have the text that the same table has as Parquet.
    @Test func everyTypeReadsAsItsParquet() throws {
        let folder = try TemporaryFolder()
        let script = """
            import sys, datetime, decimal, uuid, pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc
            folder = sys.argv[1]
            integers = {f'{kind}{bits}': pa.array([0, 1, None, 100], getattr(pa, f'{kind}{bits}')())
                        for kind in ('int', 'uint') for bits in (8, 16, 32, 64)}
            texts = ['a', 'long enough to be beside itself', None, '']
            table = pa.table(integers | {
                'least': pa.array([-2**63, -1, None, 2**63 - 1]), 'most': pa.array([2**64 - 1] * 4, pa.uint64()),
                'half': pa.array([0.5, -2, None, float('nan')], pa.float16()),
                'single': pa.array([0.1, 1e30, None, float('inf')], pa.float32()),
                'double': pa.array([0.1, 1e300, None, -0.0]),
                'bool': pa.array([True, False, None, True]),
                'utf8': pa.array(texts), 'large': pa.array(texts, pa.large_string()),
                'view': pa.array(texts, pa.string_view()),
                'binary': pa.array([b'a', b'\\xff\\x00', None, b'']),
                'fixed': pa.array([b'ab', b'\\xff\\x00', None, b'cd'], pa.binary(2)),
                'decimal': pa.array([decimal.Decimal('1.50'), decimal.Decimal('-99999999999999999999.99'), None,
                                     decimal.Decimal('0.01')], pa.decimal128(30, 2)),
                'wide': pa.array([decimal.Decimal('1.50'), decimal.Decimal('-2'), None, decimal.Decimal('0')],
                                 pa.decimal256(60, 2)),
                'date32': pa.array([0, -1, None, 20000], pa.date32()),
                'date64': pa.array([0, -86400000, None, 86400000 * 20000], pa.date64()),
                'time32': pa.array([0, 1, None, 86399999], pa.time32('ms')),
                'time64': pa.array([0, 1, None, 86399999999999], pa.time64('ns')),
                'seconds': pa.array([0, -1, None, 2000000000], pa.timestamp('s')),
                'ms': pa.array([0, -1, None, 2000000000], pa.timestamp('ms')),
                'us': pa.array([0, -1, None, 2000000000], pa.timestamp('us', 'UTC')),
                'ns': pa.array([0, -1, None, 2000000000], pa.timestamp('ns')),
                'zone': pa.array([0, -1, None, 2000000000], pa.timestamp('us', 'Africa/Cairo')),
                'nulls': pa.nulls(4),
                'codes': pa.array(['x', 'y', None, 'x']).dictionary_encode(),
                'numbers': pa.array([5, 6, None, 5]).dictionary_encode(),
                'list': pa.array([[1, None], [], None, [2]]),
                'large_list': pa.array([['a', None], [], None, ['b']], pa.large_list(pa.string())),
                'fixed_list': pa.array([[1, 2], [3, None], None, [5, 6]], pa.list_(pa.int32(), 2)),
                'coded_list': pa.array([['a', 'b'], [], None, ['b']], pa.list_(pa.dictionary(pa.int16(), pa.string()))),
                'struct': pa.array([{'a': 1, 'b': 'x'}, {'a': None, 'b': 'y'}, None, {'a': 2, 'b': None}]),
                'map': pa.array([[('k', 1)], [], None, [('l', None)]], pa.map_(pa.string(), pa.int64())),
            })
            pq.write_table(table, folder + '/t.parquet')
            with ipc.new_file(folder + '/t.arrow', table.schema) as file: file.write_table(table.slice(1, 1)); file.write_table(table)
            with ipc.new_stream(folder + '/t.arrows', table.schema) as file: file.write_table(table)
            print(*table.column_names, sep=' ')
            """
        let (output, code) = try PythonEnvironment.run(script, [folder.path])
        try #require(code == 0, "\(output)")
        let names = output.split(whereSeparator: \.isWhitespace).map(String.init)
        let expected = try read(folder.path("t.parquet"), names)
        let stream = try read(folder.path("t.arrows"), names)
        for (index, name) in names.enumerated() {
            #expect(stream.rows.map { $0[index] } == expected.rows.map { $0[index] }, "\(name)")
            #expect(stream.kinds.map { $0[index] } == expected.kinds.map { $0[index] }, "\(name)")
        }
        // The buffers of the first batch are a slice of the table's.
        #expect(try read(folder.path("t.arrow"), names).rows == [expected.rows[1]] + expected.rows)
    }

    @Test func filesThatPolarsWrites() throws {
        let folder = try TemporaryFolder()
        let script = """
            import sys, polars as pl
            folder = sys.argv[1]
            frame = pl.DataFrame({
                's': ['a', 'long enough to be beside itself', None, ''], 'i': [1, None, 3, 4],
                'c': pl.Series(['x', 'y', None, 'x'], dtype=pl.Categorical),
                'e': pl.Series(['x', 'y', None, 'x'], dtype=pl.Enum(['y', 'x'])),
                'l': [['a'], [], None, ['b', None]], 'o': [{'a': 1}, {'a': None}, {'a': 3}, None],
            })
            for compression in ('uncompressed', 'lz4', 'zstd'):
                frame.write_ipc(f'{folder}/{compression}.arrow', compression=compression)
                frame.write_ipc_stream(f'{folder}/{compression}.arrows', compression=compression)
            frame.write_ndjson(f'{folder}/t.jsonl')
            """
        let (output, code) = try PythonEnvironment.run(script, [folder.path])
        try #require(code == 0, "\(output)")
        let paths = ["s", "i", "c", "e", "l", "o.a"]
        let expected = try read(folder.path("t.jsonl"), paths)
        for compression in ["uncompressed", "lz4", "zstd"] {
            for ending in ["arrow", "arrows"] {
                #expect(try read(folder.path("\(compression).\(ending)"), paths).rows == expected.rows)
            }
        }
    }

    @Test func theProbeSeesTheFieldsOfTheSchema() throws {
        let folder = try nestedFiles(5, 8)
        for number in 0..<8 {
            let json = try FileProbe.describe(path: folder.path("\(number).jsonl"))
            for ending in Self.endings {
                let arrow = try FileProbe.describe(path: folder.path("\(number).\(ending)"))
                #expect(arrow.format == .arrow && arrow.isComplete)
                #expect(arrow.recordsRead == json.recordsRead)
                let known = Dictionary(arrow.fields.map { ($0.path, $0) }) { first, _ in first }
                for field in json.fields { #expect(known[field.path] == field, "\(number): \(field.path)") }
            }
        }
    }

    /// Records by their numbers, as rejects are exported, and parts that threads read.
    @Test func recordsAndParts() throws {
        let folder = try nestedFiles(5, 3)
        for number in 0..<3 {
            let all = try read(folder.path("\(number).jsonl"), ["s", "@index"])
            for ending in Self.endings {
                let path = folder.path("\(number).\(ending)")
                let extract = try RecordExtract(path: path, options: ReaderOptions())
                let places = extract.places(of: [1, 9])
                var bytes: [UInt8] = []
                try extract.write(places) { bytes += $0 }
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
                #expect(lines.count == min(2, all.rows.count >= 9 ? 2 : 1))

                let parts = try PartedReader(source: FileSource(path: path), projection: Projection(parsing: ["s"]))
                let reader = try parts.makePartReader()
                var rows = 0
                while let part = try parts.next() { _ = try reader.read(part) { rows += $0.rowCount } }
                #expect(rows == all.rows.count)
            }
        }
    }

    @Test func featherOfVersionOneIsRefusedByName() throws {
        let source = MemorySource(Array("FEA1".utf8) + [UInt8](repeating: 0, count: 60), name: "old.feather")
        let error = #expect(throws: ReadError.self) {
            try RecordReader(source: source, projection: Projection(parsing: ["s"]))
        }
        #expect(error == .unsupportedFormat(file: "old.feather", format: "Feather of version 1"))
    }
}
