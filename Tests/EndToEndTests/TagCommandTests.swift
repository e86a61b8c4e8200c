import Foundation
import TestSupport
import Testing

/// Tagging as a user runs it: against the stand-in of a server, by lexicons, and by labels from files.
@Suite struct TagCommandTests {
    private static let secret = "sk-test-0123456789abcdef"

    /// 40 samples in two stages; one has the text of the first with other blanks, and one has none.
    private static func corpus() -> String {
        var lines = (1...38).map { number in
            let culture = number % 3 == 0 ? "NoCulture" : "CultureAsKnowledge"
            return """
                {"text": "Text \(number) about the festival of Japan", "stage": "\(number % 2 == 0 ? "sft" : "pretraining")", \
                "culture": "\(culture)", "language": "eng"}
                """
        }
        lines.append(#"{"text": "Text 1  about the festival of Japan ", "stage": "sft", "culture": "NoCulture"}"#)
        lines.append(#"{"stage": "sft", "culture": "NoCulture"}"#)
        return lines.joined(separator: "\n") + "\n"
    }

    private func withCorpus(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try program.write(Self.corpus(), to: "corpus.jsonl")
            #expect(try program.run("ingest", "corpus.jsonl", "--quiet").code == 0)
            try body(program)
        }
    }

    private func judgements(_ program: Program, _ tagger: String) throws -> String {
        let adopted = try program.run("tag", "adopt", "--tagger", tagger, "--judgements", "--quiet")
        #expect(adopted.code == 0, "\(adopted.errors)")
        let result = try program.run(
            "query", "select item, dimension, value from judgements where tagger = '\(tagger)' order by 1, 2, 3",
            "--format", "csv")
        return result.output
    }

    // MARK: - Servers

    @Test(.enabled(if: StandInServer.isPresent, "no Python for the stand-in server"))
    func threeDialectsGiveTheSameTags() throws {
        try withCorpus { program in
            var all: [String] = []
            for (name, options) in [
                ("vllm", ["--dialect", "vllm"]), ("llama", ["--dialect", "llama.cpp"]),
                ("ollama", ["--dialect", "ollama", "--faults", "503=0.1,fence=0.2,comma=0.1,drop=0.1,foreign=0.1"]),
            ] {
                let server = try StandInServer(options)
                let run = try program.run(
                    "tag", "--tagger", name, "--endpoint", server.address, "--model", "m", "--concurrency", "4")
                #expect(run.code == 0, "\(run.errors)")
                #expect(
                    run.output.hasPrefix(
                        "\(name) (revision 1): 40 samples seen = 38 tagged + 0 failed + 0 refused + 1 done before or "
                            + "equal to another + 1 without a text\n"), "\(run.output)")
                #expect(try server.count("asked_after_success") == 0)
                #expect(try server.count("invalid") == 0)
                let asked = try server.count("requests")
                let again = try program.run(
                    "tag", "--tagger", name, "--endpoint", server.address, "--model", "m", "--quiet")
                expect(again)
                #expect(try server.count("requests") == asked)
                all.append(try judgements(program, name))
            }
            #expect(all[0] == all[1] && all[0] == all[2])
            #expect(all[0].split(separator: "\n").count > 38 * 5)
            // Adopting again adds nothing.
            #expect(try judgements(program, "vllm") == all[0])
            let status = try program.run("tag", "status", "--format", "csv")
            #expect(status.output.contains("vllm,1,endpoint,m,127.0.0.1:"))
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no Python for the stand-in server"))
    func aWrongKeyIsOneRequestAndLeavesNoTrace() throws {
        try withCorpus { program in
            let server = try StandInServer(["--key", "another"])
            let run = try program.shell(
                "cultivar tag --tagger t --endpoint \(server.address) --model m",
                environment: ["CULTIVAR_API_KEY": Self.secret])
            #expect(run.code == 1 && run.errors.contains("refuses the key"))
            #expect(try server.count("requests") == 1)
            let traces = try program.shell("grep -rlF '\(Self.secret.dropFirst(8))' . ; true")
            #expect(traces.output.isEmpty)
            #expect(!(run.output + run.errors).contains(Self.secret.dropFirst(8)))
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no Python for the stand-in server"))
    func whatIsLeftGoesOnWithTheSameCommand() throws {
        try withCorpus { program in
            let server = try StandInServer()
            let command = "cultivar tag --tagger t --endpoint \(server.address) --model m --concurrency 1"
            let first = try program.shell(command + " --max-tokens-total 2500")
            #expect(first.code == 75 && first.errors.contains("budget of tokens"))
            #expect(first.errors.contains("cultivar tag"))
            let second = try program.shell(command)
            #expect(second.code == 0)
            #expect(try server.count("requests") == 38)
            // Another prompt is another revision, and the old answers stay.
            try program.write(
                """
                name: short
                system: "Tag the text. {{dimensions}}"
                again: "That did not have the required form: {{allowed}}"
                """, to: "prompt.yaml")
            let other = try program.shell(command + " --prompt prompt.yaml --sample 10 --stratify stage")
            #expect(other.code == 0 && other.output.hasPrefix("t (revision 2): 10 samples seen"), "\(other.output)")
            let status = try program.run("tag", "status", "--format", "csv")
            #expect(status.output.split(separator: "\n").count == 3)
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no Python for the stand-in server"))
    func aDryRunAsksAndWritesNothing() throws {
        try withCorpus { program in
            let server = try StandInServer()
            let run = try program.run(
                "tag", "--tagger", "t", "--endpoint", server.address, "--model", "m", "--dry-run", "--prompt-price",
                "2",
                "--requests-per-minute", "19")
            #expect(run.code == 0, "\(run.errors)")
            let first = "40 samples = 38 to ask + 0 done before + 1 equal to another + 1 without a text\n"
            #expect(run.output.hasPrefix(first))
            #expect(run.output.contains("38 requests to 127.0.0.1:\(server.port)"))
            #expect(run.output.contains("at least 2:00"))
            #expect(try server.count("requests") == 0)
            #expect(!program.exists("corpus.sqlite-tags"))
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try withCorpus { program in
            let wrong: [(line: String, code: Int32, words: String)] = [
                ("--tagger t", 2, "--endpoint URL"), ("--tagger t --endpoint http://127.0.0.1:1/v1", 2, "--model"),
                ("--tagger t --endpoint ftp://x --model m", 1, "ftp://x"),
                ("--tagger t --endpoint https://api.example.org/v1 --model m", 1, "CULTIVAR_API_KEY"),
                ("--tagger t --offline --dimensions colour", 1, "colour"),
                ("--tagger t --offline --where 'no_column = 1'", 1, "no_column"),
                ("--tagger t --offline --text culture", 1, "culture"),
                ("--tagger t --offline --lexicon none.yaml", 1, "none.yaml"),
                ("--tagger t --offline --sample 5 --stratify places", 1, "places"),
                ("status", 1, "nothing has been tagged"), ("adopt --tagger t", 1, "nothing has been tagged"),
            ]
            for (line, code, words) in wrong {
                let run = try program.shell("cultivar tag " + line)
                #expect(run.code == code && run.errors.contains(words), "\(line): \(run.errors)")
            }
        }
    }

    // MARK: - Lexicons and adoption

    @Test func tagsBecomeTheSamplesOwn() throws {
        try withCorpus { program in
            let run = try program.run("tag", "--tagger", "words", "--offline")
            #expect(run.code == 0 && run.output.contains("38 tagged"), "\(run.errors)")
            let refused = try program.run("tag", "adopt", "--tagger", "words", "--dimensions", "culture,places")
            #expect(refused.code == 1 && refused.errors.contains("--replace"))
            let copied = try program.run(
                "tag", "adopt", "--tagger", "words", "--dimensions", "culture,places", "--replace", "--out",
                "new.sqlite")
            #expect(copied.code == 0, "\(copied.errors)")
            let sql = "select culture, count(*) from samples group by 1 order by 1"
            let before = try program.run("query", sql, "--format", "csv").output
            #expect(before == "culture,count(*)\nCultureAsKnowledge,26\nNoCulture,14\n")
            // 39 texts with a festival; the sample without a text keeps its tag.
            let after = try program.run("query", sql, "--format", "csv", "--store", "new.sqlite").output
            #expect(after == "culture,count(*)\nCultureAsKnowledge,39\nNoCulture,1\n")
            let countries = try program.run(
                "query", "select iso2, count(*) from countries group by 1", "--format", "csv", "--store", "new.sqlite")
            #expect(countries.output == "iso2,count(*)\nJP,39\n")
            #expect(try program.run("check", "--store", "new.sqlite").code == 0)
            // What cubes say is what rows say.
            let rows = try program.run(
                "query", "select culture, stage, count(*), group_concat(id) from samples group by 1, 2", "--store",
                "new.sqlite", "--format", "csv")
            let cubes = try program.run(
                "query", "select culture, stage, count(*) from samples group by 1, 2", "--store", "new.sqlite",
                "--format",
                "csv")
            let firstCells = rows.output.split(separator: "\n").map { line in
                line.split(separator: ",").prefix(3).joined(separator: ",")
            }
            #expect(firstCells == cubes.output.split(separator: "\n").map(String.init))
            // A domain was tagged by nobody before, so nothing is replaced.
            #expect(try program.run("tag", "adopt", "--tagger", "words", "--dimensions", "domain", "--quiet").code == 0)
            #expect(try program.run("check").code == 0)
        }
    }

    // MARK: - People

    @Test func labelsComeBackAndAreCompared() throws {
        try withCorpus { program in
            let sheet = try program.run(
                "tag", "sheet", "--sample", "20", "--stratify", "stage", "--dimensions", "culture", "--out",
                "sheet.csv",
                "--codebook", "codebook.md")
            #expect(sheet.code == 0 && sheet.errors.hasPrefix("sheet.csv: 20 samples drawn = "))
            let codebook = try program.text(of: "codebook.md")
            #expect(codebook.contains("**CultureAsBias**"))
            // Anna agrees with the store; Ben calls the first four texts biased.
            let fill = """
                import csv, subprocess, sys
                rows = list(csv.DictReader(open("sheet.csv", encoding="utf-8-sig")))
                own = dict(line.split(",") for line in subprocess.run(
                    ["cultivar", "query", "select id, culture from samples", "--format", "csv"],
                    capture_output=True, text=True).stdout.split())
                for name in ("anna", "ben"):
                    with open(name + ".csv", "w", newline="") as file:
                        writer = csv.DictWriter(file, rows[0])
                        writer.writeheader()
                        for place, row in enumerate(rows):
                            value = own[row["key"].split("-")[0].split("+")[0]]
                            writer.writerow(row | {"culture": "CultureAsBias" if name == "ben" and place < 4 else value})
                """
            try program.write(fill, to: "fill.py")
            #expect(try program.shell("python3 fill.py").code == 0)
            for name in ["anna", "ben"] {
                let labels = try program.run("tag", "labels", "\(name).csv", "--rater", name)
                #expect(labels.code == 0 && labels.output.contains("0 rejected + 0 known before"), "\(labels.errors)")
            }
            let known = try program.run("tag", "labels", "ben.csv", "--rater", "ben")
            #expect(known.output.contains("= 0 kept + 0 rejected"))
            let pairs = try program.run("report", "agreement-pairs", "--format", "csv")
            let lines = pairs.output.split(separator: "\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let annaBen = try #require(lines.first { $0.contains("anna") && $0.contains("ben") })
            let header = lines[0]
            func cell(_ line: [String], _ column: String) throws -> String {
                line[try #require(header.firstIndex(of: column), "\(header)")]
            }
            let count = try #require(Int(try cell(annaBen, "n")))
            #expect(try cell(annaBen, "agreeing") == "\(count - 4)")
            let annaSamples = try #require(lines.first { $0.contains("anna") && $0.contains("samples") })
            #expect(try cell(annaSamples, "n") == (try cell(annaSamples, "agreeing")))
            #expect(try cell(annaSamples, "kappa") == "1.0")
            for report in ["agreement", "tag-validity", "corrected-shares"] {
                let run = try program.run("report", report, "--format", "csv")
                #expect(run.code == 0, "\(report): \(run.errors)")
            }
            // The raw shares and the corrected ones of one rater, after the report itself.
            let corrected = try program.run("report", "composition", "--correct", "anna", "--format", "csv")
            let alone = try program.run(
                "report", "corrected-shares", "--param", "gold=anna", "--param", "dimension=culture", "--format", "csv")
            #expect(corrected.code == 0 && corrected.output.hasSuffix("\n" + alone.output), "\(corrected.errors)")
            for names in [["overview"], ["domains", "decay"]] {
                let refused = try program.shell("cultivar report \(names.joined(separator: " ")) --correct anna")
                #expect(refused.code == 1 && refused.errors.contains("decay (culture)"), "\(refused.errors)")
            }
        }
    }

    /// Regression: spellings of a tag that no label has were values of their own, so that macro-F1 and alpha had more
    /// classes.
    @Test func spellingsThatNoLabelHasAreOneValue() throws {
        func reports(_ spellings: [String]) throws -> [String] {
            try Program.inFreshFolder { program in
                let cultures = ["NoCulture", "NoCulture", "CultureAsBias"] + spellings
                let lines = cultures.enumerated().map { number, culture in
                    #"{"text": "text \#(number)", "stage": "sft", "language": "eng", "culture": "\#(culture)"}"#
                }
                try program.write(lines.joined(separator: "\n"), to: "corpus.jsonl")
                expect(succeeds: try program.run("ingest", "corpus.jsonl", "--quiet"))
                let labels = (1...cultures.count).map { "\($0),\($0 == 3 ? "CultureAsBias" : "NoCulture")\n" }
                try program.write("key,culture\n" + labels.joined(), to: "anna.csv")
                expect(succeeds: try program.run("tag", "labels", "anna.csv", "--rater", "anna"))
                return try ["agreement", "tag-validity", "corrected-shares-values"].map { name in
                    let run = try program.run("report", name, "--format", "csv")
                    expect(succeeds: run)
                    // The value is named by one of its spellings.
                    return run.output.replacing("General culture", with: "GeneralCulture")
                }
            }
        }
        let one = try reports(Array(repeating: "GeneralCulture", count: 4))
        #expect(try reports(["GeneralCulture", "General culture", "generalculture", "general_culture"]) == one)
    }

    @Test func wrongLabelsAreRefusedOrRejected() throws {
        try withCorpus { program in
            func labels(_ text: String, _ options: String = "") throws -> RunResult {
                try program.write(text, to: "l.csv")
                return try program.shell("cultivar tag labels l.csv " + options)
            }
            let outside = try labels("key,rater,dimension,value\n1,a,culture,Culturish\n")
            #expect(outside.code == 1 && outside.errors.contains("Culturish"))
            let twice = try labels("key,rater,dimension,value\n1,a,culture,NoCulture\n1,a,culture,NoCulture\n")
            #expect(twice.code == 1 && twice.errors.contains("lines 2 and 3"))
            let nobody = try labels("key,culture\n1,NoCulture\n")
            #expect(nobody.errors.contains("name the rater"))
            let nothing = try labels("key,a,b\n1,NoCulture,NoCulture\n")
            #expect(nothing.errors.contains("column per rater"))
            let nowhere = try labels("key,rater,dimension,value\n99,a,culture,NoCulture\n")
            #expect(nowhere.code == 1 && nowhere.errors.contains("99"))
            let some = try labels(
                "key,rater,dimension,value\n99,a,culture,NoCulture\n1,a,culture,no culture\n2,a,culture,\n"
                    + "2,a,places,none\n")
            #expect(some.code == 0 && some.errors.contains("l.csv:2: “99”"))
            #expect(
                some.output == "l.csv: 3 labels seen = 2 kept + 1 rejected + 0 known before; 2 rows of judgements\n")
            let other = try labels("key,rater,dimension,value\n1,a,culture,GeneralCulture\n")
            #expect(other.code == 0 && other.output.contains("= 0 kept + 1 rejected"))
            #expect(other.errors.contains("as NoCulture"))
            let stored = try program.run(
                "query", "select sample, dimension, value, stage from judgements order by 2", "--format", "csv")
            #expect(stored.output == "sample,dimension,value,stage\n1,culture,NoCulture,pretraining\n2,places,,sft\n")
            #expect(try program.run("check").code == 0)
        }
    }

    // MARK: - Duplicates

    @Test func duplicatesBecomeColumns() throws {
        try Program.inFreshFolder { program in
            let near =
                "a feast with many old songs and dances in the village by the river where people meet each year in May"
            let texts = [
                ("pretraining", near), ("pretraining", "another text altogether"), ("sft", near),
                ("sft", near.uppercased() + "!"), ("sft", "a text of its own"), ("sft", ""),
            ]
            let lines = texts.map { stage, text in #"{"text": "\#(text)", "stage": "\#(stage)"}"# }
            try program.write(lines.joined(separator: "\n"), to: "corpus.jsonl")
            #expect(try program.run("ingest", "corpus.jsonl", "--quiet").code == 0)
            let found = try program.run("index", "duplicates")
            #expect(
                found.code == 0
                    && found.output.hasPrefix(
                        "corpus.sqlite: 5 texts = 3 kept + 1 exact and 1 near duplicates of them; 1 groups; "),
                "\(found)")
            let columns = try program.run(
                "query", "select id, duplicate, duplicate_of, duplicate_group from samples order by id", "--format",
                "csv")
            #expect(
                columns.output
                    == "id,duplicate,duplicate_of,duplicate_group\n1,first,,1\n2,unique,,2\n3,exact,1,1\n4,near,1,1\n"
                    + "5,unique,,5\n6,,,\n")
            let pairs = try program.run("report", "duplicates-pairs", "--format", "csv")
            #expect(pairs.output.contains("sft,pretraining,2,3,") && pairs.output.contains("pretraining,sft,1,2,0.5,"))
            let kept = try program.run("report", "decay", "--deduplicated")
            #expect(kept.code == 1 || kept.code == 0)
            #expect(try program.run("check").code == 0)
            let exact = try program.run("index", "duplicates", "--exact")
            #expect(exact.output.contains("4 kept + 1 exact and 0 near"))
            #expect(try program.run("index", "duplicates", "--drop", "--quiet").code == 0)
            let dropped = try program.run("query", "select count(duplicate_group) from samples", "--format", "csv")
            #expect(dropped.output == "count(duplicate_group)\n0\n")
            let threshold = try program.run("index", "duplicates", "--threshold", "0.1")
            #expect(threshold.code == 1 && threshold.errors.contains("0.1"))
        }
    }
}
