import Foundation
import TestSupport
import Testing

/// Scores of models as a user gets them: from stored replies, from samples files, from a server, and from the store.
@Suite struct EvaluateCommandTests {
    /// 40 texts: every fourth is offensive.
    private static let benchmark = (1...40).map { row in
        "{\"data\": \"text number \(row)\", \"label\": \"\(row.isMultiple(of: 4) ? "OFF" : "NOT")\"}\n"
    }.joined()

    /// Replies of two models: `good` is wrong in rows 1 and 4, `poor` says nothing useful in every fifth row.
    private static let replies = (1...40).map { row -> String in
        let isOffensive = row.isMultiple(of: 4)
        let good = [1, 4].contains(row) != isOffensive ? "OFF" : "NOT_OFF"
        let poor = row.isMultiple(of: 5) ? "?" : "NOT_OFF"
        return [("good", good), ("poor", poor)].map { model, reply in
            "{\"row\": \(row), \"model\": \"\(model)\", \"reply\": \"\(reply)\"}\n"
        }.joined()
    }.joined()

    private func table(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard let names = lines.first else { return [] }
        return lines.dropFirst().map { line in
            Dictionary(zip(names.map(String.init), line.map(String.init)), uniquingKeysWith: { first, _ in first })
        }
    }

    private func number(_ row: [String: String], _ column: String) -> Double {
        row[column].flatMap { Double($0) } ?? .nan
    }

