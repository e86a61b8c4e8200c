import Foundation
import TestSupport
import Testing

/// Surveys in a store: loading, questions in SQL, and the same answers by the survey commands as from the files.
@Suite struct SurveyStoreTests {
    private func rows(_ program: Program, _ sql: String) throws -> String {
        let run = try program.run("query", sql, "--store", "s.sqlite", "--format", "csv")
        #expect(run.code == 0, "\(run.errors)")
        return run.output
    }

    @Test func theStoreGivesWhatTheFilesGive() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "60", "--out", "people.csv"))
            let load = try program.shell("cultivar ingest people.csv --profile invented --store s.sqlite")
            #expect(load.code == 0, "\(load.errors)")
            let text = try program.text(of: "people.csv").split(separator: "\n").map { $0.split(separator: ",") }
            let questions = text[0].count - 6
            #expect(
                load.output.hasSuffix(
                    "480 respondents, \(grouped(480 * questions)) answers seen = \(grouped(480 * questions)) stored "
                        + "+ 0 rejected + 0 skipped\n"), "\(load.output)")
            let again = try program.shell("cultivar ingest people.csv --profile invented --store s.sqlite")
            #expect(again.output.hasPrefix("people.csv: already loaded\n"))

            // Counted from the file by hand.
            let column = try #require(text[0].firstIndex(of: "V1"))
            let ones = text.dropFirst().count { $0[0] == "DEU" && $0[column] == "1" }
            let sql = "select count(*) as n from answers where country = 'DEU' and question = 1 and code = 1"
            #expect(try rows(program, sql) == "n\n\(ones)\n")
            #expect(
                try rows(program, "select count(*) as n from answers where country_iso2 = 'DE' and age > 200")
                    == "n\n0\n")
            let wordings = try rows(
                program, "select distinct answer from answers where status = 'dont_know' and code = -1")
            #expect(wordings == "answer\nDon't know\n")

            for command in [
                "labels --rule weighted", "audit", "audit --summary", "distance --replicates 100 --weighted",
                "distance --by culture --tree", "distance --map",
                "export --culture Arabic --size seeds", "export --culture One --size seeds --form llama",
            ] {
                let files = try program.shell("cultivar survey \(command) people.csv --profile invented")
                let stored = try program.shell("cultivar survey \(command) --store s.sqlite --profile invented")
                #expect(files.code == 0 && stored.code == 0, "\(command): \(files.errors) \(stored.errors)")
                #expect(files.output == stored.output, "\(command)")
            }
            try expectReports(program)
            #expect(try program.run("check", "--store", "s.sqlite").code == 0)
        }
    }

    /// After a full disk, a load of a survey failed for ever: "no such column: respondent".
    @Test func aSurveyIsLoadedWhereTheTableOfRespondentsLacksColumns() throws {
        try Program.inFreshFolder { program in
            let profile = """
                name: people
                inputs:
                  - files: ["*.jsonl"]
                    into: respondents
                    dataset: others
                    tags: {respondent: id}
                """
            try program.write(profile, to: "people.yaml")
            try program.write("{\"id\": \"a\"}\n", to: "others.jsonl")
            expect(
                succeeds: try program.run("ingest", "others.jsonl", "--profile", "people.yaml", "--store", "s.sqlite"))
            expect(try program.run("survey", "invent", "--respondents", "5", "--out", "people.csv"))
            expect(succeeds: try program.run("ingest", "people.csv", "--profile", "invented", "--store", "s.sqlite"))
            #expect(try rows(program, "select count(*) as n from respondents") == "n\n41\n")
        }
    }

    /// The reports give the numbers of the commands.
    private func expectReports(_ program: Program) throws {
        // Captions said n = 0 samples of a survey.
        let written = try program.shell(
            """
            cultivar report survey-answers-status --store s.sqlite --out t --format latex &&
            cultivar report survey-answers-status --store s.sqlite --out part --format latex --where "country = 'DEU'"
            """)
        let whole = try program.text(of: "t/survey-answers-status.tex")
        #expect(whole.contains(/Corpus: invented \(n~=~[1-9][0-9,]* answers\)/), "\(written.errors)")
        let part = try program.text(of: "part/survey-answers-status.tex")
        #expect(part.contains(/\(n~=~[1-9][0-9,]* of [1-9][0-9,]* answers\)\. Only answers with country = 'DEU'\./))
        for report in [
            "survey-answers", "survey-answers-means", "survey-answers-status", "label-audit-summary",
            "culture-distance-groups", "culture-distance-questions",
        ] {
            let run = try program.shell("cultivar report \(report) --store s.sqlite --format csv")
            #expect(run.code == 0 && run.output.split(separator: "\n").count > 2, "\(report): \(run.errors)")
        }
        let audit = try program.shell(
            """
            cultivar survey audit --store s.sqlite --profile invented --format csv | cut -d, -f1,3,7,9,10,11 | sort
            """)
        // The first table ends at an empty line.
        let report = try program.shell(
            """
            cultivar report label-audit --store s.sqlite --param left_out=0 --format csv | sed '/^$/,$d' \
                | cut -d, -f1,3,7,9,10,11 | sort
            """)
        #expect(audit.output.contains("DEU,1,"))
        #expect(report.output.replacing("\"", with: "") == audit.output.replacing("respondents", with: "n"))
        let distances = try program.shell(
            "cultivar survey distance --store s.sqlite --profile invented --replicates 0 --format csv")
        let pairs = try program.shell(
            "cultivar report culture-distance --store s.sqlite --format csv | sed '/^$/,$d'")
        func table(_ text: String, _ columns: [Int]) -> [String: Double] {
            var found: [String: Double] = [:]
            for line in text.split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                found[[cells[0], cells[1]].sorted().joined(separator: " ")] = Double(cells[columns[0]])
            }
            return found
        }
        let (one, other) = (table(distances.output, [3]), table(pairs.output, [4]))
        #expect(one.count == 28 && Set(one.keys) == Set(other.keys))
        for (pair, distance) in one { #expect(abs(distance - (other[pair] ?? -1)) < 1e-12, "\(pair)") }
    }

    @Test func rejectedCellsAreKeptWithTheirPlace() throws {
        try Program.inFreshFolder { program in
            try program.write(
                "country,respondent,Q1,Q2\nDEU,1,1,2\r\nDEU,2,many,-1\r\nAvg,,1.5,1.5\r\nDEU,2,2,9\r\n,3,,1\n",
                to: "p.csv")
            try program.write(
                """
                name: mine
                title: Mine
                columns: {country: [country], respondent: [respondent], question: "Q{id}", not_respondents: [Avg]}
                missing: [{code: -1, status: dont_know, wording: Don't know}]
                """, to: "mine.yaml")
            try program.write(
                """
                topic, q_id, q_content,option
                T,1,"Is it, say, good?",1. Yes 2. No
                T,2,Is it bad, or worse?,1. Yes, it is 2. No

                """.replacing("q_id, q_content", with: "q_id,q_content"), to: "q.csv")
            let load = try program.shell(
                "cultivar survey ingest p.csv --profile mine.yaml --seeds q.csv --store s.sqlite")
            #expect(load.code == 0, "\(load.errors)")
            #expect(load.errors.contains("1 records with unquoted commas were repaired"))
            #expect(load.output.contains("p.csv: record 2, column Q1: not_a_code: many"))
            #expect(load.output.contains("p.csv: 1 rows of sums left out"))
            #expect(load.output.contains("p.csv: 1 respondents without a country"))
            #expect(load.output.contains("p.csv: 1 respondents with an id that another one has"))
            #expect(load.output.contains("4 respondents, 8 answers seen = 7 stored + 1 rejected + 0 skipped"))
            #expect(
                try rows(program, "select status, count(*) as n from answers group by status order by status")
                    == "status,n\ndont_know,1\nmissing,1\noutside_scale,1\nvalid,4\n")
            #expect(try rows(program, "select code, column_name from reject") == "code,column_name\nnot_a_code,Q1\n")

            // Another question of a known id is another survey.
            try program.write("topic,q_id,q_content,option\nT,1,Something else?,1. Yes 2. No\n", to: "other.csv")
            try program.write("country,respondent,Q1\nFRA,1,1\n", to: "france.csv")
            let other = try program.shell(
                "cultivar survey ingest france.csv --profile mine.yaml --seeds other.csv --store s.sqlite")
            #expect(other.code == 1 && other.errors.contains("has another one of this id"), "\(other.errors)")
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "20", "--out", "people.csv"))
            #expect(try program.shell("cultivar ingest people.csv --profile invented --store s.sqlite").code == 0)
            try program.write("", to: "empty.csv")
            for (line, code, words) in [
                ("survey labels", 2, "--store FILE"),
                ("survey labels people.csv --store s.sqlite", 2, "not both"),
                ("survey labels --store s.sqlite --dataset none", 1, "it has those of invented"),
                ("ingest people.csv --profile wvs --store t.sqlite", 1, "B_COUNTRY_ALPHA"),
                ("ingest people.csv --profile invented --dry-run", 2, "--dry-run"),
                ("ingest people.csv --seeds q.jsonl", 2, "--profile"),
                ("ingest empty.csv --profile invented --store t.sqlite", 1, "empty.csv"),
                ("survey distance --store s.sqlite --figure f.json", 2, "--map or --tree"),
                ("survey compare --store s.sqlite --profile invented", 2, "--shares FILE"),
                ("survey compare --store s.sqlite --profile invented --shares people.csv", 1, "“question” and “code”"),
            ] {
                let run = try program.shell("cultivar \(line)")
                #expect(run.code == Int32(code) && run.errors.contains(words), "\(line): \(run.code) \(run.errors)")
            }
            #expect(!program.exists("t.sqlite"))
        }
    }

    @Test func aModelIsComparedWithPeople() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "60", "--out", "people.csv"))
            #expect(try program.shell("cultivar ingest people.csv --profile invented --store s.sqlite").code == 0)
            // A model that answers as the people of each country do.
            let sql = """
                select 'mirror' as model, country as "group", question, code, count(*) as n from answers
                where status = 'valid' group by 1, 2, 3, 4
                """
            try program.write(try rows(program, sql), to: "mirror.csv")
            let run = try program.shell(
                """
                cultivar survey compare --store s.sqlite --profile invented --shares mirror.csv --replicates 100 \
                --format csv | tail -1
                """)
            let cells = run.output.dropLast().split(separator: ",", omittingEmptySubsequences: false)
            #expect(run.code == 0 && cells.count == 10, "\(run.errors)")
            #expect(cells[0] == "mirror" && cells[1].isEmpty && Double(cells[7]) == 100)
        }
    }

    private func grouped(_ number: Int) -> String {
        var text = "\(number)"
        if text.count > 3 { text.insert(",", at: text.index(text.endIndex, offsetBy: -3)) }
        return text
    }
}
