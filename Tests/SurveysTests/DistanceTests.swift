import Parallel
import Statistics
import TestSupport
import Testing

@testable import Surveys

@Suite(.enabled(if: CultureLLMFiles.isPresent, CultureLLMFiles.missing))
struct SharedDistanceTests {
    @Test func publishedDistances() throws {
        let distances = try SurveyDistances(try CultureLLMFiles.survey.get().table)
        let expected = try CultureLLMFiles.expected("distance_mean_sqrt_jsd_base2_48_questions")
        let near = try #require(distances.pair("BRA", "ARG"))
        let far = try #require(distances.pair("IRQ", "DEU"))
        #expect((near.distance.estimate * 10_000).rounded() / 10_000 == expected["Brazil-Argentina"])
        #expect((far.distance.estimate * 10_000).rounded() / 10_000 == expected["Iraq-Germany"])
        #expect(near.sharedQuestions == 50)
        #expect(far.sharedQuestions == 48)
        #expect(distances.pairs.count == 66)
    }

    @Test func bootstrapDoesNotDependOnTheNumberOfThreads() throws {
        let table = try CultureLLMFiles.survey.get().table
        let bootstrap = try RespondentBootstrap(seed: 3, replicates: 100)
        let width = Width.current
        defer { Width.current = width }
        var results: [[SurveyDistances.Pair]] = []
        for threads in [1, 2, 3] {
            Width.current = threads
            results.append(try SurveyDistances(table, bootstrap: bootstrap).pairs)
        }
        #expect(results[0] == results[1] && results[1] == results[2])
        for pair in results[0] {
            let low = try #require(pair.distance.low)
            let high = try #require(pair.distance.high)
            #expect(low < high)
            // Noise makes a resampled distance larger.
            #expect(try #require(pair.distance.bias) > 0)
            #expect(high < pair.distance.estimate + 0.05)
        }
    }
}

@Suite struct DistanceTests {
    @Test func divergencesAreThoseOfStatistics() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let count = Int.random(in: 2...10, using: &generator)
            func weights() -> [Double] {
                var weights = (0..<count).map { _ in Double(Int.random(in: 0...5, using: &generator)) }
                weights[Int.random(in: 0..<count, using: &generator)] += 1
                return weights
            }
            let (p, q) = (weights(), weights())
            let root = try #require(jensenShannonDistance(p, q))
            #expect(abs(OptionDivergence.jensenShannon(p[...], q[...]).squareRoot() - root) < 1e-7)
            #expect(abs(OptionDivergence.jensenShannon(p[...], q[...]) - root * root) < 1e-14)
            #expect(
                abs(OptionDivergence.totalVariation(p[...], q[...]) - (try #require(totalVariation(p, q)))) < 1e-14)
        }
    }

