import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

/// A byte changed by plain SQL, anywhere in what holds the samples: the check reports it, and no query over it gives a
/// wrong answer.
@Suite struct DamageTests {
    /// An undamaged store, and what a column's queries answer there.
    private struct Fixture {
        let store: Store
        let queries: [Int64: [String]]
        let answers: [String: [[SQLValue]]]

        init() throws {
            store = try TestCorpus.twoFiles(at: temporaryPath())
            var queries: [Int64: [String]] = [:]
            for column in store.columns { queries[column.id] = Fixture.queries(over: column) }
            self.queries = queries
            var answers: [String: [[SQLValue]]] = [:]
            for query in queries.values.joined() { answers[query] = try store.connection.rows(query) }
            self.answers = answers
        }

        /// Row by row, collapsed, and with filters that go by a segment's range and set.
        private static func queries(over column: ColumnDefinition) -> [String] {
            let name = "\"\(column.name)\""
            switch column.kind {
            case .tag:
                return [
                    "select id, \(name) from samples", "select \(name), n from samples",
                    "select sum(n) from samples where \(name) is null",
                    "select sum(n) from samples where \(name) = 'Crawl'",
                    "select sum(n) from samples where \(name) in ('eng', 'b', 'x', 'Math', 'NoCulture', 'test')",
                ]
            case .tags:
                return [
                    "select id, \"\(column.valueName ?? "")\" from \(name)",
                    "select \"\(column.valueName ?? "")\", n, mentions, w from \(name)",
                ]
            case .integer, .real:
                return [
                    "select id, \(name) from samples", "select \(name), n from samples",
                    "select sum(n) from samples where \(name) > 4", "select sum(n) from samples where \(name) < 2",
                    "select sum(n) from samples where \(name) is null", "select sum(n) from samples where \(name) = 5",
                ]
            case .text:
                return [
                    "select id, \(name) from samples", "select \(name), n from samples",
                    "select sum(n) from samples where \(name) = 'x'",
                    // From the lengths that are stored with the texts.
                    "select length(\(name)), count(*) from samples group by 1",
                    "select sum(length(\(name))) from samples", "select id, length(\(name)) from samples",
                ]
            }
        }

        /// Each query over the column gives the right answer or an error that says where; returns how many the latter.
        ///
        /// - Parameter table: the table that was changed; nil for any. Lengths of texts are segments, and their other
        ///   questions are answered from the text blocks.
        func expectNoWrongAnswer(
            _ column: Int64, rowGroup: Int64?, _ what: String, table: String? = nil
        ) throws -> Int {
            let changed = store.columns.first { $0.id == column }
            let name = changed?.name ?? ""
            try store.refresh()
            var refusals = 0
            for query in queries[column] ?? []
            where table == nil || changed?.kind != .text || query.contains("length(") == (table == "segment") {
                do {
                    let found = try store.connection.rows(query)
                    if found != answers[query] { Issue.record("\(what): \(query) gave \(found)") }
                } catch let error as SQLError {
                    refusals += 1
                    // The stage follows from the source.
                    let names = [name, name == "stage" ? "source" : name].contains {
                        error.message.contains("column \($0)")
                    }
                    let says = rowGroup.map { error.message.contains("row group \($0)") } ?? true
                    if !names || !says { Issue.record("\(what): \(query) failed with: \(error)") }
                }
            }
            return refusals
        }

        func expectReport(_ what: String) throws {
            let problems = try store.check().problems
            if problems.isEmpty { Issue.record("\(what) is not reported") }
        }

        /// Runs `body` between a change and its undoing.
        func with(_ change: String, _ parameters: [SQLValue] = [], _ body: () throws -> Void) throws {
            let connection = store.connection
            try connection.execute("savepoint damage")
            let statement = try connection.prepare(change)
            try statement.bind(parameters)
            while try statement.step() {}
            try body()
            try connection.execute("rollback to damage")
            try connection.execute("release damage")
            try store.refresh()
        }
    }

    @Test func anUndamagedStoreHasNoProblem() throws {
        let fixture = try Fixture()
        let result = try fixture.store.check()
        #expect(result.problems == [])
        #expect(result.rowGroupCount == 2)
        let counts = try fixture.store.connection.rows(
            "select (select count(*) from segment), (select count(*) from text_block)")
        #expect(counts == [[.integer(Int64(result.segmentCount)), .integer(Int64(result.textBlockCount))]])
    }

