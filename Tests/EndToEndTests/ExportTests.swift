import Foundation
import TestSupport
import Testing

/// Samples out of the store: forms, samples, shards, failures.
@Suite struct ExportTests {
    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private func ids(_ program: Program, _ name: String) throws -> [String] {
        lines(try program.text(of: name)).map { String($0.prefix { $0 != "," && $0 != "}" }) }
    }

    @Test func formsOfTheSameSamples() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let columns = "id,stage,culture,cultural,text,places,countries.iso2"
            let result = try program.run("export", "samples", "--columns", columns, "--out", "a.jsonl")
            #expect(result.code == 0 && result.errors.isEmpty)
            #expect(result.outputWithoutTimes == "a.jsonl: 5 rows selected = written; 1 file, 700 B\n")
            #expect(
                try program.text(of: "a.jsonl") == #"""
                    {"id":1,"stage":"pretraining","culture":"GeneralCulture","cultural":1,"text":"Koshari is a dish.","places":["Egypt"],"countries.iso2":["EG"]}
                    {"id":2,"stage":"pretraining","culture":"NoCulture","cultural":0,"text":"Two and two is four.","places":[],"countries.iso2":[]}
                    {"id":3,"stage":"pretraining","culture":"CultureAsKnowledge","cultural":1,"text":"Le Nil traverse Le Caire.","places":["Egypt","Cairo"],"countries.iso2":["EG"]}
                    {"id":4,"stage":"sft","culture":"CultureAsKnowledge","cultural":1,"text":"Ceviche y mate","places":["Peru","Atlantis"],"countries.iso2":["PE"]}
                    {"id":5,"stage":"sft","culture":"CultureAsBias","cultural":1,"text":"Une recette","places":["Peru"],"countries.iso2":["PE"]}

                    """#)
            let csv = try program.run(
                "export", "samples", "--columns", "id,places", "--where", "stage = $s", "--param", "s=sft", "--out",
                "-",
                "--format", "csv", "--list-separator", " / ")
            #expect(csv.output == "id,places\n4,Peru / Atlantis\n5,Peru\n")
            #expect(csv.errors.hasPrefix("-: 2 rows selected = written"))
            #expect(try program.run("export", "samples", "--out", "-", "--format", "csv", "--quiet").errors.isEmpty)
        }
    }

    private static let sameAsLines = """
        import json, sys, duckdb, polars, pyarrow.parquet as pq
        wanted = [json.loads(line) for line in open(sys.argv[2])]
        assert pq.read_table(sys.argv[1]).to_pylist() == wanted
        assert polars.read_parquet(sys.argv[1]).to_dicts() == wanted
        result = duckdb.sql(f"select * from '{sys.argv[1]}'")
        names = result.columns
        assert [dict(zip(names, row)) for row in result.fetchall()] == wanted
        metadata = pq.read_metadata(sys.argv[1])
        assert metadata.created_by.startswith("cultivar version ") and metadata.metadata[b"cultivar.relation"] == b"samples"
        """

    @Test(
        .enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint),
        .enabled(if: DocumentationTests.hasSample, "samples/culture-sample is absent"))
    func parquetHasWhatJSONLinesHave() throws {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample").path
            _ = try program.shell("cultivar ingest '\(sample)' --stages '\(sample)/stages.csv' --quiet")
            for condition in ["1", "cultural", "0", "id = 7"] {
                for name in ["a.parquet", "a.jsonl"] {
                    let result = try program.run("export", "samples", "--where", condition, "--out", name)
                    #expect(result.code == 0, "\(result.errors)")
                }
                let paths = ["a.parquet", "a.jsonl"].map { program.folder.appending(path: $0).path }
                let (output, code) = try PythonEnvironment.run(Self.sameAsLines, paths)
                #expect(code == 0, "\(condition): \(output)")
            }
        }
    }

    @Test func relationsAndStatements() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            _ = try program.run(
                "export", "places", "--columns", "place,id", "--where", "place <> 'Cairo'", "--out", "p.csv")
            #expect(try program.text(of: "p.csv") == "place,id\nEgypt,1\nEgypt,3\nPeru,4\nAtlantis,4\nPeru,5\n")
            try program.write("select stage, sum(n) as n, $x as x from samples group by 1;\n", to: "q.sql")
            _ = try program.run("export", "--query-file", "q.sql", "--param", "x=0.5", "--out", "q.jsonl")
            #expect(
                try program.text(of: "q.jsonl")
                    == "{\"stage\":\"pretraining\",\"n\":3,\"x\":0.5}\n{\"stage\":\"sft\",\"n\":2,\"x\":0.5}\n")
            let two = try program.run(
                "export", "places", "--sample", "2", "--shuffle", "--shards", "2", "--out", "p.csv")
            #expect(two.code == 0, "\(two.errors)")
            #expect(try program.text(of: "p-00000-of-00002.csv").split(separator: "\n").count == 2)
        }
    }

    /// The same rows, whatever the format and the number of files; each seed draws other rows.
    @Test func samplesFollowFromTheSeed() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            func sample(_ options: String) throws -> [String] {
                let result = try program.shell(
                    "cultivar export samples --columns id --sample 3 --out s.jsonl \(options)")
                #expect(result.code == 0, "\(result.errors)")
                return try ids(program, "s.jsonl")
            }
            let drawn = try sample("--seed 5")
            #expect(drawn.count == 3 && drawn == drawn.sorted() && Set(drawn).count == 3)
            #expect(try sample("--seed 5") == drawn)
            #expect(try (0..<10).contains { try sample("--seed \($0)") != drawn })
            #expect(try sample("--seed 5 --shuffle").sorted() == drawn)
            let sharded = "cultivar export samples --columns id --sample 3 --seed 5 --shards 2 --out t.jsonl"
            #expect(try program.shell(sharded).code == 0)
            #expect(try ids(program, "t-00000-of-00002.jsonl") + ids(program, "t-00001-of-00002.jsonl") == drawn)
            let other = try program.shell(sharded.replacing("--shards 2", with: "--shards 3"))
            #expect(other.output.contains("t-00000-of-00002.jsonl and 1 more: left by an export"))

            let record = try JSONSerialization.jsonObject(
                with: Data(contentsOf: program.folder.appending(path: "s.jsonl.json")))
            let object = try #require(record as? [String: Any])
            #expect(
                object["seed"] as? Int == 5 && object["written"] as? Int == 3 && object["shuffled"] as? Bool == true)
        }
    }

    @Test func balancedSampleTellsWhatItFellShortOf() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.run(
                "export", "samples", "--sample", "4", "--balance", "stage,language", "--columns", "id", "--out", "b.csv"
            )
            #expect(
                result.outputWithoutTimes == """
                    stage        language  available  drawn  short of its share
                    ───────────  ────────  ─────────  ─────  ──────────────────
                    pretraining  English           2      1                   0
                    pretraining  French            1      1                   0
                    sft          French            1      1                   0
                    sft          Spanish           1      1                   0
                    b.csv: 5 rows selected, 4 drawn = written; 1 file, 11 B, seed 0; b.csv.json tells how

