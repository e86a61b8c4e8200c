import TestSupport
import Testing

@testable import Tagging

@Suite struct SamplingTests {
    private func sample(
        _ items: [(String, [String])], size: Int, seed: UInt64 = 1, _ allocation: StratifiedSample<String>.Allocation
    ) -> [StratifiedSample<String>.Chosen] {
        var sample = StratifiedSample<String>(size: size, seed: seed)
        for (name, stratum) in items { sample.add(name, key: name, stratum: stratum) }
        return sample.chosen(allocation)
    }

    private let items = (0..<1000).map { ("item \($0)", [$0 % 10 == 0 ? "rare" : "usual"]) }

    @Test func sizesByStratum() {
        func counts(_ chosen: [StratifiedSample<String>.Chosen]) -> [String: Int] {
            chosen.reduce(into: [:]) { $0[$1.stratum[0], default: 0] += 1 }
        }
        #expect(counts(sample(items, size: 100, .proportional)) == ["rare": 10, "usual": 90])
        #expect(counts(sample(items, size: 100, .equal)) == ["rare": 50, "usual": 50])
        #expect(counts(sample(items, size: 300, .equal)) == ["rare": 100, "usual": 200])
        #expect(counts(sample(items, size: 2, .proportional)) == ["rare": 1, "usual": 1])
        #expect(sample(items, size: 0, .equal).isEmpty)
        #expect(sample(items, size: 5000, .proportional).count == 1000)
        #expect(sample([], size: 5, .equal).isEmpty)
    }

    @Test func probabilitiesSumToTheStrata() {
        for allocation in [StratifiedSample<String>.Allocation.equal, .proportional] {
            let chosen = sample(items, size: 77, allocation)
            #expect(abs(chosen.map { 1 / $0.probability }.reduce(0, +) - 1000) < 1e-6)
            #expect(Set(chosen.map(\.item)).count == 77)
        }
    }

    @Test func orderDoesNotMatterAndSeedsDo() {
        var generator = SeededGenerator(seed: 5)
        let first = sample(items, size: 60, .proportional).map(\.item)
        #expect(sample(items.shuffled(using: &generator), size: 60, .proportional).map(\.item) == first)
        #expect(sample(items, size: 60, seed: 2, .proportional).map(\.item) != first)
    }

    @Test func everyItemIsEquallyLikely() {
        var counts: [String: Int] = [:]
        let few = (0..<20).map { ("\($0)", ["all"]) }
        for seed in 0..<2000 as Range<UInt64> {
            for chosen in sample(few, size: 5, seed: seed, .equal) { counts[chosen.item, default: 0] += 1 }
        }
        // 500 expected each, with a standard deviation of 19.4.
        #expect(counts.count == 20 && counts.values.allSatisfy { abs($0 - 500) < 90 })
    }

    @Test func sizesAreThoseOfASlowReference() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<500 {
            let counts = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                Int.random(in: 0...40, using: &generator)
            }
            let total = Int.random(in: 0...60, using: &generator)
            let most = min(total, counts.reduce(0, +))
            // One after another to the smallest stratum that has more.
            var equal = counts.map { _ in 0 }
            for _ in 0..<most {
                guard
                    let next = counts.indices.filter({ equal[$0] < counts[$0] }).min(by: {
                        (equal[$0], $0) < (equal[$1], $1)
                    })
                else { break }
                equal[next] += 1
            }
            #expect(StratifiedSample<Int>.sizes(of: counts, total: total, .equal) == equal)
            let proportional = StratifiedSample<Int>.sizes(of: counts, total: total, .proportional)
            #expect(proportional.reduce(0, +) == most)
            for (size, count) in zip(proportional, counts) {
                #expect(size <= count && (size > 0 || count == 0 || most < counts.filter { $0 > 0 }.count))
                let exact = Double(count) * Double(most) / Double(max(counts.reduce(0, +), 1))
                #expect(Double(size) < exact + 1 || size == 1)
            }
        }
    }
}
