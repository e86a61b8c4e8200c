import Testing

@testable import Statistics

@Suite struct TopShareTests {
    @Test func equalsTheNaiveTwinOnAllSmallTables() {
        for count in 1...5 {
            for table in Tables.all(count: count, upTo: 3) where table.contains(where: { $0 > 0 }) {
                for k in 1...6 {
                    let share = topShare(table, k: k)
                    #expect(isClose(share, Naive.topShare(table, k: k), relative: 3e-16), "\(table)")
                }
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomTables() {
        for (number, table) in Tables.random(1000, seed: 30).enumerated() {
            let k = 1 + number % 7
            #expect(isClose(topShare(table, k: k), Naive.topShare(table, k: k)), "\(table)")
        }
    }

    @Test func growsWithKToExactlyOne() throws {
        for table in Tables.random(200, seed: 31) {
            var previous = 0.0
            for k in 1...table.count {
                let share = try #require(topShare(table, k: k))
                #expect(share >= previous && share <= 1)
                previous = share
            }
            #expect(previous == 1)
            #expect(topShare(table, k: table.count + 1) == 1)
            #expect(topShare(table, k: .max) == 1)
        }
    }

    @Test func aCountBelowOneHasNoValue() {
        #expect(topShare([1, 2], k: 0) == nil)
        #expect(topShare([1, 2], k: -1) == nil)
        #expect(topShare([1, 2], k: .min) == nil)
    }
}
