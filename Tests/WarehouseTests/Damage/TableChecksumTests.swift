import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

/// Checksums verify the small tables of a store and the record of what its row groups must have.
@Suite struct TableChecksumTests {
    private static let tables = [
        "column_definition", "row_group", "row_group_content", "dictionary", "load", "file", "reject", "skipped",
        "place_resolution", "language_resolution", "country", "area", "language_reference", "country_population",
        "language_speakers",
    ]

    /// A store of two loads, with rejects, skipped rows and a widened measure, whose tables were written in every way.
    private func store() throws -> Store {
        let store = try TestCorpus.twoFiles(40, at: temporaryPath())
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("c.jsonl"))
        try TestCorpus.append(TestCorpus.random(10, seed: 3), to: writer)
        let real = try writer.column(NewColumn(name: "tokens", kind: .real))
        #expect(real.kind == .real)
        writer.reject(
            RejectRecord(row: 11, line: 11, byteOffset: 5, column: nil, reason: "no JSON", excerpt: "{"))
        writer.skip(2, because: "empty")
        writer.skip(3, because: "empty")
        try writer.finish(contentHash: "c")
        try load.finish()
        try store.addNonculturalTags(["none", "none"])
        try store.setStages(["Crawl": "pretraining"])
        return store
    }

    /// What loads keep up row by row is what the tables add up to.
    @Test func loadsKeepTheChecksumsInStep() throws {
        let store = try store()
        let result = try store.check()
        #expect(result.problems == [])
        #expect(result.edits == [])
        try store.indexText()
        #expect(try store.check().problems == [])
        try store.dropTextIndex()
        #expect(try store.check().problems == [])
        let path = store.path
        #expect(try Store.open(at: path, access: .readOnly).check().problems == [])
    }

    /// Regression: a changed row of a reference, resolution or load table went unnoticed.
    @Test(arguments: tables) func everyChangeOfASmallTableIsNoticed(table: String) throws {
        let store = try store()
        let columns = try store.connection.rows("select name from pragma_table_info('\(table)')")
            .map { $0[0].text ?? "" }
        let changes =
            ["delete from \(table)", "delete from \(table) where (select max(rowid) from file) > 0"]
            + columns.map {
                "update \(table) set \"\($0)\" = case typeof(\"\($0)\") when 'integer' then \"\($0)\" + 1 when 'text' then \"\($0)\" || 'x' else 1 end"
            }
        var count = 0
        for change in changes {
            let trial = Result { try store.connection.execute("savepoint damage; \(change)") }
            if case .success = trial, try store.connection.value("select changes()") != 0 {
                count += 1
                try store.refresh()
                if table != "dictionary" {
                    #expect(throws: SQLError.self, "\(change)") {
                        try store.connection.rows("select * from \(table)")
                    }
                }
                let problems = try store.check().problems.map(\.description)
                #expect(problems.contains { $0.contains(table) }, "\(change): \(problems)")
            }
            try store.connection.execute("rollback to damage; release damage")
            try store.refresh()
        }
        #expect(count > 1)
        #expect(try store.check().problems == [])
        _ = try store.connection.rows("select * from \(table)")
    }

    /// Regression: with one bit of a reference table changed, France was "Grance", and the check found nothing.
    @Test func aRelationRefusesADamagedReferenceTable() throws {
        let store = try store()
        let question = "select country, sum(n) from countries group by 1 order by 1"
        let answer = try store.connection.rows(question)
        try store.connection.execute("update country set name = 'Grance' where name = 'France'")
        try store.refresh()
        let error = #expect(throws: SQLError.self) { try store.connection.rows(question) }
        #expect(error?.message.contains("table country is damaged") == true)
        #expect(throws: SQLError.self) {
            try store.connection.execute("create temp view mine as select name from country")
            _ = try store.connection.rows("select * from mine")
        }
        // What does not go by the table is answered.
        #expect(try store.connection.value("select sum(n) from samples") == 50)
        try store.connection.execute("update country set name = 'France' where name = 'Grance'")
        #expect(try store.connection.rows(question) == answer)
    }

    /// Lengths follow from their texts: what they answer stays the same, and the check finds that they are gone.
    @Test func lostLengthsChangeNoAnswer() throws {
        let store = try store()
        let question = "select length(text), count(*) from samples group by 1 order by 1"
        let answer = try store.connection.rows(question)
        try store.connection.execute(
            "delete from segment where part = 1 and column_id in (select id from column_definition where kind = 'text')"
        )
        try store.refresh()
        #expect(try store.connection.rows(question) == answer)
        let problems = try store.check().problems.map(\.description)
        #expect(problems.contains { $0.contains("the lengths of column text of row group 1 are missing") })
    }

    /// Regression: a segment that was lost read as null.
    @Test(arguments: ["segment", "text_block"]) func aLostSegmentIsNoNull(table: String) throws {
        let store = try store()
        let lost = try store.connection.rows("select distinct row_group_id, column_id from \(table)").filter { row in
            // The lengths of texts are segments, and follow from their texts.
            table != "segment" || store.columns.first { .integer($0.id) == row[1] }?.kind != .text
        }
        #expect(lost.count > 2)
        for row in lost {
            let column = try #require(store.columns.first { .integer($0.id) == row[1] })
            try store.connection.execute("savepoint damage")
            try store.connection.execute(
                "delete from \(table) where row_group_id = ? and column_id = ?", row[0], row[1])
            try store.refresh()
            let value = column.kind == .tags ? column.valueName ?? "value" : column.name
            let relation = column.kind == .tags ? column.name : "samples"
            // Whether there is a text is known by its length, which is not lost.
            let test = column.kind == .text ? "like 'a%'" : "is null"
            for question in [
                "select id, \"\(value)\" from \"\(relation)\"", "select \"\(value)\", n from \"\(relation)\"",
                "select count(*) from \"\(relation)\" where \"\(value)\" \(test)", "select \(value) from \(relation)",
            ] {
                let error = #expect(throws: SQLError.self, "\(question)") { try store.connection.rows(question) }
                #expect(error?.message.contains("is missing") == true, "\(question): \(String(describing: error))")
            }
            let problems = try store.check().problems
            #expect(problems.contains { $0.description.contains("column \(column.name) of row group") })
            try store.connection.execute("rollback to damage; release damage")
        }
        try store.refresh()
        #expect(try store.check().problems == [])
    }

    @Test func aLostCubeIsReportedAndChangesNoAnswer() throws {
        let store = try TestCorpus.twoFiles(2_000, at: temporaryPath())
        let answer = try store.content()
        try store.connection.execute("delete from cube where row_group_id = 1")
        #expect(try store.connection.value("select changes()") != 0)
        try store.refresh()
        #expect(try store.content() == answer)
        #expect(try store.check().problems.contains { $0.description.contains("cubes") })
    }

    @Test func editsOfTheTablesThatAreTheUsersAreListedAsSuch() throws {
        let store = try store()
        for (change, table) in [
            ("insert into noncultural_tag values ('x')", "noncultural_tag"),
            ("update source_stage set stage = 'y'", "source_stage"),
            ("delete from stage_order where position > 3", "stage_order"),
        ] {
            try store.connection.execute("savepoint edit; \(change)")
            let result = try store.check()
            #expect(result.problems == [])
            #expect(result.edits.map(\.table) == [table])
            try store.connection.execute("rollback to edit; release edit")
        }
    }

    /// A store of the format before there were checksums is read as it is, and gets them by the next load.
    @Test func aStoreWithoutChecksumsGetsThemByTheNextLoad() throws {
        let store = try store()
        let answer = try store.content()
        let path = store.path
        try store.becomeFormat3()
        do {
            let old = try Store.open(at: path, access: .readOnly)
            #expect(try old.content() == answer)
            #expect(try old.check().problems == [])
            #expect(try old.connection.value("pragma user_version") == 3)
        }
        let again = try Store.open(at: path, access: .readWrite)
        try again.setStages(["Crawl": "pretraining"])
        #expect(try again.check().problems == [])
        try TestCorpus.add([("d.jsonl", TestCorpus.random(5, seed: 9))], to: again)
        #expect(try again.check().problems == [])
        #expect(try again.connection.value("pragma user_version") == 5)
        try again.connection.execute("delete from segment where row_group_id = 1 and column_id = 2")
        try again.refresh()
        #expect(throws: SQLError.self) { try again.connection.rows("select source from samples") }
    }

    @Test func checksumsThatAreLostAreDamage() throws {
        for change in [
            "drop table table_checksum", "delete from table_checksum", "update table_checksum set checksum = 1",
            "drop table row_group_content", "drop index reject_by_file", "pragma user_version = 3",
        ] {
            let store = try store()
            try store.connection.execute(change)
            try store.refresh()
            #expect(try store.check().problems != [], "\(change)")
        }
    }
}