    @Test(arguments: ["segment", "text_block"]) func everyChangedByteIsNoticed(table: String) throws {
        let fixture = try Fixture()
        let rows = try fixture.store.connection.rows("select rowid, column_id, row_group_id, data from \(table)")
        for (index, row) in rows.enumerated() {
            let data = try #require(row[3].blob)
            let column = try #require(row[1].integer)
            for (position, byte) in data.enumerated() where position % 7 == index % 7 || position == data.count - 1 {
                var changed = data
                changed[position] = byte ^ 1 << UInt8((position + index) % 8)
                let what = "\(table) \(row[0]), byte \(position)"
                try fixture.with("update \(table) set data = ? where rowid = ?", [.blob(changed), row[0]]) {
                    let refusals = try fixture.expectNoWrongAnswer(
                        column, rowGroup: row[2].integer, what, table: table)
                    // The bytes are read by any query that is not answered by the range or set alone.
                    #expect(refusals >= 2, "\(what)")
                    if position < 7 { try fixture.expectReport(what) }
                }
            }
        }
    }

    /// Regression: a range or set of codes that was changed made a filter skip rows, a null count that was changed made
    /// the bitmap of nulls be read as numbers.
    @Test func everyChangedHeaderIsNoticed() throws {
        let fixture = try Fixture()
        let numbers = ["encoding", "value_count", "null_count", "minimum", "maximum", "checksum", "header_checksum"]
        let texts = ["row_count", "null_count", "raw_byte_count", "first_row", "checksum", "header_checksum"]
        for (table, columns) in [("segment", numbers), ("text_block", texts)] {
            let rows = try fixture.store.connection.rows("select rowid, column_id, row_group_id from \(table)")
            for row in rows {
                for name in columns {
                    for change in ["coalesce(\(name), 0) + 1", "1 << 61", "0"] {
                        let isSame = try fixture.store.connection.value(
                            "select \(name) is \(change) from \(table) where rowid = ?", row[0])
                        if isSame == 1 { continue }
                        let what = "\(table) \(row[0]): \(name) = \(change)"
                        try fixture.with("update \(table) set \(name) = \(change) where rowid = ?", [row[0]]) {
                            let refusals = try fixture.expectNoWrongAnswer(
                                row[1].integer ?? 0, rowGroup: row[2].integer, what)
                            #expect(refusals > 0, "\(what)")
                            if change == "0" || name == "null_count" { try fixture.expectReport(what) }
                        }
                    }
                }
            }
        }
    }

    @Test func everyChangedSetOfCodesIsNoticed() throws {
        let fixture = try Fixture()
        let rows = try fixture.store.connection.rows(
            "select rowid, column_id, row_group_id, value_set from segment where value_set is not null")
        #expect(rows.count > 10)
        for row in rows {
            let set = try #require(row[3].blob)
            for bit in 0..<set.count * 8 {
                var changed = set
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                for value in [SQLValue.blob(changed), .blob([]), .null] {
                    let what = "segment \(row[0]), set \(value)"
                    try fixture.with("update segment set value_set = ? where rowid = ?", [value, row[0]]) {
                        let refusals = try fixture.expectNoWrongAnswer(
                            row[1].integer ?? 0, rowGroup: row[2].integer, what)
                        #expect(refusals > 0, "\(what)")
                        if bit == 0 { try fixture.expectReport(what) }
                    }
                }
            }
        }
    }

    /// Regression: a list whose lengths or values were gone was shown as no list.
    @Test func aPartOfAListThatIsGoneIsNoticed() throws {
        let fixture = try Fixture()
        let column = try #require(fixture.store.columns.first { $0.name == "places" })
        for part in [0, 1] {
            try fixture.with(
                "delete from segment where column_id = \(column.id) and part = \(part) and row_group_id = 2"
            ) {
                let refusals = try fixture.expectNoWrongAnswer(column.id, rowGroup: 2, "part \(part)")
                #expect(refusals > 0)
                try fixture.expectReport("part \(part)")
            }
        }
    }

    @Test func aSegmentOrBlockMovedElsewhereIsReported() throws {
        let fixture = try Fixture()
        let tokens = try #require(fixture.store.columns.first { $0.name == "tokens" }?.id)
        let score = try #require(fixture.store.columns.first { $0.name == "score" }?.id)
        let note = try #require(fixture.store.columns.first { $0.name == "note" }?.id)
        for change in [
            "update segment set part = 1 where column_id = \(tokens) and row_group_id = 1",
            "update segment set column_id = 999 where column_id = \(tokens) and row_group_id = 1",
            "update segment set row_group_id = 3 - row_group_id where column_id = \(tokens) and row_group_id = 1",
            "update segment set row_group_id = 77 where column_id = \(score) and row_group_id = 1",
            "update text_block set row_group_id = 77 where column_id = \(note) and row_group_id = 2",
            "update text_block set column_id = 999 where column_id = \(note)",
        ] {
            guard
                (try? fixture.store.connection.execute("savepoint trial; \(change); rollback to trial; release trial"))
                    != nil
            else {
                // The row is taken: the two change places.
                try fixture.store.connection.execute("rollback to trial; release trial")
                continue
            }
            try fixture.with(change) { try fixture.expectReport(change) }
        }
    }

