import Testing

@testable import Statistics

@Suite struct HerfindahlTests {
    @Test func equalsTheNaiveTwinOnAllSmallTables() {
        for count in 1...5 {
            for table in Tables.all(count: count, upTo: 4) where table.contains(where: { $0 > 0 }) {
                #expect(isClose(herfindahl(table), Naive.herfindahl(table), relative: 1e-15), "\(table)")
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomTables() {
        for table in Tables.random(1000, seed: 20) {
            #expect(isClose(herfindahl(table), Naive.herfindahl(table)), "\(table)")
        }
    }

    @Test func liesBetweenOneOverTheCategoriesAndOne() throws {
        for table in Tables.random(300, seed: 21) {
            let index = try #require(herfindahl(table))
            let categories = Double(table.count { $0 > 0 })
            #expect(index <= 1)
            #expect(index >= (1 / categories) * (1 - 1e-15))
        }
        #expect(herfindahl([5]) == 1)
        #expect(herfindahl([3, 3, 3, 3]) == 0.25)
    }

    @Test func mergingCategoriesRaisesIt() throws {
        for table in Tables.random(300, seed: 22) {
            let positive = table.filter { $0 > 0 }
            guard positive.count > 1 else { continue }
            let merged = [positive[0] + positive[1]] + positive.dropFirst(2)
            #expect(try #require(herfindahl(merged)) >= (try #require(herfindahl(positive))))
        }
    }
}
