import Testing

@testable import Statistics

@Suite struct CellSampleTests {
    /// A statistic that does not tell cells apart has the interval of the multinomial bootstrap: for counts in
    /// descending order both draw the same numbers.
    @Test func symmetricStatistic() throws {
        let bootstrap = try #require(Bootstrap(seed: 8, replicates: 300))
        let counts = [40.0, 21, 9, 3, 1, 0]
        let largest: @Sendable ([Double]) -> Double? = { counts in counts.max().map { $0 / counts.reduce(0, +) } }
        #expect(bootstrap.interval(cells: counts, largest) == bootstrap.interval(counts: counts, largest))
    }

    /// A share has the standard error of the binomial distribution, whichever cell it is of.
    @Test(arguments: [0, 1, 2]) func shareOfACell(cell: Int) throws {
        let bootstrap = try #require(Bootstrap(seed: 8, replicates: 20_000))
        let counts = [12.0, 60, 28]
        let interval = try #require(bootstrap.interval(cells: counts) { $0[cell] / 100 })
        let share = counts[cell] / 100
        #expect(interval.estimate == share)
        #expect(abs(interval.standardError / (share * (1 - share) / 100).squareRoot() - 1) < 0.02)
    }

    @Test func samplesThatCannotBeDrawn() throws {
        let bootstrap = try #require(Bootstrap(replicates: 100))
        for counts in [[], [0.0, 0], [-1, 2], [.nan, 1], [.infinity]] as [[Double]] {
            #expect(bootstrap.interval(cells: counts) { $0.first } == nil)
        }
        #expect(bootstrap.interval(cells: [1, 2]) { _ in nil } == nil)
    }
}
