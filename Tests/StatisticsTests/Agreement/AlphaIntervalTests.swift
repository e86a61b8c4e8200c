import Parallel
import TestSupport
import Testing

@testable import Statistics

@Suite(.serialized) struct AlphaIntervalTests {
    private func interval(_ ratings: Ratings, seed: UInt64 = 1, replicates: Int = 500) -> BootstrapInterval? {
        Bootstrap(seed: seed, replicates: replicates).flatMap { RatedUnits(ratings).krippendorffAlphaInterval($0) }
    }

    @Test func theSeedDecidesAndNeitherThreadsNorOrderDo() throws {
        let rows = AlphaTests.textbook.flatMap { coder in
            coder.ratings.enumerated().map { (coder.rater, "\($0)", $1) }
        }
        let expected = try #require(interval(try AlphaTests.textbookRatings()))
        #expect(expected.low < expected.estimate && expected.estimate < expected.high)
        var generator = SeededGenerator(seed: 3)
        let width = Width.current
        defer { Width.current = width }
        for threads in 1...3 {
            Width.current = threads
            let shuffled = rows.shuffled(using: &generator)
            let ratings = try Ratings(
                units: shuffled.map(\.1), raters: shuffled.map(\.0), values: shuffled.map(\.2))
            #expect(interval(ratings) == expected)
        }
        #expect(interval(try AlphaTests.textbookRatings(), seed: 2) != expected)
    }

    /// With few units and a rare value many resamples have only one value.
    @Test func undefinedResamplesAreCounted() throws {
        let ratings = try Ratings(
            units: ["1", "1", "2", "2", "3", "3"], raters: ["a", "b", "a", "b", "a", "b"],
            values: ["x", "x", "x", "x", "x", "y"])
        let found = try #require(interval(ratings, replicates: 2_000))
        // (2/3)³ of the resamples lack the third unit.
        #expect(abs(Double(found.undefined) / 2_000 - 8.0 / 27) < 0.05)
        #expect(found.replicates == 2_000)
        let constant = try Ratings(units: ["1", "1"], raters: ["a", "b"], values: ["x", "x"])
        #expect(interval(constant) == nil)
    }

    /// Leaving one unit out by the update gives what counting again gives.
    @Test func leavingOneOut() throws {
        let labels = (0..<AlphaTests.textbook[0].ratings.count).map { "\($0)" }
        func ratings(without left: String?) throws -> RatedUnits {
            let rows = AlphaTests.textbook.flatMap { coder in
                coder.ratings.enumerated().map { (coder.rater, "\($0)", $1) }
            }.filter { $0.1 != left }
            return RatedUnits(
                try Ratings(units: rows.map(\.1), raters: rows.map(\.0), values: rows.map(\.2)))
        }
        let found = AlphaSample(try ratings(without: nil)).leavingOneOut
            .flatMap { [Double](repeating: $0.value, count: Int($0.count)) }.sorted()
        // The last unit has one rating, and is not counted.
        let expected = try labels.dropLast().map { try ratings(without: $0).krippendorffAlpha() }.sorted()
        #expect(found.count == expected.count)
        for (value, other) in zip(found, expected) { #expect(isClose(value, other, relative: 1e-12)) }
    }

    /// A small count of what `make intervals` does: raters who take the true value, or any by chance.
    @Test func coverage() throws {
        var generator = Philox(seed: 5, stream: 0)
        var (covered, found) = (0, 0)
        for _ in 0..<200 {
            var (units, raters, values) = ([UInt32](), [UInt32](), [UInt32]())
            for unit in 1...100 {
                let truth = UInt32(generator.nextIndex(below: 3) + 1)
                for rater in 1...3 where generator.nextUniform() < 0.9 {
                    units.append(UInt32(unit))
                    raters.append(UInt32(rater))
                    let guess = UInt32(generator.nextIndex(below: 3) + 1)
                    values.append(generator.nextUniform() < 0.8 ? truth : guess)
                }
            }
            let ratings = try Ratings(unitCodes: units, raterCodes: raters, valueCodes: values)
            guard let bootstrap = Bootstrap(seed: generator.next() >> 11, replicates: 200),
                let interval = RatedUnits(ratings).krippendorffAlphaInterval(bootstrap)
            else { continue }
            found += 1
            // Two raters agree beyond chance where both take the truth.
            if interval.low <= 0.64 && 0.64 <= interval.high { covered += 1 }
        }
        #expect(found == 200)
        #expect((0.89...0.99).contains(Double(covered) / Double(found)), "\(covered)")
    }
}
