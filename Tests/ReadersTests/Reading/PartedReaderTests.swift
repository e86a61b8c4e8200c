import TestSupport
import Testing

@testable import Readers

/// A file in parts gives the same as the file, whatever the length of the parts and whichever thread reads them.
@Suite struct PartedReaderTests {
    private func collectParts(
        _ text: String, _ fields: [String], pieces: [Int], options: ReaderOptions, skipping records: Int64 = 0
    ) throws -> Collected {
        let source = MemorySource(Array(text.utf8), name: "a.jsonl", pieces: pieces)
        return try ReadersTests.collectParts(source, fields, options: options, skipping: records)
    }

    private static let lines = [
        #"{"a": "plain"}"#, #"{"a": "esc\n\"aped\""}"#, #"{"a": [1, 2.5, null, true]}"#, #"{"a": "ü漢字"}"#, "", "  \t",
        "{broken", #"{"b": 1}"#, #"[1]"#, #"{"a": "long long long long long long long long"}"#, #"{"a": ""}"#,
        String(repeating: "x", count: 90), #"{"a": {"b": [1]}}"#,
    ]

    private func randomText(_ generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            text += Self.lines.randomElement(using: &generator) ?? ""
            text += generator.chance(1, in: 4) ? "\r\n" : "\n"
        }
        if generator.chance(1, in: 2) { text += #"{"a": "last"}"# }
        return text
    }

    @Test func partsOfAnyLengthGiveTheSameRecords() throws {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<400 {
            let text = randomText(&generator)
            var options = ReaderOptions(format: .jsonLines)
            options.maximumRecordBytes = 80
            options.batchRows = Int.random(in: 1...10, using: &generator)
            options.chunkBytes = Int.random(in: 1...64, using: &generator)
            let expected = try collect(text, named: "a.jsonl", ["a"], options: options)
            options.partBytes = Int.random(in: 1...200, using: &generator)
            let pieces = (0..<3).map { _ in Int.random(in: 1...40, using: &generator) }
            let found = try collectParts(text, ["a"], pieces: pieces, options: options)
            #expect(found == expected, "\(text.debugDescription) in parts of \(options.partBytes)")
        }
    }

    @Test func whatIsSkippedIsLeftOutAndCounted() throws {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<300 {
            let text = randomText(&generator)
            var options = ReaderOptions(format: .jsonLines)
            options.maximumRecordBytes = 80
            options.partBytes = Int.random(in: 1...200, using: &generator)
            let all = try collect(text, named: "a.jsonl", ["a"], options: options)
            let skipped = Int64.random(in: 0...Int64(all.recordsRead + 2), using: &generator)
            let found = try collectParts(text, ["a"], pieces: [7], options: options, skipping: skipped)
            #expect(found.recordNumbers == all.recordNumbers.filter { $0 > skipped }, "\(text.debugDescription)")
            #expect(found.rejects == all.rejects.filter { $0.recordNumber > skipped }, "\(text.debugDescription)")
            #expect(found.recordsRead == max(0, all.recordsRead - Int(skipped)))
        }
    }

    @Test func aBreakComesAfterAllWholeLines() throws {
        let text = (0..<50).map { "{\"a\": \($0)}\n" }.joined()
        for limit in [0, 1, 30, 100, text.utf8.count] {
            let source = BreakingSource(Array(text.utf8), after: limit)
            var options = ReaderOptions(format: .jsonLines)
            options.partBytes = 64
            let parts: PartedReader
            do {
                parts = try PartedReader(source: source, options: options, projection: Projection(parsing: ["a"]))
            } catch {
                #expect(!text.prefix(limit).contains("\n"))
                continue
            }
            let reader = try parts.makePartReader()
            var rows = 0
            #expect(throws: ReadError.self) {
                while let part = try parts.next() { _ = try reader.read(part) { rows += $0.rowCount } }
            }
            #expect(rows == text.prefix(limit).filter { $0 == "\n" }.count)
        }
    }

    /// The number of a record in the file is not known in a part that is read alone.
    @Test func recordNumbersAsValuesAreThoseOfTheFile() throws {
        let text = (0..<50).map { "{\"a\": \($0)}\n" }.joined()
        var options = ReaderOptions(format: .jsonLines)
        options.partBytes = 20
        let found = try collectParts(text, ["a", "@index"], pieces: [9], options: options)
        #expect(found.column(0) == found.column(1))
        #expect(found.rows.count == 50)
    }
}
