import Foundation
import TestSupport
import Testing

/// The survey commands as a user runs them: on the invented survey, and on the files of CultureLLM where they are.
@Suite struct SurveyCommandTests {
    @Test func theInventedSurveyGoesThroughAllCommands() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "60", "--out", "people.csv"))
            let labels = try program.run(
                "survey", "labels", "people.csv", "--profile", "invented", "--format", "csv")
            #expect(labels.code == 0)
            #expect(labels.output.hasPrefix("culture,block,country,respondents,question,topic,label\n"))
            let again = try program.run(
                "survey", "labels", "people.csv", "--profile", "invented", "--format", "csv")
            #expect(again.output == labels.output)
            let audit = try program.run(
                "survey", "audit", "people.csv", "--profile", "invented", "--summary", "--format", "csv")
            #expect(audit.code == 0)
            #expect(audit.output.hasPrefix("cells,asked,never_asked,differs,lower,equals_mode,outside_scale\n"))
            for options in [["--replicates", "200"], ["--map"], ["--tree"], ["--by", "culture", "--replicates", "0"]] {
                let line = "cultivar survey distance people.csv --profile invented --format csv "
                let one = try program.shell(line + options.joined(separator: " ") + " --threads 1")
                let several = try program.shell(line + options.joined(separator: " "))
                #expect(several.code == 0, "\(several.errors)")
                #expect(one.code != 0 || one.output == several.output)
            }
        }
    }

    /// Regression: a file that was named twice counted twice.
    @Test func aFileThatIsNamedTwiceCountsOnce() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "20", "--out", "people.csv"))
            let once = try program.run("survey", "labels", "people.csv", "--profile", "invented")
            let path = program.folder.appending(path: "people.csv").path
            let twice = try program.run("survey", "labels", "people.csv", path, "--profile", "invented")
            #expect(once.code == 0 && twice.output == once.output)
            #expect(twice.errors.contains("left out (the same file as people.csv): \(path)\n"), "\(twice.errors)")
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try Program.inFreshFolder { program in
            expect(try program.run("survey", "invent", "--respondents", "20", "--out", "people.csv"))
            let culture = try program.run(
                "survey", "export", "people.csv", "--profile", "invented", "--culture", "Narnia")
            #expect(culture.code == 1 && culture.errors.contains("Narnia"))
            let profile = try program.run("survey", "labels", "people.csv", "--profile", "none.yaml")
            #expect(profile.code == 1 && profile.errors.contains("none.yaml"))
            let missing = try program.run("survey", "labels", "nobody.csv", "--profile", "invented")
            #expect(missing.code == 1 && missing.errors.contains("nobody.csv"))
            try program.write("", to: "empty.csv")
            let empty = try program.run("survey", "labels", "empty.csv", "--profile", "invented")
            #expect(empty.code == 1 && empty.errors.contains("empty.csv"))
        }
    }

    /// A model whose requests all failed was said to have no code of a scale, and not why.
    @Test(.enabled(if: StandInServer.isPresent, "no python3")) func theServersLastWordsAreSaid() throws {
        let server = try StandInServer(["--plain", "1", "--status", "400"])
        try Program.inFreshFolder { program in
            let run = try program.shell(
                """
                cultivar survey invent --respondents 5 --out people.csv && head -6 people.csv > one.csv &&
                cultivar survey compare one.csv --profile invented --endpoint \(server.address) --model m --samples 1
                """)
            #expect(run.code == 1 && run.output.isEmpty)
            #expect(run.errors.contains("12 failed; ") && run.errors.contains("the last failure: status 400"))
        }
    }

    @Test(
        .enabled(if: SharedSurvey.isThere, "../shared/data/culturellm is not there"), arguments: SharedSurvey.published)
    func aPublishedFileComesOutRowForRow(published: SharedSurvey.Published) throws {
        try Program.inFreshFolder { program in
            let data = SharedSurvey.folder.path
            let files = published.countries.map { "'\(data)/\($0)'" }.joined(separator: " ")
            let augmented = published.augmented.map { "--augmented '\(data)/\($0)'" } ?? ""
            let run = try program.shell(
                """
                cultivar survey export \(files) --seeds '\(data)/WVQ.jsonl' --culture \(published.culture) \
                --size \(published.size) \(augmented) --rule paper --out made.jsonl
                """)
            #expect(run.code == 0, "\(run.errors)")
            func rows(_ text: String) throws -> [NSDictionary] {
                try text.split(whereSeparator: \.isNewline).map { line in
                    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
                }
            }
            let made = try rows(try program.text(of: "made.jsonl"))
            let expected = try rows(
                String(contentsOf: SharedSurvey.folder.appending(path: published.file), encoding: .utf8))
            #expect(made.count == expected.count)
            #expect(zip(made, expected).allSatisfy { $0 == $1 })
        }
    }
}

/// The published files that are tested here; the tests of module Surveys have all of them.
enum SharedSurvey {
    struct Published: Sendable, CustomTestStringConvertible {
        var culture: String
        var size: String
        var countries: [String]
        var augmented: String?
        var file: String

        var testDescription: String { file }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/culturellm").standardizedFileURL

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "WVQ.jsonl").path) }

    static let published: [Published] = [
        Published(
            culture: "English", size: "1000", countries: ["English/United States.csv"], augmented: "new_WVQ_1000.jsonl",
            file: "English/Finetune/WVQ_English_1000.jsonl"),
        Published(
            culture: "German", size: "500", countries: ["Germany/Germany.csv"], augmented: "new_WVQ_500.jsonl",
            file: "Germany/Finetune/WVQ_Germany.jsonl"),
        Published(
            culture: "Turkey", size: "500", countries: ["Turkey/Turkey.csv"], augmented: "new_WVQ_500.jsonl",
            file: "Turkey/Finetune/WVQ_Turkey.jsonl"),
        Published(
            culture: "Spanish", size: "500", countries: ["Spanish/Argentina.csv", "Spanish/Mexico.csv"],
            augmented: "new_WVQ_500.jsonl", file: "Spanish/Finetune/WVQ_Spanish.jsonl"),
    ]
}
