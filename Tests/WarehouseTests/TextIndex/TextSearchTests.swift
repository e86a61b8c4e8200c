import Foundation
import SQLite
import TestSupport
import Testing

@testable import Warehouse

@Suite struct TextSearchTests {
    /// Without an index, with one that covers some row groups, with one that covers all: the answers of a plain table.
    @Test(arguments: [1, 2, 3]) func answersAreThoseOfAPlainTable(seed: UInt64) throws {
        let corpus = try TextCorpus(loads: [90, 1, 60], seed: seed)
        var generator = SeededGenerator(seed: seed * 77)
        let statements = (0..<250).map { _ in TextCorpus.statement(&generator) }
        let expected = statements.map { sql in Result { try corpus.plain.rows(sql) } }
        #expect(expected.count { (try? $0.get().isEmpty) == false } > 100)
        func compare(_ what: String) throws {
            for (sql, expected) in zip(statements, expected) {
                let found = Result { try corpus.store.connection.rows(sql) }
                switch (expected, found) {
                case (.success(let expected), .success(let found)):
                    let difference = Rows.difference(expected, found)
                    #expect(difference == nil, "\(what): \(sql)\n\(difference ?? "")")
                case (.failure, .failure): break
                default: Issue.record("\(what): \(sql)\nplain: \(expected)\nrelation: \(found)")
                }
            }
        }
        try compare("without an index")
        try corpus.store.indexText()
        try compare("with an index")
        try corpus.store.recordingChecksums {
            try corpus.store.connection.execute("delete from text_index where row_group_id = 2 or column_id % 2 = 0")
        }
        try compare("with some of an index")
        try corpus.store.dropTextIndex()
        try compare("with the index dropped")
    }

    /// The pragma makes LIKE distinguish case, also for patterns that were prepared before it.
    @Test(arguments: [false, true]) func likeHeedsCaseWhereItIsToldTo(isIndexed: Bool) throws {
        let corpus = try TextCorpus(loads: [200], seed: 11)
        if isIndexed { try corpus.store.indexText() }
        var generator = SeededGenerator(seed: 5)
        let conditions = (0..<60).map { _ in
            "'%" + TextCorpus.text(&generator, most: 1).filter { !"'\0".contains($0) } + "%'"
        }
        for isOn in [1, 0, 1] {
            for connection in [corpus.store.connection, corpus.plain] {
                try connection.execute("pragma case_sensitive_like = \(isOn)")
            }
            for condition in conditions + ["'%A%'", "'a_%'", "'%[%'", "'%*%'", "'%?%'"] {
                let sql = "select sum(n) from samples where text like \(condition)"
                #expect(try corpus.store.connection.value(sql) == corpus.plain.value(sql), "\(isOn): \(condition)")
            }
        }
    }

    @Test func aTextThatIsOnlyComparedIsNotGroupedBy() throws {
        let store = try TextCorpus(loads: [100], seed: 3).store
        func reads(_ sql: String) throws -> Int {
            let statement = try store.connection.prepare(sql)
            var rows = 0
            while try statement.step() { rows += 1 }
            return rows
        }
        // One row per source: the texts themselves do not distinguish rows.
        #expect(try reads("select source, n from samples where text like '%a%'") == 3)
        #expect(try reads("select source, n from samples where text like '%a%' and text glob '*b*'") <= 3)
        #expect(try reads("select source, n, length(text) from samples where text like '%a%'") > 3)
        #expect(try reads("select source, n from (select source, text as t, n from samples) where t like '%a%'") == 3)
        #expect(try reads("select t, n from (select text as t, n from samples) where t like '%a%'") > 3)
        #expect(
            try reads(
                "select a.source, a.n from samples as a join samples as b on b.text = a.text where a.text like '%a%'")
                > 3)
    }

    /// What SQLite's or-by-two-scans goes by to give a row once.
    @Test func anOrGivesEachRowOnce() throws {
        let samples = TestCorpus.random(2_000, seed: 4)
        let store = try TestCorpus.write(samples, to: temporaryPath(), batchRows: 300)
        let condition = "source = 'Crawl' or language = 'eng'"
        let expected = samples.count { $0.source == "Crawl" || $0.language == "eng" }
        #expect(
            try store.connection.value("select count(*) from samples where \(condition)") == .integer(Int64(expected)))
        let places = samples.filter { $0.source == "Crawl" || $0.language == "eng" }.reduce(0) {
            $0 + Set($1.places).count
        }
        #expect(try store.connection.value("select count(*) from places where \(condition)") == .integer(Int64(places)))
    }

    @Test func aPatternThatIsTooLongIsRefusedAsBySQLite() throws {
        let corpus = try TextCorpus(loads: [20], seed: 1)
        let sql = "select count(*) from samples where text like ?"
        let long = SQLValue.text("%" + String(repeating: "a", count: 60_000))
        for connection in [corpus.plain, corpus.store.connection] {
            let error = #expect(throws: SQLError.self) { try connection.rows(sql, long) }
            #expect(error?.message.contains("pattern too complex") == true)
        }
    }
}
