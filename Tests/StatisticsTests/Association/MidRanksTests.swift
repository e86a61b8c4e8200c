import Testing

@testable import Statistics

@Suite struct MidRanksTests {
    @Test func equalsTheNaiveTwinOnAllSmallColumns() {
        for count in 0...6 {
            for values in Tables.all(count: count, upTo: 3) {
                #expect(midRanks(values) == Naive.midRanks(values), "\(values)")
            }
        }
    }

    @Test func ranksAddUpToTheSameWithAndWithoutTies() {
        for table in Tables.random(200, seed: 90) {
            let count = Double(table.count)
            #expect(midRanks(table).reduce(0, +) == count * (count + 1) / 2)
        }
    }

    @Test func theTwoZerosAreOneValue() {
        #expect(midRanks([0.0, -0.0, 1]) == [1.5, 1.5, 3])
    }
}
