import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

/// The three jobs, one after another, on a small data set.
@Suite struct IngestToReportTests {
    @Test func ingestAccountsForEveryRow() throws {
        try Program.inFreshFolder { program in
            let first = try program.loadSmallFiles()
            #expect(first.code == 0 && first.errors.isEmpty)
            #expect(
                first.outputWithoutTimes == """
                    1 row rejected or skipped: not as many cells as the header
                    corpus.sqlite: 6 rows seen = 5 stored + 1 rejected + 0 skipped; 1 file, 383 B

                    """)
            let again = try program.run("ingest", "small.csv")
            #expect(again.code == 0)
            #expect(
                again.outputWithoutTimes == """
                    small.csv: already loaded, 5 rows
                    corpus.sqlite: 0 rows seen = 0 stored + 0 rejected + 0 skipped; 0 files, 0 B

                    """)
            expect(try program.run("ingest", "small.csv", "--quiet", "--dataset", "other"))
            expect(
                try program.run("query", "select count(*) as samples from samples", "--format", "csv"),
                output: "samples\n10\n")
        }
    }

    @Test func aDryRunWritesNothing() throws {
        try Program.inFreshFolder { program in
            try program.writeSmallFiles()
            let result = try program.run("ingest", "small.csv", "--dry-run")
            #expect(result.code == 0 && result.errors.isEmpty)
            #expect(
                result.output.hasPrefix("small.csv (383 B): data set small, no profile; the mapping found in 5 rows of")
            )
            #expect(result.output.hasSuffix("\nNothing was written: this was a dry run.\n"))
            #expect(!program.exists("corpus.sqlite"))
        }
    }

    @Test func whatCannotBeginLeavesNoStore() throws {
        try Program.inFreshFolder { program in
            let result = try program.run("ingest", "absent.csv")
            #expect(result.code == 1 && result.output.isEmpty)
            #expect(result.errors.hasPrefix("cultivar: absent.csv is not there"))
            try program.writeSmallFiles()
            #expect(try program.run("ingest", "small.csv", "--profile", "absent").code == 1)
            #expect(!program.exists("corpus.sqlite"))
        }
    }

    @Test func theOtherFilesAreLoadedAllTheSame() throws {
        try Program.inFreshFolder { program in
            try program.writeSmallFiles()
            try program.write("PAR1 and then nothing that a reader knows", to: "broken.parquet")
            let result = try program.run("ingest", "broken.parquet", "small.csv")
            #expect(result.code == 1)
            #expect(result.errors.contains("broken.parquet"))
            #expect(result.errors.split(separator: "\n").count == 1)
            #expect(try program.run("check").code == (program.exists("corpus.sqlite") ? 0 : 1))
        }
    }

    @Test func limitedLoadsGoOn() throws {
        try Program.inFreshFolder { program in
            try program.writeSmallFiles()
            let first = try program.run("ingest", "small.csv", "--limit", "2")
            #expect(first.output.hasPrefix("small.csv: stopped at the limit; the same call goes on from there\n"))
            #expect(try program.run("ingest", "small.csv").code == 0)
            expect(
                try program.run("query", "select row from samples order by row", "--format", "csv"),
                output: "row\n1\n2\n3\n4\n6\n")
        }
    }

    @Test func info() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.run("info")
            #expect(result.code == 0 && result.errors.isEmpty)
            expectGolden(result.output, tests: "EndToEndTests", name: "info.txt")
            #expect(
                try program.run("info", "--limit", "0").output.contains(
                    "Rejected rows (all are in table reject): 0 of 1\n"))
        }
    }

    @Test func checkFindsDamage() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let good = try program.run("check")
            #expect(good.code == 0 && good.output.hasSuffix(", 0 problems\n"))
            try Connection(path: program.folder.appending(path: "corpus.sqlite").path, access: .readWrite)
                .execute("update segment set data = zeroblob(length(data) + 1) where column_id = 5")
            let bad = try program.run("check")
            #expect(bad.code == 1)
            #expect(!bad.output.hasSuffix(", 0 problems\n"))
            #expect(bad.output.contains("culture"))
        }
    }

    @Test(arguments: ["table", "csv", "tsv", "json", "jsonl", "markdown"])
    func formats(_ format: String) throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let sql = "select language, text, sum(w) as w from places group by 1, 2 order by 1, 2"
            let result = try program.run("query", sql, "--format", format)
            #expect(result.code == 0 && result.errors.isEmpty)
            expectGolden(result.output, tests: "EndToEndTests", name: "query-\(format).txt")
        }
    }

    @Test func reports() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let printed = try program.run("report", "decay")
            #expect(printed.code == 0)
            expectGolden(printed.output, tests: "EndToEndTests", name: "report-decay.txt")

            let written = try program.run("report", "all", "--out", "tables/of/mine", "--format", "csv")
            #expect(written.code == 0 && written.errors.hasPrefix("cultivar: left out: report data-provenance "))
            let files = written.output.split(separator: "\n").compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
            #expect(files.count > 30 && files.first == "tables/of/mine/overview.csv")
            for file in files { #expect(program.exists(file), "\(file)") }
            #expect(try program.text(of: "tables/of/mine/decay.csv").hasPrefix("by,stage,k,n,share,"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: program.folder.path + "/tables/of/mine").count
                    == files.count
            )
        }
    }

    @Test func aReportOfOnesOwn() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            try program.write(
                """
                -- title: Mine
                -- question: How many?
                -- parameter: stage = sft: the stage
                select stage, sum(n) as n from samples where stage = $stage group by stage
                """, to: "mine.sql")
            expect(
                try program.run("report", "./mine.sql", "--format", "csv"), output: "stage,n\nsft,2\n")
            expect(
                try program.run("report", "mine.sql", "--format", "csv", "--param", "stage=pretraining"),
                output: "stage,n\npretraining,3\n")
            expect(
                try program.run("report", "mine.sql", "--param", "level=1"),
                errors: "cultivar: report mine takes no --level: it takes --param stage\n", code: 1)
        }
    }

    @Test func notebook() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.run("export", "notebook", "--out", "paper/corpus.ipynb")
            #expect(result.code == 0)
            let told = result.errors.split(separator: "\n").filter { !$0.hasPrefix("cultivar: left out: report ") }
            #expect(told.isEmpty, "\(told)")
            #expect(program.exists("paper/corpus.ipynb") && program.exists("paper/corpus-ipynb/tasks-domain.csv"))
            // Another notebook beside it, of another store, has its own tables.
            let before = try program.text(of: "paper/corpus-ipynb/manifest.json")
            try program.write("text,culture,task\na,Food,write\nb,NoCulture,write\n", to: "other.csv")
            #expect(try program.run("ingest", "other.csv", "--store", "other.sqlite", "--quiet").code == 0)
            let other = try program.run("export", "notebook", "--out", "paper/other.py", "--store", "other.sqlite")
            #expect(other.code == 0 && program.exists("paper/other-py/tasks.csv"), "\(other.errors)")
            #expect(try program.text(of: "paper/corpus-ipynb/manifest.json") == before)
            #expect(try program.text(of: "paper/other.py").contains("tables = \"other-py\""))
        }
    }
}
