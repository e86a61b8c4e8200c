import TestSupport
import Testing

@testable import Export

@Suite struct WaterFillingTests {
    /// One after another, to the cell that has the least so far and something left; among equals, to the lowest rank.
    private func poured(_ total: Int, _ sizes: [Int], _ ranks: [UInt64]) -> [Int] {
        var quotas = [Int](repeating: 0, count: sizes.count)
        for _ in 0..<total {
            let open = sizes.indices.filter { quotas[$0] < sizes[$0] }
            guard let next = open.min(by: { (quotas[$0], ranks[$0]) < (quotas[$1], ranks[$1]) }) else { break }
            quotas[next] += 1
        }
        return quotas
    }

    @Test func allSmallCases() {
        for count in 0...4 {
            var sizes = [Int](repeating: 0, count: count)
            while true {
                for total in 0...12 {
                    let ranks = sizes.indices.map { UInt64(($0 * 7 + 3) % 5) }
                    #expect(
                        WaterFilling.quotas(total: total, sizes: sizes, ranks: ranks) == poured(total, sizes, ranks),
                        "\(total) of \(sizes)")
                }
                guard let place = sizes.indices.first(where: { sizes[$0] < 4 }) else { break }
                sizes[place] += 1
                for earlier in 0..<place { sizes[earlier] = 0 }
            }
        }
    }

    @Test func manyLargeCells() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let sizes = (0..<Int.random(in: 1...50, using: &generator)).map { _ in
                Int.random(in: 0...1_000, using: &generator)
            }
            let total = Int.random(in: 0...30_000, using: &generator)
            let quotas = WaterFilling.quotas(
                total: total, sizes: sizes, ranks: sizes.indices.map { _ in generator.next() })
            #expect(quotas.reduce(0, +) == min(total, sizes.reduce(0, +)))
            let highest = quotas.max() ?? 0
            for (quota, size) in zip(quotas, sizes) { #expect(quota == size || quota >= highest - 1) }
        }
    }
}
