import Foundation
import Testing

/// `cultivar export rejects` as a person uses it.
@Suite struct ExportRejectsTests {
    private static let profile = """
        name: prices
        inputs:
          - files: ["*.csv", "*.jsonl", "*.parquet", "*.gz"]
            text: text
            measures:
              price: price
        """

    private func load(_ program: Program, _ files: String) throws {
        try program.write(Self.profile, to: "prices.yaml")
        let result = try program.shell("cultivar ingest \(files) --profile ./prices.yaml --quiet")
        #expect(result.code == 0, "\(result)")
    }

    private static let csv = "text;price\r\n\"a; b\";1\r\nb;\"x\"\r\nc;2\r\nd;3;4;5;6\r\ne;4\r\nf;5\r\n"

    @Test func recordsAreWrittenFileByFile() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.csv, to: "a.csv")
            try program.write("{\"text\":\"a\",\"price\":1}\n{\"text\":\"b\", \"price\":\"y\"}\n", to: "b.jsonl")
            try program.write("{\"text\":\"c\",\"price\":1}\n", to: "c.jsonl")
            _ = try program.shell("gzip -k b.jsonl && mv b.jsonl plain && mkdir b && mv b.jsonl.gz b")
            try load(program, "a.csv b/b.jsonl.gz c.jsonl")
            let result = try program.run("export", "rejects", "--out", "rejected/")
            expect(
                result,
                output: """
                    a.csv: 2 rejects, 2 records -> rejected/a.csv
                    b/b.jsonl.gz: 1 reject, 1 record -> rejected/b.jsonl (uncompressed)
                    3 rejects = 3 written + 0 without bytes + 0 not found

                    """)
            #expect(try program.text(of: "rejected/a.csv") == "text;price\r\nb;\"x\"\r\nd;3;4;5;6\r\n")
            #expect(try program.text(of: "rejected/b.jsonl") == "{\"text\":\"b\", \"price\":\"y\"}\n")
            #expect(try program.shell("ls rejected").output == "a.csv\nb.jsonl\n")
            // Mended, they are loaded by the same call.
            _ = try program.shell("sed -i 's/\"x\"/7/; s/;4;5;6//' rejected/a.csv")
            try load(program, "rejected/a.csv")
            #expect(try program.run("query", "select count(*) as n from samples", "--format", "csv").output == "n\n8\n")
        }
    }

    @Test func kindsAndFilesAreChosen() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.csv, to: "a.csv")
            try program.write("{\"text\":\"a\",\"price\":1}\n{\"text\":\"b\", \"price\":\"y\"}\n", to: "b.jsonl")
            try load(program, "a.csv b.jsonl")
            let one = try program.run("export", "rejects", "--code", "cell_count", "--file", "./a.csv", "--out", "-")
            #expect(one.output == "text;price\r\nd;3;4;5;6\r\n")
            #expect(
                one.errors == "a.csv: 1 reject, 1 record -> -\n1 rejects = 1 written + 0 without bytes + 0 not found\n")
            let several = try program.run("export", "rejects", "--out", "x.csv")
            #expect(
                several.code == 1 && several.errors.contains("2 files have such rejects: name a folder"), "\(several)")
            #expect(try program.run("export", "rejects", "--code", "much", "--out", "x/").code == 2)
            let unknown = try program.run("export", "rejects", "--file", "c.csv", "--out", "x/")
            #expect(unknown.code == 2 && unknown.errors.contains("has no such rejects of c.csv"), "\(unknown)")
            let none = try program.run("export", "rejects", "--code", "bad_utf8", "--out", "x/")
            expect(none, output: "corpus.sqlite: there are no such rejects; nothing was written\n")
            #expect(!program.exists("x"))
        }
    }

    @Test func neitherInputNorStoreIsWrittenOver() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.csv, to: "a.csv")
            try load(program, "a.csv")
            _ = try program.shell("ln a.csv other.csv; ln -s a.csv link.csv")
            for path in ["a.csv", "./", "link.csv", "other.csv", "corpus.sqlite"] {
                let result = try program.run("export", "rejects", "--out", path)
                #expect(result.code == 1 && result.errors.contains("is not written over"), "\(path): \(result)")
                #expect(try program.text(of: "a.csv") == Self.csv)
            }
            #expect(try program.run("check").code == 0)
        }
    }

    @Test func whatIsNotFoundIsSaidByFile() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.csv, to: "a.csv")
            try program.write("{\"text\":\"a\",\"price\":1}\n{\"text\":\"b\", \"price\":\"y\"}\n", to: "b.jsonl")
            try load(program, "a.csv b.jsonl")
            let piped = try program.shell(
                """
                (cat b.jsonl; echo '{"text":"z","price":"z"}') | cultivar ingest - --profile ./prices.yaml --quiet
                """
            )
            #expect(piped.code == 0)
            _ = try program.shell("echo >> a.csv")
            let result = try program.run("export", "rejects", "--out", "rejected/")
            #expect(result.code == 1)
            #expect(
                result.output
                    == """
                    b.jsonl: 1 reject, 1 record -> rejected/b.jsonl
                    5 rejects = 1 written + 0 without bytes + 4 not found

                    """)
            #expect(
                result.errors.split(separator: "\n") == [
                    "cultivar: a.csv: 2 rejects not found: it is not the file that was loaded: "
                        + "it grew from 55 to 56 bytes",
                    "cultivar: -: 2 rejects not found: it was a stream, which is gone",
                ], "\(result.errors)")
        }
    }

    /// How a file is read follows from the call that loaded it.
    @Test func aFileIsReadAsItWasLoaded() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.profile, to: "prices.yaml")
            _ = try program.shell("printf 'text|price\\n\\351|1\\nb|x\\n\\351|y\\nc|2\\n' > a.csv")
            let call = "--profile ./prices.yaml --encoding windows-1252 --separator '|' --quiet"
            #expect(try program.shell("cultivar ingest a.csv \(call)").code == 0)
            let result = try program.run("export", "rejects", "--out", "rejected/")
            #expect(result.output.contains("(as UTF-8: load it without --encoding)"), "\(result)")
            #expect(try program.text(of: "rejected/a.csv") == "text|price\nb|x\né|y\n")
        }
    }

    @Test func rowsOfParquetComeAsJSONLines() throws {
        try Program.inFreshFolder { program in
            try program.write("{\"text\":\"a\",\"price\":1}\n", to: "c.jsonl")
            try load(program, "c.jsonl")
            let sql = """
                with recursive n(k) as (select 1 union all select k + 1 from n where k < 1000) \
                select 't"' || k as text, iif(k % 400 = 0, 'x' || k, '' || k) as price from n
                """
            #expect(
                try program.shell("cultivar query '\(sql.replacing("'", with: "'\\''"))' --format parquet > p.parquet")
                    .code == 0)
            try load(program, "p.parquet")
            let result = try program.run("export", "rejects", "--out", "r/")
            #expect(
                result.output.hasPrefix("p.parquet: 2 rejects, 2 records -> r/p.jsonl (as JSON lines, "), "\(result)")
            #expect(
                try program.text(of: "r/p.jsonl")
                    == "{\"text\":\"t\\\"400\",\"price\":\"x400\"}\n{\"text\":\"t\\\"800\",\"price\":\"x800\"}\n")
        }
    }
}
