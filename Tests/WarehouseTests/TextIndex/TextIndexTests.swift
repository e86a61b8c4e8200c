import Foundation
import SQLite
import Testing

@testable import LocalFacts
@testable import Warehouse

@Suite struct TextIndexTests {
    @Test func anIndexIsMadeCompletedListedAndDropped() throws {
        let corpus = try TextCorpus(loads: [40, 30], seed: 2)
        let store = corpus.store
        #expect(try store.textIndexes().isEmpty)
        var steps: [Int] = []
        try store.indexText(column: "TEXT") { steps.append($0.done) }
        #expect(steps == [2])
        #expect(try store.textIndexes().map(\.column) == ["text"])
        try store.indexText()
        #expect(try store.textIndexes().map(\.column) == ["text", "note"])
        #expect(
            try store.textIndexes().allSatisfy { $0.indexedCount == 2 && $0.rowGroupCount == 2 && $0.byteCount > 0 })
        let stored = try store.connection.value("select sum(length(data)) from text_index_page")
        #expect(stored == .integer(try store.textIndexes().reduce(0) { $0 + $1.byteCount }))
        // What is there is not made again; what was loaded since is.
        try store.indexText { _ in Issue.record("there was nothing to do") }
        try TestCorpus.add([("new.jsonl", TestCorpus.random(10, seed: 1))], to: store)
        #expect(try store.textIndexes().map(\.indexedCount) == [2, 2])
        #expect(try store.check().problems == [])
        try store.indexText(column: "text")
        #expect(try store.textIndexes().map(\.indexedCount) == [3, 2])
        #expect(try store.information().textIndexes == store.textIndexes())
        #expect(try store.check().problems == [])
        #expect(try store.check().indexPageCount > 0)
        try store.dropTextIndex(column: "note")
        #expect(try store.textIndexes().map(\.column) == ["text"])
        try store.dropTextIndex()
        #expect(try store.textIndexes().isEmpty)
        #expect(try store.connection.value("select count(*) from text_index_page") == 0)
        #expect(throws: StoreError.noTextColumn("source", known: ["text", "note"])) {
            try store.indexText(column: "source")
        }
    }

    @Test func aStoreWithoutTheTablesIsReadAndGetsThem() throws {
        let store = try TextCorpus(loads: [30], seed: 2).store
        try store.connection.execute("drop table text_index_page")
        try store.connection.execute("drop table text_index")
        try store.becomeFormat3()
        let sql = "select count(*) from samples where text like '%a%'"
        let expected = try store.connection.value(sql)
        #expect(try store.textIndexes().isEmpty)
        #expect(try store.check().problems == [])
        try store.dropTextIndex()
        try store.indexText()
        #expect(try store.connection.value(sql) == expected)
    }

    /// A call that is stopped leaves whole row groups.
    @Test func whatWasStoppedGoesOn() throws {
        struct Stop: Error {}
        let store = try TextCorpus(loads: [10, 10, 10, 10, 10], seed: 6).store
        // An interrupt is noticed by the next statement, between two steps or within one.
        let connection = store.connection
        try connection.execute(
            "create temp trigger stop before insert on text_index when new.row_group_id = 3 begin select raise(abort, 'stopped'); end"
        )
        #expect(throws: SQLError.self) { try store.indexText(column: "text") }
        #expect(try store.textIndexes().map(\.indexedCount) == [2])
        #expect(try store.check().problems == [])
        try connection.execute("drop trigger stop")
        try store.indexText(column: "text")
        #expect(try store.textIndexes().map(\.indexedCount) == [5])
        #expect(try store.check().problems == [])
    }

    @Test func everyDamageIsReportedAndNoAnswerIsWrong() throws {
        let corpus = try TextCorpus(loads: [60], seed: 9)
        let store = corpus.store
        try store.indexText(column: "text")
        let statements = ["'%harvest%'", "'%Масленицы%'", "'%节日%'", "'%42%'"].map {
            "select id from samples where text like \($0)"
        }
        let expected = try statements.map { try store.connection.rows($0) }
        let changes =
            [
                "update text_index set term_count = term_count + 1", "update text_index set chunk_count = 0",
                "update text_index set text_checksum = 1", "update text_index set row_group_id = 7",
                "delete from text_index_page where kind = 1", "delete from text_index_page where kind = 0",
                "delete from text_index", "update text_index_page set number = number + 5",
                "update text_block set checksum = 5",
                "insert into text_index_page select 9, column_id, kind, number, checksum, data from text_index_page",
            ]
            + (0..<3).flatMap { kind in
                ["x'00'", "x''", "zeroblob(length(data))"].map {
                    "update text_index_page set data = \($0) where kind = \(kind)"
                }
            }
        for change in changes {
            try store.connection.execute("savepoint damage")
            try store.connection.execute(change)
            #expect(try !store.check().problems.isEmpty, "\(change)")
            for (sql, expected) in zip(statements, expected) {
                do {
                    #expect(try store.connection.rows(sql) == expected, "\(change): \(sql)")
                } catch let error as SQLError {
                    let names = ["column text", "table text_index"]
                    #expect(names.contains { error.message.contains($0) }, "\(change): \(error)")
                }
            }
            try store.connection.execute("rollback to damage")
            try store.connection.execute("release damage")
        }
        #expect(try store.check().problems == [])
    }
}
