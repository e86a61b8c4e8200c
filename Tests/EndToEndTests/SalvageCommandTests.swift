import Foundation
import TestSupport
import Testing

@Suite struct SalvageCommandTests {
    /// A store of two files, one of whose row groups has lost its tags.
    private func damaged(_ program: Program) throws {
        for (name, source) in [("a", "web"), ("b", "books")] {
            let rows = (1...5).map {
                "{\"source\": \"\(source)\", \"language\": \"eng\", \"text\": \"\(name) \($0)\"}\n"
            }
            try program.write(rows.joined(), to: "\(name).jsonl")
        }
        #expect(try program.shell("cultivar ingest a.jsonl b.jsonl --quiet").code == 0)
        let statement = "delete from segment where row_group_id = 2 and column_id = 4"
        #expect(try program.shell("sqlite3 corpus.sqlite '\(statement)'").code == 0)
    }

    @Test func accountsForWhatIsSavedAndLost() throws {
        try Program.inFreshFolder { program in
            try damaged(program)
            let question = try program.run("query", "select language, count(*) from samples group by 1")
            #expect(question.code == 1 && question.errors.contains("column language of row group 2 is missing"))
            #expect(try program.run("check").code == 1)
            let result = try program.run("salvage", "corpus.sqlite", "--out", "saved.sqlite")
            #expect(result.code == 1)
            for line in [
                "column language: damaged in 1 row groups of 5 rows", "source web: 5 rows saved, 0 lost",
                "source books: 0 rows saved, 5 lost",
                "saved.sqlite: 1 row groups of 5 rows saved, 1 of 5 rows lost",
            ] { #expect(result.output.contains(line + "\n"), "\(result.output)") }
            #expect(try program.run("check", "--store", "saved.sqlite").code == 0)
            let again = try program.run("salvage", "corpus.sqlite", "--out", "saved.sqlite")
            #expect(again.code == 1 && again.errors.contains("exists already"))
            let partial = try program.run("salvage", "corpus.sqlite", "--out", "parts.sqlite", "--partial")
            let saved = "2 row groups of 10 rows saved (1 without damaged columns)"
            #expect(partial.code == 0 && partial.output.contains(saved))
        }
    }

    @Test func aStrangersTableIsRefusedByName() throws {
        try Program.inFreshFolder { program in
            try program.write("{\"source\": \"web\"}\n", to: "a.jsonl")
            #expect(try program.shell("cultivar ingest a.jsonl --quiet").code == 0)
            #expect(try program.shell("sqlite3 corpus.sqlite 'create table places (place)'").code == 0)
            let question = try program.run("query", "select count(*) from places")
            #expect(question.code == 1 && question.errors.contains("table places"))
            #expect(try program.run("ingest", "a.jsonl").code == 1)
        }
    }
}
