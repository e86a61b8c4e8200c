import SQLite
import TestSupport
import Warehouse

/// Texts that are hard to search, in a store and in a plain table.
struct TextCorpus {
    let store: Store
    let plain: Connection
    static let alphabet = [
        "a", "A", "b", "B", "ab", "Ab", "é", "É", "Масленицы", "масленицы", "节", "日", "节日", "ไทย", "😀", "%", "_", "*",
        "?", "[",
        "]", "^", "\\", "'", "\"", " ", " ", ". ", "\n", "0", "42", "don't", "«", "\u{0}", "harvest",
        "Harvest festival",
        String(repeating: "x", count: 70), "e\u{301}", "\u{FFFD}",
    ]

    static func text(_ generator: inout SeededGenerator, most: Int) -> String {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        }.joined()
    }

    /// - Parameters:
    ///   - loads: the samples of each load, which is one row group.
    ///   - hasNULs: whether texts may have a NUL.
    init(loads: [Int], seed: UInt64, hasNULs: Bool = true) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try Store.create(at: temporaryPath())
        plain = try Connection(path: ":memory:", access: .create)
        try plain.execute("create table samples (id integer, source text, text text, note text, n integer)")
        var id: Int64 = 0
        for (number, count) in loads.enumerated() {
            var samples: [TestSample] = []
            for row in 0..<count {
                var sample = TestCorpus.random(1, seed: UInt64(row))[0]
                sample.row = Int64(row + 1)
                sample.source = ["Crawl", "Prefs", nil][Int.random(in: 0..<3, using: &generator)]
                sample.text = generator.chance(1, in: 10) ? nil : TextCorpus.text(&generator, most: 8)
                sample.note = generator.chance(1, in: 2) ? nil : TextCorpus.text(&generator, most: 2)
                if !hasNULs {
                    sample.text?.unicodeScalars.removeAll { $0.value == 0 }
                    sample.note?.unicodeScalars.removeAll { $0.value == 0 }
                }
                samples.append(sample)
                id += 1
                try plain.execute(
                    "insert into samples values (?, ?, ?, ?, 1)", .integer(id), SQLValue(sample.source),
                    SQLValue(sample.text), SQLValue(sample.note))
            }
            try TestCorpus.add([("\(number).jsonl", samples)], to: store)
        }
        self.store = store
    }

    /// A statement that compares texts with patterns.
    static func statement(_ generator: inout SeededGenerator) -> String {
        func pick(_ elements: [String]) -> String { elements[Int.random(in: 0..<elements.count, using: &generator)] }
        func quoted(_ text: String) -> String {
            // A NUL cannot stand in a statement.
            "'"
                + text.replacing("'", with: "''").split(separator: "\0", omittingEmptySubsequences: false).joined(
                    separator: "' || char(0) || '") + "'"
        }
        func pattern(_ any: String, _ one: String) -> String {
            var pattern = text(&generator, most: 2)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0..<3: pattern = any + pattern + any
            case 3: pattern += any
            case 4: pattern = any + pattern + one + text(&generator, most: 1) + any
            default: break
            }
            return pattern
        }
        func condition(_ depth: Int) -> String {
            let column = pick(["text", "text", "note"])
            return switch Int.random(in: 0..<14, using: &generator) {
            case 0..<5: "\(column) like \(quoted(pattern("%", "_")))"
            case 5..<7: "\(column) glob \(quoted(pattern("*", pick(["?", "[a-z]", "[^a]", "[]x]", "["]))))"
            case 7: "\(column) not like \(quoted(pattern("%", "_")))"
            case 8: "\(column) like \(quoted(pattern("%", "\\_"))) escape '\\'"
            case 9: "\(column) = \(quoted(text(&generator, most: 1)))"
            case 10: "\(column) in (\(quoted(text(&generator, most: 1))), '', \(quoted(text(&generator, most: 1))))"
            case 11 where depth < 2: "(\(condition(depth + 1)) or \(condition(depth + 1)))"
            case 12 where depth < 2: "\(condition(depth + 1)) and source = 'Crawl'"
            default: "\(column) like \(pick(["null", "4", "x'2561'", "42", "'%'", "'_'", "'%%'", "''"]))"
            }
        }
        let condition = condition(0)
        return switch Int.random(in: 0..<8, using: &generator) {
        case 0..<3: "select source, sum(n) from samples where \(condition) group by source"
        case 3: "select sum(n) from samples where \(condition)"
        case 4: "select text, sum(n) from samples where \(condition) group by text"
        case 5: "select count(*) from samples where \(condition)"
        case 6:
            "select s.source, sum(s.n * t.n) from samples as s join samples as t on t.source = s.source where s.id < 20 and t.text like \(quoted(pattern("%", "_"))) group by 1"
        default: "select id, text from samples where \(condition) order by id limit 7"
        }
    }
}
