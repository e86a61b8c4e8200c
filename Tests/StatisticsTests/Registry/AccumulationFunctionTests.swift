import Foundation
import Testing

@testable import Statistics

/// The curves as SQL calls them.
@Suite struct AccumulationFunctionTests {
    private struct Point: Decodable {
        let groups: Int
        let mean: Double
        let low: Double
        let high: Double
    }

    private func points(_ value: StatisticValue?) throws -> [Point] {
        guard case .json(let text) = value else { return [] }
        return try JSONDecoder().decode([Point].self, from: Data(text.utf8))
    }

    private func column(_ value: Double, _ rows: Int) -> [Double] { [Double](repeating: value, count: rows) }

    /// Over all orders the mean is known: a unit is missed by g of G groups with the probability C(G − u, g)/C(G, g), u
    /// the number of groups that have it.
    @Test func theMeanIsThatOverAllOrders() throws {
        let groupCount = 12
        // Group i has the units that divide i.
        let pairs = (1...groupCount).flatMap { group in (1...group).filter { group % $0 == 0 }.map { (group, $0) } }
        let found = try points(
            try aggregate(
                "accumulation", pairs.map { Double($0.0) }, pairs.map { Double($0.1) },
                column(Double(groupCount), pairs.count), column(5, pairs.count), column(4_000, pairs.count)))
        #expect(found.map(\.groups) == Array(1...groupCount))
        let groupsOfUnit = (1...groupCount).map { unit in Double(groupCount / unit) }
        for point in found {
            let expected = groupsOfUnit.reduce(0) { sum, groups in
                let missed = logProbabilityOfNone(
                    marked: groups, drawn: Double(point.groups), total: Double(groupCount))
                return sum - expm1(missed)
            }
            // Five standard errors of a mean of 4,000 orders, whose numbers of units differ by about 1.5.
            #expect(abs(point.mean - expected) <= 5 * 1.5 / 4_000.0.squareRoot(), "\(point.groups) groups")
            #expect(point.low <= point.mean && point.mean <= point.high)
        }
        #expect(found.last?.mean == Double(groupCount))
    }

    @Test func sharesOfAllGroupsAreTheShareOfAll() throws {
        let (k, n): ([Double], [Double]) = ([1, 5, 0, 20], [10, 10, 40, 20])
        let found = try points(try aggregate("accumulated_share", k, n, column(3, 4), column(2_000, 4)))
        #expect(found.count == 4 && found.last?.mean == 26.0 / 80 && found.last?.low == found.last?.high)
        // The first group alone: the mean of the shares.
        #expect(abs((found.first?.mean ?? 0) - (0.1 + 0.5 + 0 + 1) / 4) < 5 * 0.4 / 2_000.0.squareRoot())
        #expect(found.first?.low == 0 && found.first?.high == 1)
    }

    @Test func seedReplicatesAndLevelMayBeLeftOut() throws {
        let (k, n): ([Double], [Double]) = ([1, 2, 3], [4, 4, 4])
        let all = try aggregate("accumulated_share", k, n, column(1, 3), column(10_000, 3), column(0.95, 3))
        #expect(try aggregate("accumulated_share", k, n) == all)
        #expect(all != nil)
    }

    @Test func whatCannotBe() throws {
        #expect(try aggregate("accumulation", [0], [1], [2]) == nil)
        #expect(try aggregate("accumulation", [3], [1], [2]) == nil)
        #expect(try aggregate("accumulation", [1], [1.5], [2]) == nil)
        #expect(try aggregate("accumulation", [1], [1], [2.5]) == nil)
        #expect(try aggregate("accumulated_share", [1], [0]) == nil)
        #expect(throws: StatisticError.seedOutOfRange(-1)) { try aggregate("accumulated_share", [1], [2], [-1]) }
        #expect(throws: StatisticError.replicatesOutOfRange(5, allowed: Bootstrap.allowedReplicates)) {
            try aggregate("accumulated_share", [1], [2], [1], [5])
        }
    }
}
