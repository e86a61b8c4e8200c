import Foundation
import Preferences
import TestSupport
import Testing

@Suite struct OpinionTests {
    private static let folder = PackageRoot.sharedData.appending(path: "preferences")
    private static let published = folder.appending(path: "awesel__GlobalOpinionBench/data/eval.json")
    private static let small = folder.appending(
        path: "BunsenFeng__modular_pluralism/input/distributional_test_globalopinionqa_small.json")
    static let isPresent = FileManager.default.isReadableFile(atPath: published.path)

    /// The questions of both files, the first file's answers first.
    private static func questions() throws -> [OpinionQuestion] {
        var questions: [OpinionQuestion] = []
        var numbers: [String: Int] = [:]
        func add(_ question: String, _ options: [String], _ country: String, _ shares: [Double]) {
            let number = numbers[question] ?? questions.count
            if number == questions.count {
                numbers[question] = number
                questions.append(OpinionQuestion(question: question, options: options))
            }
            questions[number].add(country: country, shares: shares)
        }
        for row in try rows(published) {
            add(
                row["question"] as? String ?? "", texts(row["options"]), row["country"] as? String ?? "",
                row["distribution"] as? [Double] ?? [])
        }
        for row in try rows(small) {
            let prompt = row["question"] as? String ?? ""
            let body = prompt.dropFirst("Question: ".count)
            let end = try #require(body.range(of: "\nOptions: ", options: .backwards))
            add(
                String(body[..<end.lowerBound]), texts(row["options"]), row["attribute"] as? String ?? "",
                row["gold_distribution"] as? [Double] ?? [])
        }
        return questions
    }

