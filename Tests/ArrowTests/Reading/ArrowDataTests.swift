import Foundation
import Parquet
import TestSupport
import Testing

@testable import Arrow

/// Rows of files and streams, whole, damaged and hostile.
@Suite struct ArrowDataTests {
    private static let tags = ValueDictionary(["x", "ü ", ""])
    private static let columns = [
        ArrowColumn(name: "text", kind: .text), ArrowColumn(name: "integer", kind: .integer),
        ArrowColumn(name: "real", kind: .real), ArrowColumn(name: "flag", kind: .boolean),
        ArrowColumn(name: "tag", kind: .text, dictionary: tags),
        ArrowColumn(name: "tags", kind: .textList, dictionary: tags),
        ArrowColumn(name: "words", kind: .textList),
    ]
    private static let batch: [WriterValues] = [
        .texts(TextArray(["", nil, "é\n", "z"])), .integers([.max, nil, .min, 0]),
        .reals([0.1, nil, -.infinity, 2]), .booleans([true, nil, false, true]),
        .codes([1, 0, 2, 3], tags), .codeLists(lengths: [2, nil, 0, 1], codes: [2, 0, 1], tags),
        .textLists(lengths: [0, 1, nil, 2], elements: TextArray(["a", nil, ""])),
    ]
    private static let rows: [[RowValue]] = [
        [.text(""), .int(.max), .double(0.1), .bool(true), .text("x"), .list([.text("ü "), .null]), .list([])],
        [.null, .null, .null, .null, .null, .null, .list([.text("a")])],
        [.text("é\n"), .int(.min), .double(-.infinity), .bool(false), .text("ü "), .list([]), .null],
        [.text("z"), .int(0), .double(2), .bool(true), .text(""), .list([.text("x")]), .list([.null, .text("")])],
    ]