    @Test func storedRepliesAreScoredComparedAndKept() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.benchmark, to: "b.jsonl")
            try program.write(Self.replies, to: "r.jsonl")
            let line = "cultivar evaluate b.jsonl --task offensive --replies r.jsonl --culture English --format csv"
            let scores = try program.shell("\(line) --store s.sqlite")
            #expect(scores.code == 0, "\(scores.errors)")
            let rows = table(scores.output)
            #expect(rows.map { $0["model"] } == ["good", "poor"])
            // By hand: of 30 NOT 29 are right, of 10 OFF 9; predicted NOT 30, OFF 10.
            let good: Double = (58.0 / 60 + 18.0 / 20) / 2
            let majority: Double = 60.0 / 70 / 2
            #expect(number(rows[0], "macro_f1") == good)
            #expect(rows[0]["accuracy"] == "0.95" && rows[0]["unmapped"] == "0" && rows[0]["n"] == "40")
            #expect(rows[1]["unmapped"] == "8" && rows[1]["beats_majority"] == "0")
            #expect(number(rows[0], "majority_f1") == majority)
            #expect(scores.errors.contains("b: 40 records seen = 40 rows + 0 rejected"))
            #expect(scores.errors.contains("8 of 40 replies have no label"))
            let alone = try program.shell("CULTIVAR_THREADS=1 \(line)")
            #expect(alone.output == scores.output)

            let differences = table(try program.shell("\(line) --differences").output)
            #expect(differences.count == 1 && differences[0]["first"] == "good")
            #expect(differences[0]["only_first_right"] == "15" && differences[0]["only_second_right"] == "1")
            let classes = table(try program.shell("\(line) --classes").output)
            #expect(classes.count == 4 && classes[1]["label"] == "OFF" && classes[1]["right"] == "9")

            try expectStoredScores(program, good: good)
            // Written again, the predictions take the place of the former ones.
            let again = try program.shell("\(line) --store s.sqlite")
            #expect(again.errors.contains("40 predictions of good on b, in place of 40 former ones"))
            let count = try program.shell(
                "cultivar query 'select count(*) as n from predictions' --store s.sqlite --format csv")
            #expect(count.output == "n\n80\n")
            #expect(try program.run("check", "--store", "s.sqlite").code == 0)
        }
    }

    private func expectStoredScores(_ program: Program, good: Double) throws {
        // The first table ends at an empty line.
        let first = "cultivar report benchmark --store s.sqlite --format csv | sed '/^$/,$d'"
        let report = table(try program.shell(first).output)
        #expect(report.map { $0["model"] } == ["good", "poor"])
        #expect(abs(number(report[0], "macro_f1") - good) < 1e-12)
        #expect(report[0]["culture"] == "English" && report[0]["small"] == "0")
        let low = number(report[0], "macro_f1_low")
        #expect(low > 0.8 && low < good)
        // F1 of OFF had no interval. 9 rows are right, 1 has the label only, 1 the prediction only: how each moves F1.
        let classes = table(
            try program.shell("cultivar report benchmark-classes --store s.sqlite --format csv").output)
        let moves = Array(repeating: (2 - 2 * 0.9) / 20, count: 9) + [0.9 / 20, 0.9 / 20]
        let half = 1.959963984540054 * moves.map { $0 * $0 }.reduce(0, +).squareRoot()
        let offensive = classes.first { $0["model"] == "good" && $0["label"] == "OFF" } ?? [:]
        #expect(abs(number(offensive, "f1_low") - (0.9 - half)) < 1e-9)
        #expect(abs(number(offensive, "f1_high") - min(1, 0.9 + half)) < 1e-9)
        let differences = table(
            try program.shell("cultivar report benchmark-differences --store s.sqlite --format csv").output)
        #expect(differences.count == 1 && differences[0]["verdict"] == "first")
        #expect(differences[0]["only_first_right"] == "15" && differences[0]["only_second_right"] == "1")
        let board = try program.shell("cultivar evaluate leaderboard --store s.sqlite --latex")
        #expect(board.code == 0, "\(board.errors)")
        #expect(board.output.contains("good & \\textbf{93.3} \\\\"))
        #expect(board.output.contains("Majority baseline & 42.9 \\\\"))
        #expect(board.output.contains("\\dagger"))
    }

    @Test func samplesOfTheHarnessAreScored() throws {
        try Program.inFreshFolder { program in
            let samples = (0..<12).map { place -> String in
                let label = place.isMultiple(of: 2) ? "OFF" : "NOT"
                let reply = place == 0 ? "NOT_OFF" : label == "OFF" ? "OFF" : "NOT_OFF"
                return "{\"doc_id\": \(place), \"doc\": {\"data\": \"text \(place)\", \"label\": \"\(label)\"}, "
                    + "\"target\": \"\(label)\", \"arguments\": [[\"prompt\", {}]], \"resps\": [[\"\(reply)\"]], "
                    + "\"filtered_resps\": [\"\(reply)\"], \"filter\": \"none\"}\n"
            }.joined()
            try FileManager.default.createDirectory(
                at: program.folder.appending(path: "my-model"), withIntermediateDirectories: true)
            try program.write(samples, to: "my-model/samples_offense_2024-06-01T10-00-00.000000.jsonl")
            let run = try program.shell(
                "cultivar evaluate --task offensive --from-samples my-model/samples_*.jsonl --format csv")
            #expect(run.code == 0, "\(run.errors)")
            let rows = table(run.output)
            #expect(rows.count == 1 && rows[0]["model"] == "my-model" && rows[0]["benchmark"] == "offense")
            #expect(rows[0]["n"] == "12" && rows[0]["unmapped"] == "0")
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no python3"))
    func aModelIsAskedOnceWhateverTheServerDoes() throws {
        let server = try StandInServer([
            "--plain", "1", "--faults", "503=0.1,drop=0.1,cut-body=0.1,error-in-200=0.1",
        ])
        try Program.inFreshFolder { program in
            try program.write(Self.benchmark, to: "b.jsonl")
            let line = "cultivar evaluate b.jsonl --task offensive --endpoint \(server.address) --model m --format csv"
            let first = try program.shell("\(line) --write-replies r.jsonl --store s.sqlite")
            #expect(first.code == 0, "\(first.errors)")
            #expect(first.errors.contains("m: 40 asked, 0 known from replies.sqlite, 0 failed"))
            let stats = try server.stats()
            #expect(stats["asked_after_success"] as? Int == 0 && stats["texts"] as? Int == 40)
            #expect((stats["faults"] as? Int ?? 0) > 0)

            let again = try program.shell(line)
            #expect(again.output == first.output)
            #expect(again.errors.contains("m: 0 asked, 40 known"))
            #expect(try server.stats()["requests"] as? Int == stats["requests"] as? Int)
            // Without the server: from the ledger, and from the written replies.
            let offline = try program.shell("cultivar evaluate b.jsonl --task offensive --model m --format csv")
            #expect(offline.output == first.output, "\(offline.errors)")
            let stored = try program.shell("cultivar evaluate b.jsonl --task offensive --replies r.jsonl --format csv")
            #expect(stored.output == first.output, "\(stored.errors)")
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no python3"))
    func aBrokenOffRunGoesOn() throws {
        let server = try StandInServer(["--plain", "1"])
        try Program.inFreshFolder { program in
            try program.write(Self.benchmark, to: "b.jsonl")
            let line = "cultivar evaluate b.jsonl --task offensive --endpoint \(server.address) --model m --format csv"
            let broken = try program.shell("\(line) --max-tokens-total 1500 --concurrency 1")
            #expect(broken.code == 75 && broken.output.isEmpty, "\(broken.errors)")
            #expect(broken.errors.contains("the same command goes on from there"))
            let rest = try program.shell(line)
            #expect(rest.code == 0, "\(rest.errors)")
            #expect(try server.stats()["requests"] as? Int == 40)
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.benchmark, to: "b.jsonl")
            try program.write(Self.replies, to: "r.jsonl")
            try program.write("", to: "empty.jsonl")
            try program.write("{\"data\": \"x\", \"label\": \"Spam\"}\n", to: "spam.jsonl")
            try program.write("{\"row\": 99, \"reply\": \"OFF\"}\n", to: "stray.jsonl")
            try program.write("no database, but a text that is long enough to be one", to: "no.sqlite")
            for (line, code, words) in [
                ("evaluate b.jsonl --task offensive", 2, "--replies FILE"),
                ("evaluate b.jsonl --task none --replies r.jsonl", 1, "The tasks are"),
                ("evaluate empty.jsonl --task offensive --replies r.jsonl", 1, "empty.jsonl has no records"),
                ("evaluate spam.jsonl --task offensive --replies r.jsonl", 1, "“Spam”"),
                ("evaluate b.jsonl --task offensive --replies stray.jsonl", 1, "None of the 1 replies"),
                ("evaluate b.jsonl --task offensive --replies r.jsonl --replicates 5", 1, "5 replicates"),
                ("evaluate b.jsonl --task offensive --model m", 1, "Give --endpoint URL"),
                ("evaluate b.jsonl --task offensive --model m --ledger no.sqlite", 1, "is not a ledger"),
                (
                    "evaluate b.jsonl --task offensive --endpoint http://a:b@host --model m", 1,
                    "user name or a password"
                ),
                ("evaluate leaderboard --store none.sqlite", 1, "none.sqlite"),
            ] {
                let run = try program.shell("cultivar \(line)")
                #expect(run.code == Int32(code) && run.errors.contains(words), "\(line): \(run.code) \(run.errors)")
            }
        }
    }

    @Test func winRatesCountTiesHalf() throws {
        try Program.inFreshFolder { program in
            let judgements = [
                ("a", "b", "first"), ("b", "a", "a"), ("a", "b", "tie"), ("a", "b", "b"), ("a", "b", "c"),
            ]
            try program.write(
                "first,second,winner\n" + judgements.map { "\($0.0),\($0.1),\($0.2)\n" }.joined(), to: "j.csv")
            let run = try program.run("evaluate", "wins", "j.csv", "--format", "csv")
            #expect(run.errors == "j.csv: 5 records seen = 4 judgements + 1 rejected (the first is record 5)\n")
            let rows = table(run.output)
            #expect(rows[0]["model"] == "a" && rows[0]["wins"] == "2" && rows[0]["rate"] == "0.625")
            #expect(rows.count == 4 && rows[3]["against"] == "" && rows[3]["rate"] == "0.375")
        }
    }

    @Test(
        .enabled(if: SharedSurvey.blend != nil, "../shared/data/blend is not there"),
        .enabled(if: StandInServer.isPresent, "no python3"))
    func choicesAndShortAnswersOfBLEnD() throws {
        guard let folder = SharedSurvey.blend else { return }
        let server = try StandInServer(["--plain", "1"])
        try Program.inFreshFolder { program in
            let regions = ["UK", "US", "Greece", "Iran", "China"].map { "\(folder.path)/\($0)_data.json" }
                .joined(separator: " ")
            let options = "--options 3 --orders 3 --replicates 200 --region UK"
            let prompts = try program.shell(
                "cultivar evaluate choices \(regions) \(options) --write-prompts p.jsonl")
            #expect(prompts.code == 0, "\(prompts.errors)")
            let count = try program.text(of: "p.jsonl").split(separator: "\n").count
            #expect(count > 0 && count.isMultiple(of: 3))
            let scores = try program.shell(
                "cultivar evaluate choices \(regions) \(options) --endpoint \(server.address) --model m --format csv")
            #expect(scores.code == 0, "\(scores.errors)")
            let row = try #require(table(scores.output).first)
            #expect(row["replies"] == "\(count)" && row["region"] == "UK")
            let answers = try program.shell(
                "cultivar evaluate answers \(folder.path)/UK_data.json --replicates 200 --format csv "
                    + "--endpoint \(server.address) --model m")
            #expect(answers.code == 0, "\(answers.errors)")
            #expect(table(answers.output).first?["missing"] == "0")
        }
    }
}

extension SharedSurvey {
    /// The annotation files of BLEnD; nil where they are absent.
    static var blend: URL? {
        let folder = PackageRoot.sharedData.appending(path: "blend/data/annotations")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
}
