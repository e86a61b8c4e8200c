import Foundation
import TestSupport
import Testing

@testable import Readers

/// Tables of nasty cells, written by an obvious writer and read back.
@Suite struct RandomTableTests {
    struct Table {
        var header: [String]
        var rows: [[String]]
        var separator: Character
        var lineBreak: String
        var hasByteOrderMark: Bool
        var endsWithLineBreak: Bool

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let pieces = [
                "a", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "é", "日本", "🙂", "text of some length", "\0",
                "|",
            ]
            let columns = Int.random(in: 1...6, using: &generator)
            header = (0..<columns).map { "c\($0)" }
            rows = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                (0..<columns).map { _ in
                    let count = Int.random(in: 0...4, using: &generator)
                    return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
                }
            }
            separator = Array(",;\t|").randomElement(using: &generator) ?? ","
            lineBreak = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
            hasByteOrderMark = generator.chance(1, in: 3)
            endsWithLineBreak = generator.chance(1, in: 2)
        }

        /// Quotes what must be quoted, and a lone empty cell, which would be an empty line.
        var text: String {
            let lines = ([header] + rows).map { row in
                row.map { cell -> String in
                    let special = cell.unicodeScalars.contains { "\"\r\n,;\t|".unicodeScalars.contains($0) }
                    let isQuoted = special || (row.count == 1 && cell.isEmpty)
                    return isQuoted ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
                }.joined(separator: String(separator))
            }
            return (hasByteOrderMark ? "\u{FEFF}" : "") + lines.joined(separator: lineBreak)
                + (endsWithLineBreak ? lineBreak : "")
        }
    }

    @Test func comeBackAsTheyWere() throws {
        for seed in 0..<400 as Range<UInt64> {
            let table = Table(seed: seed)
            let options = CSVOptions(separator: table.separator.asciiValue)
            let (names, read) = try CSVTests.read(table.text, options)
            #expect(names == table.header)
            #expect(read.rows == table.rows.map { $0.map { [$0] } }, "seed \(seed)")
            #expect(read.rejects.isEmpty)
        }
    }

    @Test func anyCutGivesTheSame() throws {
        for seed in 0..<25 as Range<UInt64> {
            let table = Table(seed: 1_000 + seed)
            let bytes = Array(table.text.utf8)
            var options = ReaderOptions(format: .csv, csv: CSVOptions(separator: table.separator.asciiValue))
            let whole = try collect(MemorySource(bytes), table.header, options: options)
            for cut in 1...max(1, bytes.count) {
                let source = MemorySource(bytes, pieces: [cut, Int.max])
                #expect(try collect(source, table.header, options: options) == whole, "seed \(seed), cut \(cut)")
            }
            for chunk in [1, 2, 3, 7, 64] {
                options.chunkBytes = chunk
                #expect(try collect(MemorySource(bytes), table.header, options: options) == whole)
            }
        }
    }

    @Test(.needs("suites/naughty-strings"))
    func naughtyStringsComeBackFromBothFormats() throws {
        guard case .array(let strings, _)? = ReferenceJSON.parse(try Shared.bytes("suites/naughty-strings/blns.json"))
        else {
            Issue.record("blns.json is not an array")
            return
        }
        let naughty = strings.flatMap(\.delivered)
        #expect(naughty.count == 515)
        // As values, and as keys or column names that paths must reach.
        let lines = try naughty.map { text in
            let encoded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self).dropFirst().dropLast()
            return "{\"v\": \(encoded), \(encoded.isEmpty ? "\"\"" : encoded): {\"k\": 1}}"
        }
        let read = try collect(lines.joined(separator: "\n"), named: "x.jsonl", ["v"])
        #expect(read.rows == naughty.map { [[$0]] })
        for (line, text) in zip(lines, naughty) where text != "v" {
            let path = FieldPath(origin: .row, steps: [.key(text), .key("k")]).description
            #expect(try collect(line, named: "x.jsonl", [path]).rows == [[["1"]]], "\(text)")
        }
        let table = naughty.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\",x" }.joined(
            separator: "\n")
        #expect(try collect("v,w\n" + table, named: "x.csv", ["v"]).rows == naughty.map { [[$0]] })
    }
}
