import TestSupport
import Testing

@testable import Readers

/// Damaged files never crash a reader, and whatever was read is accounted for.
@Suite struct MutationTests {
    /// Flips bits, cuts, repeats and swaps pieces.
    private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, position + Int.random(in: 0..<9, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0, 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.removeSubrange(position...)
            case 3: bytes.removeSubrange(position..<end)
            case 4: bytes.insert(contentsOf: bytes[position..<end], at: position)
            default: bytes[position] = Array("\"\\,:{}[]\n\r\0\u{80}".utf8).randomElement(using: &generator) ?? 0
            }
        }
    }

    private static func read(
        _ bytes: [UInt8], _ fields: [String], rows: RowExpansion = .record, _ options: ReaderOptions, _ note: String
    ) {
        do {
            let read = try collect(MemorySource(bytes), fields, rows: rows, options: options)
            #expect(read.isAccounted, "\(note)")
            #expect(read.error == nil)
            #expect(read.recordNumbers == read.recordNumbers.sorted())
            #expect(read.rejects.map(\.recordNumber).allSatisfy { $0 >= 1 && $0 <= Int64(read.recordsRead) })
        } catch is ReadError {
            // A file may be refused as a whole: by its header, or as another format.
        } catch {
            Issue.record("\(note): \(error)")
        }
    }

    @Test(arguments: [FileFormat.jsonLines, .jsonArray, .jsonObject, .jsonRecord])
    func damagedJSON(_ format: FileFormat) throws {
        var generator = SeededGenerator(seed: 7)
        let expansions: [RowExpansion] = [
            .record, .elements(try .test("a")), .entries(try .test("b")), .columns(["a", "id"]),
            .tree(root: .record, children: "b"),
        ]
        for round in 0..<1_500 as Range<UInt64> {
            var bytes = ChunkBoundaryTests.file(format, seed: round / 4, records: 5)
            Self.damage(&bytes, &generator)
            var options = ReaderOptions(format: round % 3 == 0 ? nil : format)
            options.chunkBytes = [5, 64, 1 << 20][Int(round % 3)]
            Self.read(
                bytes, ["a", "text[].a", "^id", "@key", "@value", "@element", "@depth", "a{}"],
                rows: expansions[Int(round % 5)], options, "\(format) \(round)")
        }
    }

    @Test func damagedCSV() throws {
        var generator = SeededGenerator(seed: 8)
        for round in 0..<3_000 as Range<UInt64> {
            let table = RandomTableTests.Table(seed: round)
            var bytes = Array(table.text.utf8)
            Self.damage(&bytes, &generator)
            var options = ReaderOptions(format: .csv)
            options.csv.header = .names(table.header)
            options.csv.separator = round % 2 == 0 ? table.separator.asciiValue : nil
            options.chunkBytes = [5, 64, 1 << 20][Int(round % 3)]
            Self.read(bytes, table.header, options, "CSV \(round)")
            _ = try? FileProbe.describe(source: MemorySource(bytes))
        }
    }

    @Test func randomBytes() throws {
        var generator = SeededGenerator(seed: 9)
        for round in 0..<500 {
            let count = Int.random(in: 0..<300, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for format in FileFormat.allCases {
                var options = ReaderOptions(format: format)
                options.csv.header = .none
                Self.read(bytes, format == .csv ? [] : ["a"], options, "\(format) \(round)")
            }
            _ = try? FileProbe.describe(source: MemorySource(bytes))
        }
    }
}
