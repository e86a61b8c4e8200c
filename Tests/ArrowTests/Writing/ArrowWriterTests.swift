import Foundation
import Parquet
import TestSupport
import Testing

@testable import Arrow

/// What is written, as pyarrow and Polars read it.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint)) struct ArrowWriterTests {
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
        .reals([0.1, nil, -.infinity, -0.0]), .booleans([true, nil, false, true]),
        .codes([1, 0, 2, 3], tags), .codeLists(lengths: [2, nil, 0, 1], codes: [2, 0, 1], tags),
        .textLists(lengths: [0, 1, nil, 2], elements: TextArray(["a", nil, ""])),
    ]

    private static let reading = """
        import sys, pyarrow, pyarrow.ipc as ipc, polars
        path, form = sys.argv[1:]
        with open(path, 'rb') as file:
            reader = ipc.open_file(file) if form == 'file' else ipc.open_stream(file)
            table = reader.read_all()
        table.validate(full=True)
        """

    private func written(
        _ form: ArrowWriter.Form, columns: [ArrowColumn] = Self.columns, metadata: [KeyValue] = [],
        _ batches: [[WriterValues]]
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try ArrowWriter(columns: columns, metadata: metadata, form: form) { bytes += $0 }
        for batch in batches { try writer.write(batch) }
        try writer.finish()
        return bytes
    }

    /// What a script prints that follows ``reading``.
    private func read(_ bytes: [UInt8], _ form: ArrowWriter.Form, _ script: String) throws -> String {
        let folder = try TemporaryFolder()
        let path = folder.path("t.arrow")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let (output, code) = try PythonEnvironment.run(Self.reading + "\n" + script, [path, "\(form)"])
        #expect(code == 0, "\(output)")
        return output
    }

    @Test(arguments: [ArrowWriter.Form.stream, .file])
    func allKindsAreReadByPyArrow(form: ArrowWriter.Form) throws {
        let bytes = try written(form, metadata: [KeyValue(key: "cultivar.provenance", value: "here")], [Self.batch])
        let output = try read(
            bytes, form,
            """
            for field in table.schema: print(field.name, field.type)
            print(table.schema.metadata)
            for name in table.column_names: print(table[name].to_pylist())
            """)
        #expect(
            output == """
                text string
                integer int64
                real double
                flag bool
                tag dictionary<values=string, indices=int32, ordered=0>
                tags list<item: dictionary<values=string, indices=int32, ordered=0>>
                words list<item: string>
                {b'cultivar.provenance': b'here'}
                ['', None, 'é\\n', 'z']
                [9223372036854775807, None, -9223372036854775808, 0]
                [0.1, None, -inf, -0.0]
                [True, None, False, True]
                ['x', None, 'ü ', '']
                [['ü ', None], None, [], ['x']]
                [[], ['a'], None, [None, '']]

                """)
    }

    @Test(arguments: [ArrowWriter.Form.stream, .file])
    func allKindsAreReadByPolars(form: ArrowWriter.Form) throws {
        let output = try read(
            try written(form, [Self.batch, Self.batch]), form,
            """
            frame = polars.read_ipc(path) if form == 'file' else polars.read_ipc_stream(path)
            assert frame.height == 8
            for name in frame.columns: print(frame[name].to_list()[:4] == table[name].to_pylist()[:4])
            """)
        #expect(output == String(repeating: "True\n", count: 7))
    }

    /// Batches are cut after 65,536 rows and where their values take 32 MB.
    @Test func batchesAreCut() throws {
        let columns = [ArrowColumn(name: "t", kind: .textList), ArrowColumn(name: "n", kind: .integer)]
        let count = 150_000
        var texts = TextArray()
        for row in 0..<count { texts.append(row % 7 == 0 ? nil : "\(row)") }
        let bytes = try written(
            .file, columns: columns,
            [
                [
                    .textLists(lengths: (0..<count).map { _ in 1 }, elements: texts),
                    .integers((0..<count).map { Int64($0) }),
                ]
            ])
        let output = try read(
            bytes, .file,
            """
            print([batch.num_rows for batch in table.to_batches()])
            print(all(row == ([None] if number % 7 == 0 else [str(number)]) and number == place
                      for place, (row, number) in enumerate(zip(table['t'].to_pylist(), table['n'].to_pylist()))))
            """)
        #expect(output == "[65536, 65536, 18928]\nTrue\n")

        let long = String(repeating: "x", count: 20 << 20)
        let cut = try written(
            .stream, columns: [ArrowColumn(name: "t", kind: .text)], [[.texts(TextArray([long, "a", long, long]))]])
        let lengths = try read(
            cut, .stream,
            """
            print([batch.num_rows for batch in table.to_batches()], [len(text) for text in table['t'].to_pylist()])
            """)
        #expect(lengths == "[2, 1, 1] [20971520, 1, 20971520, 20971520]\n")
    }

    /// Regression: every write was a batch, so an export had one of 4,096 rows, or fewer, for each batch that it read.
    @Test func smallWritesAreGathered() throws {
        let codes = ValueDictionary((0..<9).map { "v\($0)" })
        let columns = [
            ArrowColumn(name: "n", kind: .integer), ArrowColumn(name: "r", kind: .real),
            ArrowColumn(name: "b", kind: .boolean), ArrowColumn(name: "t", kind: .text),
            ArrowColumn(name: "c", kind: .text, dictionary: codes),
            ArrowColumn(name: "l", kind: .textList, dictionary: codes), ArrowColumn(name: "w", kind: .textList),
        ]
        func batch(_ rows: Range<Int>) -> [WriterValues] {
            let lengths = rows.map { $0 % 5 == 4 ? nil : $0 % 5 }
            let elements = zip(rows, lengths).flatMap { row, length in (0..<(length ?? 0)).map { row + $0 } }
            return [
                .integers(rows.map { $0 % 3 == 0 ? nil : Int64($0) }), .reals(rows.map { Double($0) / 2 }),
                .booleans(rows.map { $0 % 4 == 0 ? nil : $0 % 4 == 1 }),
                .texts(TextArray(rows.map { $0 % 7 == 0 ? nil : "\($0)" })),
                .codes(rows.map { UInt32($0 % 10) }, codes),
                .codeLists(lengths: lengths, codes: elements.map { UInt32($0 % 10) }, codes),
                .textLists(lengths: lengths, elements: TextArray(elements.map { $0 % 7 == 0 ? nil : "\($0)" })),
            ]
        }
        let reading = """
            def code(n): return None if n % 10 == 0 else f'v{n % 10 - 1}'
            def text(n): return None if n % 7 == 0 else str(n)
            def row(n):
                elements = None if n % 5 == 4 else range(n, n + n % 5)
                return {
                    'n': n if n % 3 else None, 'r': n / 2, 'b': n % 4 == 1 if n % 4 else None, 't': text(n),
                    'c': code(n), 'l': None if elements is None else [code(e) for e in elements],
                    'w': None if elements is None else [text(e) for e in elements]}
            print([batch.num_rows for batch in table.to_batches()])
            print(all(found == row(number) for number, found in enumerate(table.to_pylist())))
            """
        for (form, sizes, expected) in [
            (ArrowWriter.Form.file, Array(repeating: 4_096, count: 17), "[65536, 4096]"),
            (.stream, [1, 0, 70_000, 3, 61_068, 1, 2], "[65536, 65536, 3]"), (.stream, [0, 1], "[1]"),
        ] {
            var first = 0
            let batches = sizes.map { size in
                defer { first += size }
                return batch(first..<first + size)
            }
            let output = try read(try written(form, columns: columns, batches), form, reading)
            #expect(output == "\(expected)\nTrue\n")
        }
        // The values of all columns count.
        let half = String(repeating: "x", count: 10 << 20)
        let wide = try written(
            .stream, columns: [ArrowColumn(name: "t", kind: .text), ArrowColumn(name: "u", kind: .text)],
            (0..<3).map { _ in [.texts(TextArray([half])), .texts(TextArray([half]))] })
        #expect(
            try read(wide, .stream, "print([batch.num_rows for batch in table.to_batches()])") == "[1, 1, 1]\n")
    }

    @Test(arguments: [ArrowWriter.Form.stream, .file])
    func noRowsAndNoColumnsAreFiles(form: ArrowWriter.Form) throws {
        let none = try read(
            try written(form, []), form, "print(table.num_rows, table.num_columns, polars.from_arrow(table).height)")
        #expect(none == "0 7 0\n")
        let bare = try read(try written(form, columns: [], []), form, "print(table.num_rows, table.num_columns)")
        #expect(bare == "0 0\n")
    }

    /// Random columns, in batches of random sizes.
    @Test func randomColumnsAreReadByPyArrow() throws {
        var random = SeededGenerator(seed: 7)
        let dictionary = ValueDictionary((0..<300).map { "value \($0)" })
        var expected: [String] = []
        var batches: [[WriterValues]] = []
        for _ in 0..<20 {
            let count = Int.random(in: 0...40, using: &random)
            let integers = (0..<count).map { _ in
                random.chance(1, in: 4) ? nil : Int64.random(in: -99...99, using: &random)
            }
            let codes = (0..<count).map { _ in UInt32.random(in: 0...300, using: &random) }
            let lengths = (0..<count).map { _ in random.chance(1, in: 5) ? nil : Int.random(in: 0...3, using: &random) }
            let elements = (0..<lengths.reduce(0) { $0 + ($1 ?? 0) }).map { _ in
                UInt32.random(in: 0...9, using: &random)
            }
            var element = 0
            func text(_ code: UInt32) -> String { code == 0 ? "None" : "'value \(code - 1)'" }
            for row in 0..<count {
                let list = lengths[row].map { length in
                    defer { element += length }
                    return "[\(elements[element..<element + length].map(text).joined(separator: ", "))]"
                }
                expected.append("\(integers[row].map(String.init) ?? "None") \(text(codes[row])) \(list ?? "None")")
            }
            batches.append([
                .integers(integers), .codes(codes, dictionary),
                .codeLists(lengths: lengths, codes: elements, dictionary),
            ])
        }
        let columns = [
            ArrowColumn(name: "i", kind: .integer), ArrowColumn(name: "c", kind: .text, dictionary: dictionary),
            ArrowColumn(name: "l", kind: .textList, dictionary: dictionary),
        ]
        let output = try read(
            try written(.stream, columns: columns, batches), .stream,
            "for row in table.to_pylist(): print(row['i'], repr(row['c']), row['l'])")
        #expect(output.split(separator: "\n").map(String.init) == expected)
    }

    @Test func valuesThatDoNotFitAreRefused() throws {
        let other = ValueDictionary(["x"])
        func refused(_ change: (inout [WriterValues]) -> Void) -> ArrowWriterError? {
            var batch = Self.batch
            change(&batch)
            do { _ = try written(.stream, [batch]) } catch { return error as? ArrowWriterError }
            return nil
        }
        #expect(refused { $0.removeLast() } == .columnCount(expected: 7, found: 6))
        #expect(refused { $0[1] = .reals([1, 2, 3, 4]) } == .wrongKind(column: "integer"))
        #expect(refused { $0[1] = .integers([1]) } == .rowCount(column: "integer", expected: 4, found: 1))
        #expect(refused { $0[4] = .codes([1, 1, 1, 1], other) } == .wrongKind(column: "tag"))
        #expect(refused { $0[4] = .codes([1, 1, 4, 1], Self.tags) } == .wrongKind(column: "tag"))
        #expect(
            refused { $0[6] = .textLists(lengths: [0, 1, nil, 2], elements: TextArray(["a"])) }
                == .listLengths(column: "words"))
    }
}
