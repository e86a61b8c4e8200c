import Foundation
import TestSupport
import Testing

/// Answers on published data that were computed independently.
@Suite struct PreferenceAnswerTests {
    @Test(.enabled(if: SharedOpinions.isThere, "../shared/data/preferences is not there"))
    func globalOpinionsGiveThePublishedAnswers() throws {
        try Program.inFreshFolder { program in
            let files = SharedOpinions.files.map { "'\($0.path)'" }.joined(separator: " ")
            expect(succeeds: try program.shell("cultivar ingest \(files) --profile global-opinions"))
            expect(succeeds: try program.run("preferences", "pairs", "--source", "opinions"))
            expect(succeeds: try program.run("preferences", "reference", "--from", "leave-out-shares"))
            expect(succeeds: try program.run("preferences", "weigh"))
            let result = try program.run("report", "preference-weights", "--format", "json")
            // The first table of the report.
            let end = try #require(result.output.range(of: "\n]"))
            let table = result.output[..<end.upperBound]
            let rows = try #require(
                try JSONSerialization.jsonObject(with: Data(table.utf8)) as? [[String: Any]])
            for expected in try SharedOpinions.expected() {
                let name = try #require(expected["country"] as? String)
                let row = try #require(rows.first { $0["by"] as? String == name }, "\(name)")
                for (column, key, scale) in [
                    ("n", "pairs", 1.0), ("kept", "kept", 1), ("kept_ratio", "kept_ratio", 1),
                    ("agreement", "agreement", 100), ("disagreement", "disagreement_share", 100),
                    ("mean_weight", "mean_weight", 1), ("effective_pairs", "ess", 1),
                ] {
                    let found = try #require(row[column] as? Double, "\(name) \(column)") * scale
                    let answer = try #require(expected[key] as? Double)
                    #expect(abs(found - answer) <= 1e-9 * abs(answer), "\(name) \(column): \(found) \(answer)")
                }
            }
        }
    }

    @Test(.enabled(if: SharedSurvey.isThere, "../shared/data/culturellm is not there"))
    func theSurveyGivesThePublishedAverages() throws {
        try Program.inFreshFolder { program in
            let folder = SharedSurvey.folder.path
            let files = [
                "Arabic/Iraq", "Arabic/Jordan", "Bengali/Bangladesh", "China/China", "English/United States",
                "Germany/Germany", "Greece/Greece", "Korean/South Korea", "Portuguese/Brazil", "Spanish/Argentina",
                "Spanish/Mexico", "Turkey/Turkey",
            ].map { "'\(folder)/\($0).csv'" }.joined(separator: " ")
            let run = try program.shell(
                "cultivar preferences survey \(files) --seeds '\(folder)/WVQ.jsonl' --format json --json reports")
            #expect(run.code == 0, "\(run.errors)")
            let rows = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
            let data = try Data(contentsOf: SharedSurvey.folder.appending(path: "expected.json"))
            let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let expected = try #require(all["scpo_on_wvs"] as? [String: Any])
            let averages = try #require(
                expected["averages_lambda_0_2 (own, other, own where d0<0)"] as? [String: [Double]])
            #expect(averages.count == 4)
            for (name, values) in averages {
                let selection = name == "global" ? "reference" : name
                let row = try #require(
                    rows.first {
                        $0["selection"] as? String == selection && ($0["country"] as? String ?? "").hasPrefix("mean of")
                    })
                for (column, value) in zip(["accuracy", "others", "edited"], values) {
                    let found = try #require(row[column] as? Double)
                    #expect(abs(found - value) < 1e-9 * max(1, value), "\(name) \(column): \(found)")
                }
            }
            let errors = try #require(expected["clustered_errors"] as? [String: [String: Any]])
            for (name, values) in errors {
                let row = try #require(
                    rows.first { $0["country"] as? String == name && $0["selection"] as? String == "scpo" }, "\(name)")
                let numbers = try #require(values["scpo"] as? [String: Double])
                #expect(abs((row["accuracy"] as? Double ?? 0) - (numbers["acc"] ?? 1)) < 1e-9)
                #expect(abs((row["se"] as? Double ?? 0) - (numbers["se_cluster"] ?? 1)) < 1e-9)
                #expect(row["test_pairs"] as? Int == values["test_pairs"] as? Int)
            }
            let json = try program.text(of: "reports/full_report.json")
            #expect(json.contains("\"ours_full\""))
        }
    }
}

/// The two files of GlobalOpinionQA, and the answers that they must give.
enum SharedOpinions {
    private static let folder = PackageRoot.sharedData.appending(path: "preferences")
    static let files = [
        folder.appending(path: "awesel__GlobalOpinionBench/data/eval.json"),
        folder.appending(path: "BunsenFeng__modular_pluralism/input/distributional_test_globalopinionqa_small.json"),
    ]
    static var isThere: Bool { files.allSatisfy { FileManager.default.fileExists(atPath: $0.path) } }

    static func expected() throws -> [[String: Any]] {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let part = all?["scpo_on_global_opinions"] as? [String: Any]
        return part?["countries"] as? [[String: Any]] ?? []
    }
}
