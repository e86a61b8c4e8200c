import TestSupport
import Testing

/// Answers, exports and stores have the same bytes for any number of threads.
@Suite struct ThreadsTests {
    private static let widths = [1, 2, 3, 8]

    @Test func aStoreIsTheSameForAnyNumberOfThreads() throws {
        try Program.inFreshFolder { program in
            let lines = (0..<20_000).map { row in
                #"{"prompt": "text \#(row % 977) of \#(row)", "country": "\#(["DE", "FR", "IN"][row % 3])", "#
                    + #""tags": ["a\#(row % 7)", "b\#(row % 11)"], "score": \#(row % 100).\#(row % 13)}"#
            }
            try program.write(lines.joined(separator: "\n"), to: "a.jsonl")
            try program.write(
                "prompt,country,likes\n" + (0..<5_000).map { "p\($0),BR,\($0 % 50)\n" }.joined(), to: "b.csv")
            // Everything but the time of the load.
            let questions = [
                "select * from samples", "select path, content_sha256, rows_seen, rows_stored from file",
                "select * from dictionary_value order by column_id, code",
                "select row_group_id, column_id, checksum from segment order by row_group_id, column_id",
            ]
            var answers: Set<String> = []
            for width in Self.widths {
                let options = "--store \(width).sqlite --threads \(width)"
                let steps =
                    [
                        "cultivar ingest a.jsonl b.csv --quiet \(options)", "cultivar check \(options) >&2",
                        "cultivar index text --quiet \(options)",
                        "cultivar export samples --format parquet --out \(width).parquet \(options) >&2",
                        "sha256sum <\(width).parquet",
                    ] + questions.map { "cultivar query '\($0)' --format csv \(options)" }
                let result = try program.shell(steps.joined(separator: " && "))
                #expect(result.code == 0, "\(result.errors)")
                answers.insert(result.output)
            }
            #expect(answers.count == 1)
        }
    }

    @Test func answersAreTheSameForAnyNumberOfThreads() throws {
        try Program.inFreshFolder { program in
            // Enough rows for several threads.
            let rows = (0..<300_000).map { "\($0 % 1_003),\(["DE", "FR", "IN", "BR"][$0 % 4]),\($0 % 31)\n" }
            try program.write("id,team,likes\n" + rows.joined(), to: "a.csv")
            #expect(try program.run("ingest", "a.csv", "--quiet").code == 0)
            let questions = [
                "select team, sum(n), sum(n * likes) from samples group by team",
                "select id, team, sum(n), avg(likes) from samples where likes < 20 group by id, team",
                "select stage, source, count(*) from samples where team <> 'FR' group by 1, 2",
            ]
            var answers: Set<String> = []
            for width in Self.widths {
                let steps = questions.map { "cultivar query \"\($0)\" --format csv --threads \(width)" }
                let result = try program.shell(steps.joined(separator: " && "))
                #expect(result.code == 0, "\(result.errors)")
                answers.insert(result.output)
            }
            let steps = questions.map { "CULTIVAR_THREADS=3 cultivar query \"\($0)\" --format csv" }
            answers.insert(try program.shell(steps.joined(separator: " && ")).output)
            #expect(answers.count == 1)
        }
    }

    @Test(arguments: [
        "query 'select 1'", "report overview", "ingest a.jsonl", "export samples --out a.csv", "check", "info",
    ])
    func noThreadsAreWrongUsage(call: String) throws {
        try Program.inFreshFolder { program in
            for count in ["0", "-1", "two"] {
                let result = try program.shell("cultivar \(call) --threads \(count)")
                #expect(result.code == 2 && result.errors.contains("--threads"), "\(result)")
            }
        }
    }
}