    static func written(_ form: ArrowWriter.Form, batches: Int = 2) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let pairs = [KeyValue(key: "k", value: "v")]
        let writer = try ArrowWriter(columns: Self.columns, metadata: pairs, form: form, batchRows: 4) { bytes += $0 }
        for _ in 0..<batches { try writer.write(Self.batch) }
        try writer.finish()
        return bytes
    }

    private static func rows(of batch: ArrowBatch) -> [[RowValue]] {
        (0..<batch.rowCount).map { row in batch.columns.map { $0?.value(row) ?? .null } }
    }

    static func fileRows(_ bytes: [UInt8]) throws -> [[RowValue]] {
        let file = try ArrowFile(RandomAccessMemory(bytes))
        return try (0..<file.batchCount).flatMap { rows(of: try file.batch($0)) }
    }

    /// Also the rows of a file that comes as a stream.
    static func streamRows(_ bytes: [UInt8], pieces: Int = .max) throws -> [[RowValue]] {
        var place = 0
        let stream = try ArrowStream(name: "stream") { buffer in
            let count = min(buffer.count, pieces, bytes.count - place)
            buffer.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        var rows: [[RowValue]] = []
        while let batch = try stream.next() { rows += self.rows(of: batch) }
        return rows
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let file = try Self.written(.file)
        #expect(try Self.fileRows(file) == Self.rows + Self.rows)
        #expect(try Self.streamRows(file) == Self.rows + Self.rows)
        let stream = try Self.written(.stream)
        #expect(try Self.streamRows(stream) == Self.rows + Self.rows)
        #expect(try Self.streamRows(stream, pieces: 3) == Self.rows + Self.rows)
        let opened = try ArrowFile(RandomAccessMemory(file))
        #expect(opened.schema.metadata == [KeyValue(key: "k", value: "v")])
        #expect(opened.rowCount == 8 && opened.batchCount == 2)
        #expect(try Self.fileRows(try Self.written(.file, batches: 0)).isEmpty)
    }

    @Test func onlyWantedColumnsAreRead() throws {
        let file = try ArrowFile(RandomAccessMemory(try Self.written(.file)))
        let batch = try file.batch(1) { $0 == 4 }
        #expect(batch.columns.map { $0 != nil } == [false, false, false, false, true, false, false])
        #expect(batch.columns[4]?.value(2) == .text("ü "))
    }

    @Test func everyTruncationOfAFileIsAnError() throws {
        let bytes = try Self.written(.file)
        for count in 0..<bytes.count {
            #expect(throws: ArrowError.self, "\(count)") { try Self.fileRows(Array(bytes[..<count])) }
        }
    }

    /// A stream may end after any message; whatever comes then was read.
    @Test func everyTruncationOfAStreamIsAnErrorOrEndsAfterABatch() throws {
        let bytes = try Self.written(.stream)
        var whole = 0
        for count in 0..<bytes.count {
            do {
                let rows = try Self.streamRows(Array(bytes[..<count]))
                #expect([0, 4, 8].contains(rows.count) && rows == Array((Self.rows + Self.rows).prefix(rows.count)))
                whole += 1
            } catch is ArrowError {}
        }
        // After the schema, each of two dictionaries and of two batches.
        #expect(whole == 5)
    }

    /// No byte that is another makes the reader crash, or take long.
    @Test(arguments: [UInt8(0xFF), 0x01, 0x80, 0x10])
    func everyByteFlippedGivesAnErrorOrRows(mask: UInt8) throws {
        for form in [ArrowWriter.Form.file, .stream] {
            let bytes = try Self.written(form, batches: 1)
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= mask
                do {
                    _ = try form == .file ? Self.fileRows(damaged) : Self.streamRows(damaged)
                } catch let error as ArrowError {
                    #expect(!error.description.isEmpty)
                }
            }
        }
    }

    /// The same of files that pyarrow has compressed, of nested and other types.
    @Test(
        .enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint),
        arguments: ["lz4", "zstd", "uncompressed"])
    func everyByteFlippedOfCompressedFiles(compression: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.arrow")
        let script = """
            import sys, pyarrow as pa, pyarrow.ipc as ipc, datetime, decimal
            path, compression = sys.argv[1:]
            table = pa.table({
                'v': pa.array(['a', 'long enough to be beside', None], pa.string_view()),
                's': pa.array([{'a': 1, 'b': [[1.5], None]}, None, {'a': None, 'b': []}]),
                'm': pa.array([[('k', 1)], [], None], pa.map_(pa.string(), pa.int8())),
                'd': pa.array(['x', 'y', 'x']).dictionary_encode(),
                'n': pa.nulls(3),
                'f': pa.array([[1, 2], None, [3, 4]], pa.list_(pa.uint16(), 2)),
                'e': pa.array([decimal.Decimal('1.50'), None, decimal.Decimal('-2.25')]),
                't': pa.array([0, 1, None], pa.timestamp('us', 'UTC')),
            })
            compression = None if compression == 'uncompressed' else compression
            with ipc.new_file(path, table.schema, options=ipc.IpcWriteOptions(compression=compression)) as file:
                file.write_table(table)
            """
        let (output, code) = try PythonEnvironment.run(script, [path, compression])
        try #require(code == 0, "\(output)")
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let rows = try Self.fileRows(bytes)
        #expect(
            rows[0] == [
                .text("a"), .structure([.int(1), .list([.list([.double(1.5)]), .null])]),
                .map([MapEntry(key: .text("k"), value: .int(1))]), .text("x"), .null,
                .list([.uint(1), .uint(2)]), .decimal(DecimalValue(unscaled: 150, scale: 2)),
                .timestamp(0, .microseconds, isAdjustedToUTC: true),
            ])
        #expect(rows[1][0] == .text("long enough to be beside") && rows[2][3] == .text("x"))
        #expect(try Self.streamRows(bytes) == rows)
        for index in bytes.indices {
            for mask: UInt8 in [0xFF, 0x04, 0x40] {
                var damaged = bytes
                damaged[index] ^= mask
                do { _ = try Self.fileRows(damaged) } catch is ArrowError {}
                do { _ = try Self.streamRows(damaged) } catch is ArrowError {}
            }
        }
    }

    /// No length, count or offset that is as large as can be, or negative, makes the reader crash or take long.
    @Test(arguments: ["lz4.arrow", "plain.arrow", "stream.arrows"])
    func extremeNumbersGiveAnErrorOrRows(seed: String) throws {
        let path = PackageRoot.url.appending(path: "Fuzz/Seeds/arrow/\(seed)")
        let bytes = Array(try Data(contentsOf: path))
        for number: Int64 in [.max, -1, 1 << 40, Int64(Int32.max)] {
            for index in stride(from: 0, to: bytes.count - 8, by: 4) {
                var damaged = bytes
                withUnsafeBytes(of: number.littleEndian) { damaged.replaceSubrange(index..<index + 8, with: $0) }
                do { _ = try Self.fileRows(damaged) } catch is ArrowError {}
                do { _ = try Self.streamRows(damaged) } catch is ArrowError {}
            }
        }
    }

    /// Dictionaries that grow and that are replaced, as streams can have them.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func dictionariesThatGrowAndAreReplaced() throws {
        let folder = try TemporaryFolder()
        let script = """
            import sys, pyarrow as pa, pyarrow.ipc as ipc
            folder = sys.argv[1]
            def batch(values, codes, index=pa.int8()):
                return pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(codes, index), pa.array(values))], ['d'])
            for name, batches, delta in [
                ('replaced', [batch(['a', 'b'], [0, 1]), batch(['c', None], [1, None, 0])], False),
                ('grown', [batch(['a', 'b'], [0, 1]), batch(['a', 'b', 'c'], [2, 1, None])], True),
            ]:
                options = ipc.IpcWriteOptions(emit_dictionary_deltas=delta)
                with ipc.new_stream(f'{folder}/{name}', batches[0].schema, options=options) as stream:
                    for each in batches: stream.write_batch(each)
            with ipc.new_file(f'{folder}/file', batches[0].schema, options=options) as file:
                for each in batches: file.write_batch(each)
            """
        let (output, code) = try PythonEnvironment.run(script, [folder.path])
        try #require(code == 0, "\(output)")
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
        }
        #expect(
            try Self.streamRows(bytes("replaced")) == [[.text("a")], [.text("b")], [.null], [.null], [.text("c")]])
        let grown: [[RowValue]] = [[.text("a")], [.text("b")], [.text("c")], [.text("b")], [.null]]
        #expect(try Self.streamRows(bytes("grown")) == grown)
        #expect(try Self.fileRows(bytes("file")) == grown)
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func typesThatAreNotReadAreRefusedByTheirColumn() throws {
        let folder = try TemporaryFolder()
        let script = """
            import sys, pyarrow as pa, pyarrow.ipc as ipc
            folder = sys.argv[1]
            union = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(['a', 'b'])])
            runs = pa.RunEndEncodedArray.from_arrays(pa.array([2], pa.int32()), pa.array(['a']))
            interval = pa.array([(1, 2, 3)], pa.month_day_nano_interval())
            for name, column in [('union', union), ('run-end encoded', runs), ('interval', interval)]:
                table = pa.table({'outer': pa.StructArray.from_arrays([column], ['the column'])})
                with ipc.new_file(f'{folder}/{name}', table.schema) as file: file.write_table(table)
            """
        let (output, code) = try PythonEnvironment.run(script, [folder.path])
        try #require(code == 0, "\(output)")
        for name in ["union", "run-end encoded", "interval"] {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
            let error = #expect(throws: ArrowError.self) { try Self.fileRows(bytes) }
            #expect(error?.column == "outer.the column")
            #expect(error?.problem == .unsupportedType(name))
        }
    }
}
