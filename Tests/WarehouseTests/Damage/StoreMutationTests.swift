import Foundation
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Seeded changes to the pages of a store, and to its rows by SQL: no crash, no silently changed answer.
///
/// `make mutations` runs more of them: CULTIVAR_MUTATIONS says how many, CULTIVAR_MUTATION_SEED from where.
@Suite struct StoreMutationTests {
    private static let count = ProcessInfo.processInfo.environment["CULTIVAR_MUTATIONS"].flatMap { Int($0) } ?? 60
    private static let seed = ProcessInfo.processInfo.environment["CULTIVAR_MUTATION_SEED"].flatMap { UInt64($0) } ?? 1

    private static let questions = [
        "select source, stage, language, language_name, culture, cultural, domain, task, text, note, tokens, score, places, licences, file, \"row\", dataset from samples order by id",
        "select stage, culture, count(*) from samples group by 1, 2 order by 1, 2",
        "select language_code, sum(n), avg(tokens), sum(score) from samples group by 1 order by 1",
        "select place, country, iso3, region, sum(n), sum(mentions), sum(w) from places group by 1, 2, 3, 4 order by 1",
        "select country, sum(n) from countries group by 1 order by 1",
        "select subregion, region, sum(w) from subregions group by 1, 2 order by 1",
        "select licence, count(*) from licences where stage is not null group by 1 order by 1",
        "select count(*) from samples where text match 'harvest' or note like '%a%'",
        "select count(*) from samples where tokens > 5 and source in ('Crawl', 'Books')",
        "select iso2, name, region, continent from country order by 1",
        "select code, name from language_reference where iso1 is not null order by 1",
        "select path, rows_seen, rows_stored from file order by 1",
        "select reason, row from reject order by 1, 2", "select * from country where iso3 = 'FRA'",
        "select iso2, population from country_population order by 1",
    ]

    private static let editable = ["source_stage", "stage_order", "noncultural_tag"]

    private static func undamaged() throws -> String {
        let path = try temporaryPath()
        let store = try Store.create(at: path)
        let samples = TestCorpus.random(400, seed: 21)
        let load = try TestCorpus.load(into: store)
        for file in 0..<4 {
            let writer = try load.begin(TestCorpus.description("\(file).jsonl"))
            try TestCorpus.append(Array(samples[file * 100..<(file + 1) * 100]), to: writer)
            writer.reject(
                RejectRecord(row: 11, line: 11, byteOffset: 5, column: nil, reason: "bad \(file)", excerpt: "{"))
            try writer.finish(contentHash: "\(file)")
        }
        try load.finish()
        try store.setStages(TestCorpus.stages)
        try store.indexText()
        return path
    }

    private enum Outcome { case same, refused, wrong(String), unopened }

    /// Compares the answers of a damaged store with the right ones.
    private static func outcome(_ store: Store, _ answers: [[[SQLValue]]]) -> Outcome {
        var isRefused = false
        for (question, answer) in zip(questions, answers) {
            guard let found = try? store.connection.rows(question) else {
                isRefused = true
                continue
            }
            if found != answer {
                return .wrong("\(question): \(found.count) rows for \(answer.count)")
            }
        }
        return isRefused ? .refused : .same
    }

    private static func change(_ bytes: inout Data, _ generator: inout SeededGenerator) -> String {
        let pageSize = 8192
        let pages = bytes.count / pageSize
        let page = Int.random(in: 0..<pages, using: &generator)
        let place = page * pageSize + Int.random(in: 0..<pageSize, using: &generator)
        let range = page * pageSize..<(page + 1) * pageSize
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...2:
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
            bytes[place] ^= bit
            return "bit \(bit) of byte \(place)"
        case 3:
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
            return "byte \(place)"
        case 4:
            let end = min(range.upperBound, place + Int.random(in: 1...512, using: &generator))
            bytes.replaceSubrange(place..<end, with: Data(count: end - place))
            return "zeros at \(place)..<\(end)"
        case 5:
            let end = min(range.upperBound, place + Int.random(in: 1...512, using: &generator))
            for index in place..<end { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
            return "noise at \(place)..<\(end)"
        case 6:
            bytes.replaceSubrange(range, with: Data(count: pageSize))
            return "page \(page + 1) zeroed"
        case 7:
            let other = Int.random(in: 0..<pages, using: &generator)
            bytes.replaceSubrange(range, with: Data(bytes[other * pageSize..<(other + 1) * pageSize]))
            return "page \(page + 1) overwritten by page \(other + 1)"
        case 8:
            // A page of its kind without entries.
            let start = range.lowerBound + (page == 0 ? 100 : 0)
            bytes.replaceSubrange(start + 3..<start + 7, with: Data([0, 0, 0x20, 0]))
            return "page \(page + 1) without entries"
        default:
            let length = Int.random(in: 0..<bytes.count, using: &generator)
            bytes = Data(bytes.prefix(length))
            return "cut at \(length)"
        }
    }

