import Foundation
import TestSupport
import Testing

/// A store that an earlier release wrote (`Stores/`), as a user finds it after an update.
@Suite struct FormerStoreTests {
    private static let countries = "select country, sum(n) from countries group by country order by country"
    private static let sources = "select source, stage, cultural, tokens, text from samples order by id"

    /// The answers of the release that wrote the store.
    private static let answers = [
        countries: "country,sum(n)\nFrance,1\nKenya,1\n",
        sources: "source,stage,cultural,tokens,text\nweb,,1,3,a harvest\nbook,,0,5,b\n",
    ]

    private func unpack(_ name: String, in program: Program) throws {
        let packed = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Stores/\(name).gz").path
        #expect(try program.shell("gzip -dc '\(packed)' > corpus.sqlite").code == 0)
    }

    private func expectSameAnswers(_ program: Program) throws {
        for (statement, answer) in Self.answers {
            expect(try program.run("query", statement, "--format", "csv"), output: answer)
        }
        #expect(try program.run("check").code == 0)
    }

    @Test func itIsReadAsItIs() throws {
        try Program.inFreshFolder { program in
            try unpack("format-4.sqlite", in: program)
            try expectSameAnswers(program)
            let version = try program.shell("sqlite3 corpus.sqlite 'pragma user_version'")
            #expect(version.output == "4\n")
        }
    }

    @Test func upgradeKeepsItsAnswers() throws {
        try Program.inFreshFolder { program in
            try unpack("format-4.sqlite", in: program)
            expect(
                try program.run("upgrade"),
                output: "corpus.sqlite: brought from version 4 of the store's format to version 5\n")
            expect(
                try program.run("upgrade"), output: "corpus.sqlite: has version 5 of the store's format already\n")
            try expectSameAnswers(program)
        }
    }

    @Test func aLoadUpgradesItAndSaysSo() throws {
        try Program.inFreshFolder { program in
            try unpack("format-4.sqlite", in: program)
            try program.write("{\"text\": \"c\", \"source\": \"web\"}\n", to: "more.jsonl")
            let load = try program.run("ingest", "more.jsonl")
            #expect(load.code == 0)
            #expect(
                load.output.contains("corpus.sqlite: brought from version 4 of the store's format to the current one"))
            expect(
                try program.run("query", Self.countries, "--format", "csv"), output: Self.answers[Self.countries] ?? "")
            expect(try program.run("query", "select count(*) from samples", "--format", "csv"), output: "count(*)\n3\n")
            #expect(try program.run("check").code == 0)
        }
    }
}