                    """)
            let more = try program.run("export", "samples", "--sample", "9", "--balance", "stage", "--out", "b.csv")
            #expect(more.output.contains("sft                  2      2                   2\n"))
            #expect(more.output.contains("5 drawn = written (4 fewer than asked for: there are no more)"))
        }
    }

    @Test(arguments: [
        ("samples --where 'stage = 1 and languge = 2' --out x.csv", "no such column: languge (line 1, column 15)"),
        ("samples --where 'languge = 2' --out x.csv", "did you mean language?"),
        ("samples --where 'stage = (' --out x.csv", "in --where"),
        ("samples --columns cultre --out x.csv", "there is no column cultre: did you mean culture?"),
        ("samples --columns id,text,ID --out x.csv", "column ID is asked for twice"),
        ("sampels --out x.csv", "there is no relation sampels: did you mean samples?"),
        ("places --columns plaec --out x.csv", "did you mean place?"),
        ("samples --sample 2 --balance places --out x.csv", "places has several"),
        ("samples --sample 2 --balance text --out x.csv", "text is neither"),
        ("--query 'drop table file' --out x.csv", "open for reading only"),
        ("--query 'create temp table t as select 1' --out x.csv", "only a statement that gives rows"),
        ("places --markers '{place}' --out x.csv", "--markers is for samples"),
        ("samples --markers '<a>{culture' --out x.csv", "“{” is not closed"),
        ("samples --markers '{cultre}' --out x.csv", "did you mean culture?"),
        ("samples --columns places --list-separator t --out x.csv", "cannot stand in a list"),
        ("samples --out no/such/folder/x.csv", "No such file or directory"),
    ])
    func mistakes(arguments: String, message: String) throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.shell("cultivar export \(arguments)")
            #expect(result.code == 1 && result.output.isEmpty)
            #expect(result.errors.contains(message), "\(result.errors)")
            #expect(!program.exists("x.csv") && !program.exists("x.csv.part"))
        }
    }

    @Test(arguments: [
        "samples --out x", "--out x.csv", "samples --query 'select 1' --out x.csv",
        "samples --out - --format csv --shards 2",
        "samples --balance stage --out x.csv", "samples --sample -1 --out x.csv",
        "samples --marker-dropout 0.5 --out x.csv",
        "samples --markers '{culture}' --marker-dropout 1.5 --out x.csv", "--query 'select 1' --columns a --out x.csv",
    ])
    func wrongUsage(arguments: String) throws {
        try Program.inFreshFolder { program in
            let result = try program.shell("cultivar export \(arguments)")
            #expect(result.code == 2 && result.output.isEmpty && result.errors.hasPrefix("Error: "), "\(result.errors)")
        }
    }

    /// Whatever ends the writing, the former file is whole.
    @Test(arguments: ["csv", "jsonl", "parquet"])
    func aFailureMidwayLeavesTheFormerFile(format: String) throws {
        try Program.inFreshFolder { program in
            try program.write("former", to: "out.\(format)")
            try program.write(
                "text\n" + (1...4_000).map { "text \($0) \($0 &* 2_654_435_761)\n" }.joined(), to: "many.csv")
            #expect(try program.run("ingest", "many.csv").code == 0)
            let export = "cultivar export samples --compression none --out out.\(format)"
            // SQLite has a file of 32 kB beside a store. The limit of the file's size ends the process, as a kill
            // would, or is an error like a full disk.
            let killed = try program.shell("(ulimit -f 64; exec \(export))")
            #expect(killed.code != 0 && killed.output.isEmpty)
            #expect(try program.text(of: "out.\(format)") == "former")
            let failed = try program.shell("(trap '' XFSZ; ulimit -f 64; exec \(export))")
            #expect(failed.code == 1 && failed.errors.contains("cannot write out.\(format): File too large"))
            #expect(try program.text(of: "out.\(format)") == "former")
            #expect(!program.exists("out.\(format).part"))
            // All shards appear together or not at all.
            _ = try program.shell("(trap '' XFSZ; ulimit -f 64; exec \(export) --shards 2)")
            #expect(!program.exists("out-00000-of-00002.\(format)") || program.exists("out-00001-of-00002.\(format)"))
            #expect(try program.shell(export).code == 0)
            let written = try Data(contentsOf: program.folder.appending(path: "out.\(format)"))
            #expect(written.count > 64 << 10)
        }
    }

    @Test func aClosedPipeIsAQuietEnd() throws {
        try Program.inFreshFolder { program in
            try program.write(
                "text\n" + String(repeating: "some text that fills the pipe\n", count: 9_000), to: "many.csv")
            _ = try program.run("ingest", "many.csv")
            let result = try program.shell(
                "set +o pipefail; cultivar export samples --format jsonl --out - | head -n 1 | wc -l")
            #expect(result.output == "1\n" && result.errors.isEmpty)
        }
    }

    @Test func linksAndDevices() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.shell(
                """
                mkdir real && echo old > real/a.csv && ln -s real/a.csv link.csv \
                && cultivar export samples --columns id --out link.csv --quiet && test -L link.csv && head -1 real/a.csv \
                && cultivar export samples --out /dev/null --format csv --quiet && test -c /dev/null
                """)
            expect(result, output: "id\n")
        }
    }

    @Test func markersInTheText() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let result = try program.run(
                "export", "samples", "--columns", "id,text", "--out", "m.jsonl", "--markers",
                "<culture>{culture}</culture>[<places>{places}</places>]\\n{text}")
            #expect(
                result.outputWithoutTimes == """
                    marker culture: 5 samples carry it, 0 have no value, 0 lost it by chance
                    marker places: 4 samples carry it, 1 have no value, 0 lost it by chance
                    markers: 5 samples = 5 marked + 0 left without by chance + 0 without a marker left
                    m.jsonl: 5 rows selected = written; 1 file, 463 B, seed 0; m.jsonl.json tells how