    /// Regression: a changed dictionary value could not be distinguished from one that was written.
    @Test func everyChangedDictionaryValueIsNoticed() throws {
        let fixture = try Fixture()
        let rows = try fixture.store.connection.rows("select column_id, code, value from dictionary_value")
        #expect(rows.count > 30)
        for row in rows {
            let column = try #require(row[0].integer)
            for change in ["value || 'x'", "substr(value, 2) || '?'", "upper(value) || lower(value)"] {
                let what = "value \(row[2]) = \(change)"
                if try fixture.store.connection.value("select value = \(change) from (select ? as value)", row[2]) == 1
                {
                    continue
                }
                let update = "update dictionary_value set value = \(change) where column_id = ? and code = ?"
                try fixture.with(update, [row[0], row[1]]) {
                    #expect(try fixture.expectNoWrongAnswer(column, rowGroup: nil, what) > 0, "\(what)")
                    if row[1] == 1 { try fixture.expectReport(what) }
                }
            }
            let delete = "delete from dictionary_value where column_id = ? and code = ?"
            try fixture.with(delete, [row[0], row[1]]) {
                #expect(try fixture.expectNoWrongAnswer(column, rowGroup: nil, "without \(row[2])") > 0)
                if row[1] == 1 { try fixture.expectReport("without \(row[2])") }
            }
        }
        for change in [
            "delete from dictionary_value", "delete from dictionary", "update dictionary set checksum = checksum + 1",
        ] {
            try fixture.with(change) {
                for column in fixture.store.columns where column.kind == .tag {
                    let isStored = rows.contains { $0[0] == .integer(column.id) }
                    let refusals = try fixture.expectNoWrongAnswer(column.id, rowGroup: nil, change)
                    #expect((refusals > 0) == isStored || column.name == "stage", "\(column.name)")
                }
                try fixture.expectReport(change)
            }
        }
    }

    /// Regression: with a row group's row count changed, `sum(n)` was of the changed one.
    @Test func changedCountsOfFilesAndRowGroupsAreNoticed() throws {
        let fixture = try Fixture()
        let total = try fixture.store.connection.value("select sum(n) from samples")
        for name in ["rows_seen", "rows_stored", "rows_rejected", "rows_skipped"] {
            for step in ["+ 1", "- 1", "+ (1 << 40)"] {
                for file in [1, 2] {
                    try fixture.with("update file set \(name) = \(name) \(step) where id = \(file)") {
                        try fixture.store.refresh()
                        try fixture.expectReport("\(name) \(step)")
                    }
                }
            }
        }
        for change in [
            "update row_group set row_count = row_count + 1 where id = 1",
            "update row_group set row_count = 1 where id = 2",
            "update row_group set row_count = 1 << 40 where id = 2",
            "update row_group set row_count = 1 << 22 where id = 2",
            "update row_group set first_sample_id = 1000 where id = 1",
            "update row_group set first_sample_id = -1 where id = 2",
            "update row_group set first_sample_id = first_sample_id + 1 where id = 2",
            "update row_group set file_id = 1 where id = 2", "update row_group set file_id = 9 where id = 2",
            "update row_group set id = 9 where id = 2", "delete from row_group where id = 1",
            "delete from row_group where id = 2",
            "update file set rows_stored = 0 where id = 1", "delete from file where id = 2",
        ] {
            try fixture.with(change) {
                try fixture.store.refresh()
                try fixture.expectReport(change)
                let found = Result { try fixture.store.connection.value("select sum(n) from samples") }
                if case .success(let found) = found { #expect(found == total, "\(change)") }
            }
        }
        #expect(try fixture.store.check().problems == [])
    }

    @Test func rejectsAndSkipsThatAreGoneAreReported() throws {
        let store = try Store.create(at: temporaryPath())
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a.jsonl"))
        writer.reject(RejectRecord(row: 1, line: 1, byteOffset: 0, column: nil, reason: "not JSON", excerpt: "{"))
        writer.skip(3, because: "empty")
        try TestCorpus.append(TestCorpus.random(5, seed: 1), to: writer)
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(try store.check().problems == [])
        for change in ["delete from reject", "delete from skipped", "update skipped set row_count = 2"] {
            try store.connection.execute("savepoint damage; \(change)")
            #expect(try store.check().problems.count >= 1, "\(change)")
            try store.connection.execute("rollback to damage; release damage")
        }
    }
}
