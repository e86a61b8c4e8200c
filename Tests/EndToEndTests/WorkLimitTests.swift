import Foundation
import Testing

/// Limits of time and memory of commands that do more than run statements.
@Suite struct WorkLimitTests {
    private func lines(_ count: Int) -> String {
        (0..<count).map { #"{"prompt": "prompt number \#($0)", "likes": \#($0)}"# + "\n" }.joined()
    }

    @Test(arguments: [("--timeout", "0.5"), ("--max-memory", "1MB")])
    func aLoadEndsInOrderAndGoesOn(option: String, value: String) throws {
        try Program.inFreshFolder { program in
            try program.write(lines(20_000), to: "a.jsonl")
            // A pipe that stays open keeps the load from ending. It is open for both directions, so that nothing waits
            // for a load that is stopped before it opens the pipe.
            let result = try program.shell(
                """
                mkfifo late
                (exec 3<> late; echo '{"prompt": "late", "likes": 1}' >&3; sleep 3) &
                cultivar ingest a.jsonl late --quiet \(option) \(value)
                echo "ended with $?"
                """)
            #expect(result.output == "ended with 1\n", "\(result)")
            let reason =
                option == "--timeout" ? "stopped after 0.5" : "stopped because it needs more memory than 1"
            #expect(result.errors.contains(reason) && result.errors.contains(option), "\(result)")
            // On a slow machine the store is not begun.
            let isBegun = result.errors.contains("corpus.sqlite is whole")
            #expect(isBegun || result.errors.contains("corpus.sqlite was not made"), "\(result)")
            let command = "cultivar ingest a.jsonl late --quiet \(option) \(value)"
            #expect(result.errors.contains("\n  \(command)\n"), "\(result)")
            let after = try program.shell("cultivar ingest a.jsonl --quiet && cultivar check")
            #expect(after.code == 0 && after.output.contains("0 problems"), "\(after)")
            let count = try program.run("query", "select count(*) as n from samples where likes > 1", "--format", "csv")
            #expect(count.output == "n\n19998\n", "\(count)")
        }
    }

    @Test func commandsThatReadEndWithASentence() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(20_000), to: "a.jsonl")
            #expect(try program.run("ingest", "a.jsonl", "--quiet").code == 0)
            // A pipe that nobody writes to holds up whatever reads it.
            _ = try program.shell("mkfifo never")
            let calls = [
                "ingest never --dry-run", "schema never", "query 'select 1' --table t=never",
                "repl --table t=never", "report verify tables --table t=never", "report overview --table t=never",
            ]
            #expect(try program.run("report", "overview", "--out", "tables").code == 0)
            for call in calls {
                let result = try program.shell(
                    """
                    (exec sleep 20 > never) & writer=$!
                    cultivar \(call) --timeout 0.3
                    code=$?
                    kill $writer
                    exit $code
                    """)
                #expect(result.code == 1, "\(call): \(result)")
                #expect(result.errors.contains("stopped after 0.3"), "\(call): \(result)")
            }
        }
    }

    @Test func anIndexGoesOnWhereItEnded() throws {
        try Program.inFreshFolder { program in
            for number in 0..<6 {
                try program.write(
                    lines(30_000).replacing("number", with: "number \(number)"), to: "\(number).jsonl")
            }
            #expect(try program.shell("cultivar ingest *.jsonl --quiet").code == 0)
            let result = try program.run("index", "text", "--max-memory", "1MB")
            #expect(result.code == 1 && result.errors.contains("stopped because it needs more memory"), "\(result)")
            #expect(result.errors.contains("\n  cultivar index text --max-memory 1MB\n"), "\(result)")
            let again = try program.run("index", "text")
            #expect(again.code == 0 && again.output.contains("6 of 6 row groups indexed"), "\(again)")
            #expect(try program.run("check").code == 0)
        }
    }

    @Test func aSalvageLeavesNothingBehind() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(100_000), to: "a.jsonl")
            #expect(try program.run("ingest", "a.jsonl", "--quiet").code == 0)
            let result = try program.run("salvage", "corpus.sqlite", "--out", "s.sqlite", "--max-memory", "1MB")
            #expect(result.code == 1 && result.errors.contains("stopped because it needs more memory"), "\(result)")
            let left = try program.shell("ls").output
            #expect(!left.contains("\ns.sqlite"), "\(left)")
        }
    }

    @Test(arguments: ["ingest a.jsonl", "schema a.jsonl", "index text", "salvage a --out b", "export rejects --out x/"])
    func aLimitThatIsNoneIsWrongUsage(call: String) throws {
        try Program.inFreshFolder { program in
            for option in ["--timeout 0", "--max-memory much"] {
                let result = try program.shell("cultivar \(call) \(option)")
                #expect(result.code == 2, "\(result)")
            }
        }
    }
}