    /// Wasserstein by moving mass from the left, one unit after another.
    @Test func wassersteinIsTheCostOfMovingMass() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let codes = Array(Set((0..<6).map { _ in Int32.random(in: 0...20, using: &generator) }))
            guard codes.count > 1 else { continue }
            func sample() -> [Int32] { (0..<12).map { _ in codes.randomElement(using: &generator) ?? codes[0] } }
            let (first, second) = (sample(), sample())
            // Of as many units each, the cheapest plan moves the i-th smallest to the i-th smallest.
            let expected = zip(first.sorted(), second.sorted()).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) } / 12
            func counts(_ sample: [Int32]) -> [Double] {
                codes.map { code in Double(sample.filter { $0 == code }.count) }
            }
            let found = OptionDivergence.wasserstein(
                counts(first)[...], counts(second)[...], codes: codes,
                order: codes.indices.sorted { codes[$0] < codes[$1] })
            #expect(abs(found - expected) < 1e-12)
        }
    }

    static func table(_ answers: [String: [Int32]], weights: [Double]? = nil) throws -> RespondentTable {
        let profile = try SurveyProfile.load("invented")
        var table = try RespondentTable(
            profile: profile, questions: QuestionSet([SurveyQuestion(id: "1", scale: Scale(1...4))]))
        for country in answers.keys.sorted() {
            for (index, code) in (answers[country] ?? []).enumerated() {
                try table.add(
                    country: country, weight: weights?[index] ?? 1, isWeighted: weights != nil, codes: [code])
            }
        }
        return table
    }

    @Test func measuresOfTwoCountriesApart() throws {
        let table = try Self.table(["BRA": [1, 1, -1, 1], "DEU": [4, 4, -4, 9]])
        for measure in DistanceMeasure.allCases {
            #expect(try SurveyDistances(table, measure: measure).pairs.map(\.distance.estimate) == [1])
        }
        let same = try Self.table(["BRA": [1, 2], "DEU": [2, 1, 1, 2]])
        for measure in DistanceMeasure.allCases {
            #expect(try SurveyDistances(same, measure: measure).pairs.map(\.distance.estimate) == [0])
        }
    }

    @Test func weightsMoveDistributions() throws {
        let table = try Self.table(["BRA": [1, 2], "DEU": [1, 2]], weights: [3, 1])
        #expect(try SurveyDistances(table, isWeighted: true).pairs[0].distance.estimate == 0)
        let unlike = try Self.table(["BRA": [1, 2], "DEU": [2, 1]], weights: [3, 1])
        let distance = try SurveyDistances(unlike, measure: .totalVariation, isWeighted: true).pairs[0].distance
        #expect(distance.estimate == 0.5)
    }

    @Test func groupsWithoutACommonQuestion() throws {
        #expect(throws: SurveyError.noSharedQuestion("BRA", "DEU")) {
            try SurveyDistances(Self.table(["BRA": [-4], "DEU": [1]]))
        }
        #expect(throws: SurveyError.tooFewGroups(found: ["BRA"], needed: 2)) {
            try SurveyDistances(Self.table(["BRA": [1]]))
        }
        #expect(throws: SurveyError.noWeights(rule: "weighted distances")) {
            try SurveyDistances(Self.table(["BRA": [1], "DEU": [1]]), isWeighted: true)
        }
        #expect(throws: SurveyError.bootstrapOutOfRange(replicates: 10, level: 0.95)) {
            try RespondentBootstrap(replicates: 10)
        }
        #expect(throws: SurveyError.bootstrapOutOfRange(replicates: 100, level: 1)) {
            try RespondentBootstrap(replicates: 100, level: 1)
        }
    }

    /// A share of two options has the standard error of the textbook.
    @Test func bootstrapOfATotalVariationIsThatOfAShare() throws {
        let table = try Self.table([
            "BRA": Array(repeating: 1, count: 200) + Array(repeating: 2, count: 200), "DEU": [2],
        ])
        let bootstrap = try RespondentBootstrap(replicates: 4_000)
        let pair = try SurveyDistances(table, measure: .totalVariation, bootstrap: bootstrap).pairs[0]
        #expect(pair.distance.estimate == 0.5)
        let error = try #require(pair.distance.standardError)
        #expect(abs(error - 0.025) < 0.001)
        #expect(abs(try #require(pair.distance.low) - 0.451) < 0.004)
        #expect(abs(try #require(pair.distance.high) - 0.549) < 0.004)
        #expect(abs(try #require(pair.distance.bias)) < 0.002)
    }

    @Test func culturesPoolTheirCountries() throws {
        let profile = try SurveyProfile.load("invented")
        var table = try RespondentTable(
            profile: profile, questions: QuestionSet([SurveyQuestion(id: "1", scale: .open)]), by: .culture)
        for (country, code) in [("EGY", 1), ("MAR", 2), ("DEU", 2), ("XXX", 9)] as [(String, Int32)] {
            try table.add(country: country, weight: 1, isWeighted: false, codes: [code])
        }
        #expect(table.groups.map(\.name) == ["Arabic", "German"])
        #expect(table.groups.map(\.respondents) == [2, 1])
        #expect(try SurveyDistances(table, measure: .totalVariation).pairs[0].distance.estimate == 0.5)
    }

    @Test func openScalesHaveALimit() throws {
        let profile = try SurveyProfile.load("invented")
        var table = try RespondentTable(
            profile: profile, questions: QuestionSet([SurveyQuestion(id: "1", scale: .open)]))
        for code in 0..<Int32(RespondentTable.mostCodes) {
            try table.add(country: "DEU", weight: 1, isWeighted: false, codes: [code])
        }
        #expect(throws: SurveyError.tooManyCodes(question: "1", limit: 255)) {
            try table.add(country: "DEU", weight: 1, isWeighted: false, codes: [300])
        }
        #expect(throws: SurveyError.tooManyCodes(question: "2", limit: 255)) {
            try RespondentTable(
                profile: profile, questions: QuestionSet([SurveyQuestion(id: "2", scale: Scale(0...300))]))
        }
    }
}