    @Test func noChangedPageChangesAnAnswerInSilence() throws {
        let path = try Self.undamaged()
        let original = try Data(contentsOf: URL(filePath: path))
        let whole = try Store.open(at: path, access: .readOnly)
        let answers = try Self.questions.map { try whole.connection.rows($0) }
        #expect(try whole.check().problems == [])
        var generator = SeededGenerator(seed: Self.seed)
        var counts: [String: Int] = [:]
        let damaged = try temporaryPath()
        for number in 0..<Self.count {
            var bytes = original
            let what = Self.change(&bytes, &generator)
            if bytes == original {
                counts["without effect", default: 0] += 1
                continue
            }
            try bytes.write(to: URL(filePath: damaged))
            defer {
                for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: damaged + suffix) }
            }
            guard let store = try? Store.open(at: damaged, access: .readOnly) else {
                counts["not opened", default: 0] += 1
                continue
            }
            let result = try? store.check()
            let isReported = result.map { !$0.problems.isEmpty } ?? true
            switch Self.outcome(store, answers) {
            case .same: counts[isReported ? "right, reported by check" : "right, nothing to report", default: 0] += 1
            case .refused:
                counts["refused", default: 0] += 1
                #expect(isReported, "\(number): \(what) is refused and not reported")
            case .wrong(let question):
                // Users may edit three tables, so the check reports a change of them as an edit.
                let isEdit = result.map { !$0.edits.isEmpty } ?? false
                counts[isEdit ? "an edit, listed" : "WRONG", default: 0] += 1
                #expect(isEdit, "\(number): \(what) changes the answer to \(question) (reported: \(isReported))")
            case .unopened: break
            }
        }
        print("mutations of pages, \(Self.count) from seed \(Self.seed): \(counts.sorted { $0.key < $1.key })")
    }

    @Test func checkFindsEveryChangeBySQL() throws {
        let path = try Self.undamaged()
        let store = try Store.open(at: path, access: .readWrite)
        let tables = try store.connection.rows(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
        ).compactMap { $0[0].text }
        var generator = SeededGenerator(seed: Self.seed)
        var counts: [String: Int] = [:]
        for number in 0..<max(30, Self.count / 4) {
            let table = tables[Int.random(in: 0..<tables.count, using: &generator)]
            let columns = try store.connection.rows("select name, type from pragma_table_info('\(table)')")
            let column = columns[Int.random(in: 0..<columns.count, using: &generator)]
            let keys = try store.connection.rows(
                "select name from pragma_table_info('\(table)') where pk > 0 order by pk"
            ).compactMap { $0[0].text }
            guard !keys.isEmpty else { continue }
            let rows = try store.connection.rows(
                "select \(keys.joined(separator: ", ")) from \(table) order by 1")
            guard !rows.isEmpty else { continue }
            let key = rows[Int.random(in: 0..<rows.count, using: &generator)]
            let condition = zip(keys, key).map { "\($0) = \(Self.literal($1))" }.joined(separator: " and ")
            let name = column[0].text ?? ""
            let value =
                switch column[1].text?.lowercased() {
                case "integer": ["\(name) + 1", "0", "-1", "null", "\(name) * 2"]
                case "blob": ["zeroblob(length(\(name)))", "x''", "null", "\(name) || x'00'"]
                default: ["\(name) || 'x'", "''", "null", "upper(\(name))", "substr(\(name), 2)"]
                }
            let change =
                Int.random(in: 0..<4, using: &generator) == 0
                ? "delete from \(table) where \(condition)"
                : "update \(table) set \(name) = \(value[Int.random(in: 0..<value.count, using: &generator)]) where \(condition)"
            let before = try Self.rows(of: table, store)
            try store.connection.execute("savepoint damage")
            defer {
                try? store.connection.execute("rollback to damage; release damage")
                try? store.refresh()
            }
            guard (try? store.connection.execute(change)) != nil else { continue }
            if try Self.rows(of: table, store) == before { continue }
            try store.refresh()
            let result = try? store.check()
            let isFound = result.map { !$0.problems.isEmpty } ?? true
            if Self.editable.contains(table) {
                counts["edits", default: 0] += 1
                #expect(result?.edits.map(\.table) == [table] && !isFound, "\(number): \(change)")
            } else {
                counts["found", default: 0] += isFound ? 1 : 0
                #expect(isFound, "\(number): \(change)")
            }
        }
        print("changes by SQL from seed \(Self.seed): \(counts.sorted { $0.key < $1.key })")
    }

    private static func rows(of table: String, _ store: Store) throws -> [[SQLValue]] {
        let statement = try Statement(unchecked: "select * from \(table)", on: store.connection)
        var rows: [[SQLValue]] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    private static func literal(_ value: SQLValue) -> String {
        switch value {
        case .null: "null"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value): "'" + value.replacing("'", with: "''") + "'"
        case .blob(let bytes): "x'" + bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() + "'"
        }
    }
}
