import Foundation
import Testing

/// Faults of loads as a person or a scheduler sees them: messages, exit codes, and the next load.
@Suite struct LoadFaultTests {
    private func lines(_ count: Int, from first: Int = 0) -> String {
        (first..<first + count).map { #"{"prompt": "p\#($0)", "likes": \#($0)}"# + "\n" }.joined()
    }

    /// Regression: a load that stored nothing ended with 0.
    @Test func aFileOfRejectsOnlyIsAFailure() throws {
        try Program.inFreshFolder { program in
            try program.write("{\"a\": 1\n{\"b\": 2\n", to: "bad.jsonl")
            try program.write(lines(3), to: "good.jsonl")
            let result = try program.run("ingest", "good.jsonl", "bad.jsonl")
            #expect(result.code == 1)
            #expect(
                result.errors
                    == "cultivar: bad.jsonl: all of its 2 rows were rejected, mostly: not JSON; nothing of it is stored\n"
            )
            #expect(
                try program.run("query", "select count(*) from samples", "--format", "csv").output.contains("\n3\n"))
            // It does not become better by being loaded again.
            #expect(try program.run("ingest", "bad.jsonl").code == 1)
        }
    }

    /// Regression: rows of a file that was written again were stored beside its old ones without a word.
    @Test func aFileThatChangedSinceItsLoadIsNamed() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(3), to: "a.jsonl")
            try program.write(lines(2, from: 50), to: "b.jsonl")
            expect(succeeds: try program.run("ingest", "."))
            // One of another size and one of the same.
            for (content, former) in [(lines(4), 3), (lines(4, from: 4), 7)] {
                try program.write(content, to: "a.jsonl")
                let result = try program.run("ingest", ".")
                let line =
                    "changed since an earlier load: ./a.jsonl; the store keeps \(former) rows of the former content"
                #expect(result.output.contains(line), "\(result)")
                #expect(try !program.run("ingest", ".").output.contains("changed since"))
            }
            // Another file of the same name is none that changed.
            _ = try program.shell("mkdir below")
            try program.write(lines(1, from: 90), to: "below/a.jsonl")
            #expect(try !program.run("ingest", "below/a.jsonl").output.contains("changed since"))
        }
    }

    /// Regression: a file that was loaded by itself, and then with its folder, was stored twice without a word.
    @Test func aContentThatIsLoadedAsAnotherDataSetIsNamed() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(3), to: "a.jsonl")
            #expect(try !program.run("ingest", "a.jsonl").output.contains("counted twice"))
            try program.write(lines(2, from: 50), to: "b.jsonl")
            let result = try program.run("ingest", ".")
            let line =
                "in the store as data set a, too (3 rows), and counted twice where both data sets are asked: ./a.jsonl"
            #expect(result.output.contains(line + "\n"), "\(result)")
            #expect(!result.output.contains("b.jsonl"), "\(result)")
            #expect(try !program.run("ingest", ".").output.contains("counted twice"))
        }
    }

    @Test(arguments: ["TERM", "HUP"]) func aSignalEndsALoadInOrder(signal: String) throws {
        try Program.inFreshFolder { program in
            try program.write(lines(20), to: "first.jsonl")
            try program.write(lines(20_000), to: "a b.jsonl")
            // A pipe that stays open keeps the load from ending. It is open for both directions, so that nothing waits
            // for a load that is stopped before it opens the pipe.
            let result = try program.shell(
                """
                cultivar ingest first.jsonl --quiet
                mkfifo late
                (exec 3<> late; echo '{"prompt": "late"}' >&3; sleep 3) &
                cultivar ingest 'a b.jsonl' late --quiet &
                load=$!
                sleep 1.5
                kill -\(signal) $load
                wait $load
                echo "ended with $?"
                cultivar check
                """)
            #expect(result.output.contains("ended with \(signal == "TERM" ? 143 : 129)\n"), "\(result)")
            #expect(result.output.contains("0 problems"), "\(result)")
            #expect(result.errors.contains("stopped by SIG\(signal)"), "\(result)")
            #expect(result.errors.contains("\n  cultivar ingest 'a b.jsonl' late --quiet\n"), "\(result)")
        }
    }

    @Test func theSecondLoadSaysWhoHoldsTheStoreOrWaits() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(10), to: "a.jsonl")
            let result = try program.shell(
                """
                mkfifo late.jsonl
                cultivar ingest late.jsonl --quiet &
                exec 3> late.jsonl
                echo '{"prompt": "first", "likes": 1}' >&3
                sleep 1
                cultivar ingest a.jsonl --quiet
                echo "refused with $?"
                cultivar ingest a.jsonl --quiet --wait 60 3>&- &
                second=$!
                sleep 0.5
                exec 3>&-
                wait
                cultivar query "select count(*) from samples" --format csv
                ls
                """)
            #expect(result.output == "refused with 1\ncount(*)\n11\na.jsonl\ncorpus.sqlite\nlate.jsonl\n", "\(result)")
            #expect(result.errors.contains("corpus.sqlite is being loaded into by process "), "\(result)")
        }
    }

    /// Regression: the process was killed by SIGXFSZ.
    @Test func aLimitOnTheSizeOfFilesIsSaid() throws {
        try Program.inFreshFolder { program in
            let text = (0..<30_000).map { #"{"prompt": "\#($0 &* 2_654_435_761 % 1_000_003) \#($0)"}"# }
            try program.write(text.joined(separator: "\n"), to: "a.jsonl")
            let result = try program.shell(
                """
                (ulimit -f 600; cultivar ingest a.jsonl --quiet; echo "ended with $?")
                cultivar ingest a.jsonl --quiet && cultivar query "select count(*) from samples" --format csv
                cultivar check
                """)
            #expect(result.output.contains("ended with 1\ncount(*)\n30000\n"), "\(result)")
            #expect(result.output.contains("0 problems"), "\(result)")
            #expect(
                result.errors.contains("ulimit -f") && result.errors.contains("cultivar ingest a.jsonl"), "\(result)")
        }
    }

    @Test func processSubstitutionIsReadAsStandardInput() throws {
        try Program.inFreshFolder { program in
            try program.write(lines(5_000), to: "a.jsonl")
            let result = try program.shell(
                """
                cultivar ingest <(cat a.jsonl) --quiet && cultivar ingest <(cat a.jsonl) --quiet
                cat a.jsonl | cultivar ingest - --quiet
                cultivar query "select dataset, count(*) from samples group by 1" --format csv
                """)
            #expect(result.output == "dataset,count(*)\nstdin,5000\n" && result.errors.isEmpty, "\(result)")
        }
    }

    @Test func aNameThatIsNotUTF8IsLoaded() throws {
        try Program.inFreshFolder { program in
            let result = try program.shell(
                #"""
                printf 'prompt\nx\n' > "$(printf 'caf\351.csv')"
                cultivar ingest "$(printf 'caf\351.csv')" --quiet
                cultivar query "select file, dataset from samples" --format csv
                cultivar ingest . --quiet
                cultivar query "select count(*) from samples" --format csv
                """#)
            #expect(
                result.output == "file,dataset\ncaf\\xE9.csv,caf\\xE9\ncount(*)\n2\n" && result.errors.isEmpty,
                "\(result)")
        }
    }
}
