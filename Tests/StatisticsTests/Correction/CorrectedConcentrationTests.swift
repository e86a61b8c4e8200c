import TestSupport
import Testing

@testable import Statistics

@Suite struct CorrectedConcentrationTests {
    private typealias Sample = CorrectedConcentration.LabelledSample
    private typealias Stratum = CorrectedConcentration.Stratum

    private func sample(_ stratum: String, _ tagged: [String], _ labelled: [String]) -> Sample {
        func vector(_ units: [String]) -> [String: Double] {
            Dictionary(uniqueKeysWithValues: units.map { ($0, 1 / Double(units.count)) })
        }
        return Sample(stratum: stratum, tagged: vector(tagged), labelled: vector(labelled))
    }

    /// All samples are labelled: it is Simpson's estimate, the chance that two samples are of one unit.
    @Test func withLabelsOfAllSamplesItIsSimpsonsEstimate() throws {
        let counts = ["a": 50, "b": 30, "c": 15, "d": 5]
        let samples = counts.sorted { $0.key < $1.key }.flatMap { unit, count in
            (0..<count).map { _ in sample("", ["a"], [unit]) }
        }
        let found = try CorrectedConcentration(
            samples, corpus: [Stratum(name: "", samples: 100, totals: ["a": 100])])
        let expected = counts.values.reduce(0.0) { $0 + Double($1 * ($1 - 1)) } / (100 * 99)
        #expect(isClose(found.corrected?.value, expected, relative: 1e-12))
        #expect(found.raw?.value == 1 && found.weight == 0 && found.placed == 100)
    }

    @Test func aPerfectTaggerIsNearlyTheRawIndex() throws {
        let units = ["a", "b", "b", "c", "c", "c", "c", "d"]
        let samples = (0..<80).map { sample("", [units[$0 % 8]], [units[$0 % 8]]) }
        let totals = ["a": 10_000.0, "b": 20_000, "c": 40_000, "d": 10_000]
        let found = try CorrectedConcentration(
            samples, corpus: [Stratum(name: "", samples: 80_000, totals: totals)])
        let raw = try #require(found.raw), corrected = try #require(found.corrected)
        #expect(isClose(raw.value, (0.125 * 0.125 * 2 + 0.0625 + 0.25), relative: 1e-12))
        #expect(isClose(corrected.value, raw.value, relative: 1e-3))
        #expect(found.weight > 0.998 && corrected.standardError < 0.01 && found.hasInterval)
    }

    /// The same numbers from whole covariance matrices.
    @Test(arguments: 1...6) func itIsThatOfCovarianceMatrices(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let units = ["a", "b", "c", "d", "e"]
        var samples: [Sample] = []
        for stratum in ["s", "t"] {
            for _ in 0..<40 {
                // The first units have most.
                func some() -> [String] {
                    units.enumerated().filter { Int.random(in: 0..<(2 + 3 * $0.offset), using: &generator) == 0 }.map(
                        \.element)
                }
                samples.append(sample(stratum, some(), some()))
            }
        }
        let corpus = ["s", "t"].map { name in
            Stratum(
                name: name, samples: name == "s" ? 900 : 300,
                totals: Dictionary(
                    uniqueKeysWithValues: units.map { ($0, Double.random(in: 30...150, using: &generator)) }))
        }
        let found = try CorrectedConcentration(samples, corpus: corpus)
        var (mean, matrix) = ([Double](repeating: 0, count: 5), [[Double]](repeating: [0, 0, 0, 0, 0], count: 5))
        for stratum in corpus {
            let gold = samples.filter { $0.stratum == stratum.name }
            let (share, n, others) = (stratum.samples / 1_200, 40.0, stratum.samples - 40)
            let tagged = gold.map { sample in units.map { sample.tagged[$0] ?? 0 } }
            let labels = gold.map { sample in units.map { sample.labelled[$0] ?? 0 } }
            func average(_ rows: [[Double]]) -> [Double] {
                (0..<5).map { unit in rows.reduce(0) { $0 + $1[unit] } / n }
            }
            func covariance(_ rows: [[Double]], _ one: Int, _ other: Int) -> Double {
                let means = average(rows)
                return rows.reduce(0) { $0 + ($1[one] - means[one]) * ($1[other] - means[other]) } / (n - 1)
            }
            let differences = zip(labels, tagged).map { zip($0, $1).map { $0 - found.weight * $1 } }
            for one in 0..<5 {
                let rest = ((stratum.totals[units[one]] ?? 0) - tagged.reduce(0) { $0 + $1[one] }) / others
                mean[one] += share * (average(differences)[one] + found.weight * rest)
                for other in 0..<5 {
                    matrix[one][other] +=
                        share * share
                        * (covariance(differences, one, other) / n
                            + found.weight * found.weight * covariance(tagged, one, other) / others)
                }
            }
        }
        let sum = mean.reduce(0, +), squares = mean.reduce(0) { $0 + $1 * $1 }
        let noise = (0..<5).reduce(0) { $0 + matrix[$1][$1] }, all = matrix.reduce(0) { $0 + $1.reduce(0, +) }
        let value = (squares - noise) / (sum * sum - all)
        // The covariance of the shares, as a whole.
        let shares = mean.map { $0 / sum }
        func ofShares(_ one: Int, _ other: Int) -> Double {
            var entry = 0.0
            for i in 0..<5 {
                for j in 0..<5 {
                    entry += ((i == one ? 1 : 0) - shares[one]) * ((j == other ? 1 : 0) - shares[other]) * matrix[i][j]
                }
            }
            return entry / (sum * sum)
        }
        var (first, square) = (0.0, 0.0)
        for one in 0..<5 {
            for other in 0..<5 {
                first += 4 * shares[one] * shares[other] * ofShares(one, other)
                square += ofShares(one, other) * ofShares(one, other)
            }
        }
        let distance = shares.reduce(0) { $0 + $1 * $1 } - 0.2
        let variance = first / distance * (value - 0.2) + 2 * square
        try #require(value > 0.2 && value < 1)
        #expect(isClose(found.corrected?.value, value, relative: 1e-10))
        #expect(isClose(found.corrected?.standardError, variance.squareRoot(), relative: 1e-8))
    }