                    """)
            #expect(
                lines(try program.text(of: "m.jsonl"))[2] == #"""
                    {"id":3,"text":"<culture>CultureAsKnowledge</culture><places>Egypt, Cairo</places>\nLe Nil traverse Le Caire."}
                    """#)
            try program.write("{language}|{text}\n", to: "template.txt")
            let column = try program.run(
                "export", "samples", "--columns", "id", "--out", "m.csv", "--markers-file", "template.txt",
                "--marker-column", "prompt", "--marker-dropout-by", "source=aya:1", "--seed", "3")
            #expect(column.code == 0, "\(column.errors)")
            #expect(column.output.contains("drop-out by source=aya: 2 samples have this value\n"), "\(column.output)")
            // A rule that fits no sample shows in the account.
            let misspelt = try program.run(
                "export", "samples", "--out", "n.csv", "--markers", "{language}|{text}", "--marker-dropout-by",
                "source=Aya:1")
            #expect(misspelt.output.contains("drop-out by source=Aya: 0 samples have this value\n"), "\(misspelt)")
            let unknown = try program.run(
                "export", "samples", "--out", "n.csv", "--markers", "{language}|{text}", "--marker-dropout-each",
                "culture:0.5")
            #expect(
                unknown.code == 1 && unknown.errors.contains("no marker has this column; the markers have language"),
                "\(unknown)")
            #expect(
                try program.text(of: "m.csv") == """
                    id,prompt
                    1,English|Koshari is a dish.
                    2,English|Two and two is four.
                    3,French|Le Nil traverse Le Caire.
                    4,Ceviche y mate
                    5,Une recette

                    """)
        }
    }
}
