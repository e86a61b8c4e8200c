import Statistics
import TestSupport
import Testing

@testable import Surveys

/// Replicates are counted eight at a time, and their divergences come from entropies: each against the obvious way.
@Suite struct RespondentBootstrapTests {
    /// Groups of different sizes with missing answers, and a question that one group never answers.
    private func table(seed: UInt64, groups: Int = 4, questions: Int = 7) throws -> RespondentTable {
        var generator = SeededGenerator(seed: seed)
        let codes = (0..<questions).map { question in (0..<(2 + question)).map { Int32($0) } }
        let made = (0..<groups).map { number in
            var group = RespondentTable.Group(name: "g\(number)")
            for _ in 0..<Int.random(in: 1...60, using: &generator) {
                group.weights.append(Double.random(in: 0.1...3, using: &generator))
                for (question, codes) in codes.enumerated() {
                    let isMissing = question == 3 && number == 1 || Int.random(in: 0..<5, using: &generator) == 0
                    group.answers.append(isMissing ? 0 : UInt8.random(in: 1...UInt8(codes.count), using: &generator))
                }
            }
            return group
        }
        return try RespondentTable(names: (0..<questions).map { "\($0)" }, codes: codes, groups: made)
    }

    /// One replicate, respondent by respondent.
    private func counted(_ table: RespondentTable, isWeighted: Bool, seed: UInt64, replicate: Int) -> [Double] {
        let starts = table.codes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        let width = starts[starts.count - 1]
        var values = [Double](repeating: 0, count: width * table.groups.count)
        var generator = Philox(seed: seed, stream: UInt64(replicate))
        for (number, group) in table.groups.enumerated() {
            var times = [Double](repeating: 0, count: group.respondents)
            for _ in 0..<group.respondents { times[generator.nextPosition(below: group.respondents)] += 1 }
            for respondent in times.indices {
                for question in table.codes.indices {
                    let answer = Int(group.answers[respondent * table.codes.count + question])
                    guard answer > 0 else { continue }
                    values[number * width + starts[question] + answer - 1] +=
                        times[respondent] * (isWeighted ? group.weights[respondent] : 1)
                }
            }
        }
        return values
    }

    @Test(arguments: [1, 2, 7, 8, 9, 20], [false, true])
    func replicatesOfABlockAreThoseOneByOne(_ count: Int, _ isWeighted: Bool) throws {
        let table = try table(seed: UInt64(count))
        var start = 0
        while start < count {
            let block = start..<min(start + OptionCounts.lanes, count)
            let counts = OptionCounts.resampled(table, isWeighted: isWeighted, seed: 5, replicates: block)
            #expect(counts.count == block.count)
            for (replicate, counts) in zip(block, counts) {
                #expect(counts.values == counted(table, isWeighted: isWeighted, seed: 5, replicate: replicate))
            }
            start = block.upperBound
        }
    }

    @Test(arguments: DistanceMeasure.allCases) func meansAreThoseOfEachPair(_ measure: DistanceMeasure) throws {
        for seed in 1...20 {
            let table = try table(seed: UInt64(seed))
            let kernel = DistanceKernel(table, measure: measure)
            let pairs = table.groups.indices.flatMap { first in
                table.groups.indices.map { (first: first, second: $0) }
            }
            for counts in OptionCounts.resampled(table, isWeighted: true, seed: 1, replicates: 0..<4) {
                let questions = pairs.map { _ in Array(table.codes.indices) }
                let means = kernel.means(counts, pairs, questions: questions)
                for (pair, found) in zip(pairs, means) {
                    let expected = kernel.mean(counts, pair.first, pair.second, questions: questions[0])
                    #expect(abs(found - expected) < 1e-10, "\(pair)")
                }
            }
        }
    }

    /// Groups that nearly agree: a difference of entropies would lose the digits.
    @Test(arguments: [1e-2, 1e-4, 1e-6, 1e-9, 0]) func divergencesOfNearlyEqualGroups(_ step: Double) throws {
        let table = try RespondentTable(
            names: ["a"], codes: [[0, 1, 2]],
            groups: [
                RespondentTable.Group(name: "one", weights: [5, 3, 2], answers: [1, 2, 3]),
                RespondentTable.Group(name: "other", weights: [5 + step, 3 - step, 2], answers: [1, 2, 3]),
            ])
        let counts = OptionCounts.all(table, isWeighted: true)
        let found = try #require(OptionEntropies(counts).jensenShannon(0, 1, question: 0))
        let expected = OptionDivergence.jensenShannon(counts.values[0..<3], counts.values[3..<6])
        #expect(abs(found - expected) <= 1e-10 * expected)
    }

    @Test func aGroupWithoutAnswersHasNoDivergence() throws {
        let table = try RespondentTable(
            names: ["a"], codes: [[0, 1]],
            groups: [
                RespondentTable.Group(name: "silent", weights: [1, 1], answers: [0, 0]),
                RespondentTable.Group(name: "other", weights: [1], answers: [2]),
            ])
        let entropies = OptionEntropies(OptionCounts.all(table, isWeighted: false))
        #expect(entropies.jensenShannon(0, 1, question: 0) == nil)
        #expect(entropies.jensenShannon(1, 1, question: 0) == 0)
    }
}
