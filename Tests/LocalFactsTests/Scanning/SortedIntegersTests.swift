import SQLite
import TestSupport
import Testing

@testable import LocalFacts

@Suite struct SortedIntegersTests {
    /// What a list has is found as a set has it.
    @Test func sortedIntegers() throws {
        var generator = SeededGenerator(seed: 3)
        let odd: [Int64] = [.min, -1, 0, 5, .max]
        for count in 0..<40 {
            let values = (0..<count).map { _ in
                Bool.random(using: &generator)
                    ? Int64.random(in: -20...20, using: &generator) : odd.randomElement(using: &generator) ?? 0
            }
            let sorted = try #require(SortedIntegers(values.map(SQLValue.integer) + [.null]))
            for value in odd + Array(-22...22) { #expect(sorted.contains(value) == values.contains(value)) }
            for low in Int64(-22)...22 {
                let range = low..<low + 7
                #expect(Array(sorted.values(in: range)) == Set(values).filter(range.contains).sorted())
                #expect(sorted.intersects(low...low + 6) == values.contains { (low...low + 6).contains($0) })
            }
        }
        #expect(SortedIntegers([.integer(1), .real(2)]) == nil)
        #expect(SortedIntegers([.text("1")]) == nil)
    }
}
