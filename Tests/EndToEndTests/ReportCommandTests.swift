import Foundation
import TestSupport
import Testing

/// `cultivar report`, run as a person runs it.
@Suite struct ReportCommandTests {
    private func withStore(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            #expect(try program.loadSmallFiles().code == 0)
            try body(program)
        }
    }

    @Test func describe() throws {
        let result = try Program.inFreshFolder { try $0.run("report", "describe", "decay") }
        #expect(result.code == 0 && result.errors.isEmpty)
        expectGolden(result.output, tests: "EndToEndTests", name: "report-describe-decay.txt")
    }

    @Test func everyReportDescribesItself() throws {
        let result = try Program.inFreshFolder { try $0.run("report", "describe", "all") }
        #expect(result.code == 0)
        for name in ["overview", "decay", "data-provenance", "coverage-gaps"] {
            #expect(result.output.contains("\n\(name): ") || result.output.hasPrefix("\(name): "))
        }
    }

    @Test func options() throws {
        try withStore { program in
            expect(
                try program.run(
                    "report", "domains", "--where", "source = 'web'", "--min-n", "2", "--level", "0.9", "--format",
                    "csv"),
                output: """
                    by,domain,k,n,share,share_low,share_high,part_of_cultural,lift,clusters,deff,interval,small
                    ,food,1,1,1.0,0.2698659487840541,1.0,0.5,1.5,1,,fixed,1
                    ,maths,0,1,0.0,0.0,0.7301340512159459,0.0,0.0,1,,fixed,1
                    ,travel,1,1,1.0,0.2698659487840541,1.0,0.5,1.5,1,,fixed,1

                    """)
        }
    }

    @Test func refusals() throws {
        try withStore { program in
            expect(
                try program.run("report", "overview", "--by", "source"),
                errors: "cultivar: report overview takes no --by: it takes --where, --clusters, --min-n, --level\n",
                code: 1)
            expect(
                try program.run("report", "decay", "--where", "stage = 'sft' or sauce"),
                errors: """
                    cultivar: --where: no such column: sauce (line 1, column 18)
                        stage = 'sft' or sauce
                                         ^
                    did you mean source?

                    """, code: 1)
            expect(
                try program.run("report", "decay", "--where", "true; delete from load"),
                errors: """
                    cultivar: --where: a condition is one expression (line 1, column 5)
                        true; delete from load
                            ^

                    """, code: 1)
            expect(
                try program.run("report", "data-provenance"),
                errors: "cultivar: report data-provenance has nothing to say: no data set in the store has year\n",
                code: 1)
        }
    }

    /// All reports whose requirements are met; the folder has a file for each of their tables.
    @Test func allTellsWhatItLeavesOut() throws {
        try withStore { program in
            let result = try program.run("report", "all", "--out", "tables", "--format", "csv")
            #expect(result.code == 0)
            let lines = result.errors.split(separator: "\n")
            #expect(
                lines.contains(
                    "cultivar: left out: report data-provenance has nothing to say: no data set in the store has year"
                ))
            #expect(lines.allSatisfy { $0.hasPrefix("cultivar: left out: report ") })
            #expect(program.exists("tables/decay-trend.csv") && !program.exists("tables/data-provenance.csv"))
            let counted = try program.run(
                "report", "all", "--counting", "fractional", "--out", "fractional", "--format", "csv")
            #expect(counted.code == 0)
            #expect(counted.errors.contains("cultivar: left out: report decay takes no --counting: it takes "))
            #expect(program.exists("fractional/tasks.csv") && !program.exists("fractional/decay.csv"))
        }
    }

    @Test func nothingAtAllIsAFailure() throws {
        try Program.inFreshFolder { program in
            try program.write("text\n", to: "empty.csv")
            _ = try program.run("ingest", "empty.csv")
            let result = try program.run("report", "all")
            #expect(result.code == 1 && result.output.isEmpty)
            let sentences = result.errors.split(separator: "\n")
            // Some say which column is missing, and with it the samples.
            #expect(sentences.count >= 14 && sentences.allSatisfy { $0.contains("has nothing to say: ") })
            #expect(sentences.count { $0.contains("has no samples: load some") } >= 10)
        }
    }

    @Test func severalReportsByName() throws {
        try withStore { program in
            let result = try program.run("report", "tasks", "domains", "--out", "some", "--format", "csv,tsv")
            #expect(result.code == 0 && result.errors.isEmpty)
            #expect(
                result.output == """
                    some/tasks.csv .tsv: 2 rows
                    some/tasks-domain.csv .tsv: 3 rows
                    some/domains.csv .tsv: 3 rows
                    some/manifest.json

                    """)
        }
    }

    @Test func emptyTablesSayWhatThatMeans() throws {
        try withStore { program in
            let result = try program.run("report", "coverage-gaps")
            #expect(result.code == 0)
            #expect(
                result.output.contains(
                    "No rows: every cell that the margins lead one to expect min_n samples in has them."))
        }
    }

    /// A file of one's own has all that a canned one has.
    @Test func aReportOfOnesOwn() throws {
        try withStore { program in
            try program.write(
                """
                -- title: Words
                -- question: How many?
                -- needs: samples.task
                -- parameter: by (column of samples) = task: what is counted
                -- parameter: where (condition on samples) = null: which samples
                -- grain: one row for each value
                -- measure: ours
                -- column: value: the value
                -- column: n (samples): its samples
                select {by} as value, sum(n) as n from samples where {where} group by 1 order by 2 desc, 1
                """, to: "mine.sql")
            expect(
                try program.run("report", "./mine.sql", "--by", "stage", "--where", "cultural", "--format", "csv"),
                output: "value,n\npretraining,2\nsft,2\n")
            let described = try program.run("report", "describe", "./mine.sql")
            #expect(described.output.hasPrefix("mine: Words\nHow many?\n"))
            #expect(described.output.contains("  n (samples; ours): its samples\n"))
        }
    }
}