    private static func rows(_ file: URL) throws -> [[String: Any]] {
        try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] ?? []
    }

    private static func texts(_ value: Any?) -> [String] { (value as? [Any] ?? []).map { "\($0)" } }

    @Test(.enabled(if: isPresent, "../shared/data is not there: nothing to compare with"))
    func expectedCountries() throws {
        let questions = try Self.questions()
        let expected = try BradleyTerryTests.expected("scpo_on_global_opinions")["countries"] as? [[String: Any]] ?? []
        #expect(expected.count > 3)
        var summaries: [String: (questions: Int, summary: WeightSummary)] = [:]
        for question in questions {
            for (name, _) in question.countries where question.countries.count > 1 {
                summaries[name, default: (0, WeightSummary())].questions += 1
            }
            OpinionPairs.forEachPair(of: question) { pair in
                summaries[question.countries[pair.country].name]?.summary.add(pair.reference)
            }
        }
        for values in expected {
            let name = try #require(values["country"] as? String)
            let (count, summary) = try #require(summaries[name == "South Africa" ? "S. Africa" : name])
            #expect(count == values["questions"] as? Int, "\(name)")
            #expect(summary.pairs == values["pairs"] as? Double, "\(name)")
            #expect(summary.kept == values["kept"] as? Double, "\(name)")
            #expect(isClose(summary.keptRatio, values["kept_ratio"] as? Double ?? 0), "\(name)")
            #expect(isClose(summary.agreement, values["agreement"] as? Double ?? 0), "\(name)")
            #expect(isClose(summary.disagreement, values["disagreement_share"] as? Double ?? 0), "\(name)")
            #expect(isClose(summary.meanWeight, values["mean_weight"] as? Double ?? 0), "\(name)")
            #expect(isClose(summary.effectivePairs, values["ess"] as? Double ?? 0), "\(name)")
        }
    }

    @Test func aRowOfThePublishedFiles() throws {
        let question = try OpinionQuestion(
            question: "Q",
            selections: """
                defaultdict(<class 'list'>, {'Chile': [0.5, 0.49, 0.01], 'S. Africa': [0.2, 0.8, 0.0], \
                'India (Current national sample)': [1, 0, 0], 'India (Old national sample)': [0, 1, 0], \
                'Brazil (Non-national sample)': [0, 1, 0], 'Zero': [0, 0, 0.0], 'Off': [0.5, 0.4, 0.0], \
                'Short': [0.5, 0.5], 'Negative': [-0.5, 1.0, 0.5]})
                """, options: #"['Good', "Bad", 'DK/Refused']"#)
        #expect(question.options == ["Good", "Bad", "DK/Refused"])
        #expect(question.countries.map(\.name) == ["Chile", "S. Africa", "India"])
        #expect(question.countries[2].shares == [1, 0, 0])
        #expect(
            question.rejects == [
                .notNational(country: "Brazil (Non-national sample)"), .allZero(country: "Zero"),
                .sumOff(country: "Off", sum: 0.9), .lengthsDiffer(country: "Short", shares: 2, options: 3),
                .shareOutOfRange(country: "Negative", -0.5),
            ])
        #expect(
            question.rejects.map(\.code) == [
                "not_national", "all_zero", "sum_off", "lengths_differ", "share_out_of_range",
            ])
        var made: [OpinionPairs.Pair] = []
        OpinionPairs.forEachPair(of: question) { made.append($0) }
        #expect(made.map { [$0.country, $0.chosen, $0.rejected] } == [[0, 0, 1], [1, 1, 0], [2, 0, 1]])
        #expect(isClose(made[0].reference, log(0.601 / 0.401), relative: 1e-12))
    }

    @Test func sumsAreDividedOut() {
        var question = OpinionQuestion(question: "Q", options: ["a", "b"])
        var added = [question.add(country: "X", shares: [0.51, 0.51]), question.add(country: "X", shares: [1, 0])]
        #expect(added == [true, false])
        #expect(question.countries[0].shares == [0.5, 0.5])
        #expect(question.rejects.isEmpty)
        added.append(question.add(country: "Y", shares: [0.5, 0.53]))
        #expect(added.last == false)
        #expect(question.rejects.map(\.code) == ["sum_off"])
    }

    @Test func oneCountryAloneMakesNoPairs() {
        var question = OpinionQuestion(question: "Q", options: ["a", "b"])
        question.add(country: "X", shares: [0.3, 0.7])
        OpinionPairs.forEachPair(of: question) { _ in Issue.record("a pair without a reference") }
    }

    @Test func rowsThatAreNoLiterals() {
        let good = "['a', 'b']"
        for (selections, options, code) in [
            ("{'X': [nan, 1]}", good, "not_a_python_literal"), ("{'X': [0, 1]", good, "not_a_python_literal"),
            ("{}", "a, b", "not_a_python_literal"), ("[]", good, "wrong_python_literal"),
            ("{}", "{}", "wrong_python_literal"), ("{}", "[None]", "wrong_python_literal"),
            ("{'X': 1}", good, "wrong_python_literal"), ("{1: [0, 1]}", good, "wrong_python_literal"),
            ("{'X': ['0', 1]}", good, "wrong_python_literal"),
        ] {
            let error = #expect(throws: PreferenceReject.self, "\(selections) \(options)") {
                try OpinionQuestion(question: "Q", selections: selections, options: options)
            }
            #expect(error?.code == code)
            #expect(error?.description.isEmpty == false)
        }
    }

    @Test func optionsThatMeanNoAnswer() {
        for option in [
            "DK/Refused", "Don't know", "Don’t know", "No answer", "Missing; Unknown", "Other (VOL)", "Refused", " dk",
        ] {
            #expect(NoAnswerOption.matches(option), "\(option)")
        }
        for option in ["None at all", "No", "Not much", "Neither (VOL)", "1.0", "", "Another"] {
            #expect(!NoAnswerOption.matches(option), "\(option)")
        }
    }

    @Test func namesOfSamples() {
        #expect(OpinionCountry.national("Britain") == "Britain")
        #expect(OpinionCountry.national("India (Current national sample)") == "India")
        #expect(OpinionCountry.national("China (Non-national sample)") == nil)
        #expect(OpinionCountry.national("Congo (Kinshasa)") == "Congo (Kinshasa)")
    }
}