    /// The weight of the tags makes the noise least: others make it larger.
    @Test func tagsThatSayNothingHaveLittleWeight() throws {
        var generator = SeededGenerator(seed: 3)
        let units = ["a", "b", "c"]
        let samples = (0..<300).map { _ in
            sample(
                "", [units[Int.random(in: 0..<3, using: &generator)]], [units[Int.random(in: 0..<3, using: &generator)]]
            )
        }
        let found = try CorrectedConcentration(
            samples, corpus: [Stratum(name: "", samples: 9_000, totals: ["a": 3_000, "b": 3_000, "c": 3_000])])
        #expect(found.weight < 0.15)
    }

    @Test func fewLabelsHaveNoInterval() throws {
        func found(_ count: Int, units: Int) throws -> CorrectedConcentration {
            let samples = (0..<count).map { sample("", ["u\($0 % units)"], ["u\($0 % units)"]) }
            let totals = Dictionary(uniqueKeysWithValues: (0..<units).map { ("u\($0)", 100.0) })
            return try CorrectedConcentration(
                samples, corpus: [Stratum(name: "", samples: 100 * Double(units), totals: totals)])
        }
        #expect(try found(28, units: 3).interval() == nil)
        // A third of 39 is in the largest.
        #expect(try found(36, units: 3).interval() == nil)
        #expect(try found(39, units: 3).interval() != nil)
        #expect(try found(28, units: 100).interval() == nil)
        // Eight for each of ten effective units.
        #expect(try found(70, units: 10).interval() == nil)
        #expect(try found(100, units: 10).interval() != nil)
        #expect(try found(100, units: 10).interval(level: 1) == nil)
    }

    /// Of a unit that has nearly all, labels say little: too few are expected elsewhere.
    @Test func labelsOfOneUnitHaveNoInterval() throws {
        func found(_ count: Int) throws -> CorrectedConcentration {
            let samples = (0..<count).map { number in
                let unit = number % 20 == 0 ? "b" : "a"
                return sample("", [unit], [unit])
            }
            return try CorrectedConcentration(
                samples, corpus: [Stratum(name: "", samples: 20_000, totals: ["a": 19_000, "b": 1_000])])
        }
        #expect(try found(480).interval() == nil)
        #expect(try found(520).interval() != nil)
    }

    /// Once its intervals were too short here: the index hardly changes with the shares, only with their squares.
    @Test(arguments: [6, 16]) func intervalsHoldTheTruthOfEqualUnits(_ units: Int) throws {
        var generator = SeededGenerator(seed: 11)
        let names = (0..<units).map { "u\($0)" }
        let totals = Dictionary(uniqueKeysWithValues: names.map { ($0, 1_000.0) })
        var held = 0
        for _ in 0..<200 {
            let samples = (0..<400).map { _ -> Sample in
                let unit = names[Int.random(in: 0..<units, using: &generator)]
                let isRight = Int.random(in: 0..<10, using: &generator) < 7
                return sample("", isRight ? [unit] : [names[Int.random(in: 0..<units, using: &generator)]], [unit])
            }
            let found = try CorrectedConcentration(
                samples, corpus: [Stratum(name: "", samples: Double(units) * 1_000, totals: totals)])
            let interval = try #require(found.interval())
            #expect(interval.low >= 1 / Double(units) - 1e-12 && interval.high <= 1)
            held += interval.low <= 1 / Double(units) + 1e-12 ? 1 : 0
        }
        // 190 of 200 are expected, and fewer than 180 once in 10,000 runs.
        #expect(held >= 180)
    }

    @Test func whatCannotBeComputedIsSaid() throws {
        let corpus = [Stratum(name: "s", samples: 10, totals: ["a": 5])]
        #expect(throws: CorrectionError.noCorpus) { try CorrectedConcentration([sample("s", [], [])], corpus: []) }
        for (samples, fault) in [
            ([], CorrectionError.noGold), ([sample("t", ["a"], ["a"])], .stratumWithoutGold("s")),
        ] {
            let found = try CorrectedConcentration(samples, corpus: corpus)
            #expect(found.fault == fault && found.corrected == nil && found.raw?.value == 1 && !found.hasInterval)
        }
        let none = try CorrectedConcentration([sample("s", ["a"], [])], corpus: corpus)
        #expect(none.corrected == nil && none.raw?.value == 1 && !none.hasInterval)
    }
}
