import TestSupport
import Testing

@testable import LocalFacts

@Suite struct LeastNumbersTests {
    /// The bound is the greatest of the least numbers, as sorting finds it.
    @Test(arguments: [0, 1, 2, 3, 7, 50]) func theBoundIsThatOfSortedNumbers(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        var least = LeastNumbers(maximumCount: count)
        var all: [Int64] = []
        for _ in 0..<200 {
            let number = Int64.random(in: -20...20, using: &generator)
            least.insert(number)
            all.append(number)
            let expected = all.count < count ? nil : all.sorted().prefix(count).last
            #expect(least.bound == expected)
        }
    }
}
