import TestSupport
import Testing

@testable import LocalFacts

@Suite struct RandomOrderTests {
    @Test(arguments: [0, 1, 2, 7, 100]) func everyNumberComesOnce(count: Int) {
        var order = RandomOrder(count: count, using: SeededGenerator(seed: 3))
        var numbers: [Int] = []
        while let number = order.next() { numbers.append(number) }
        #expect(numbers.sorted() == Array(0..<count))
        #expect(order.next() == nil)
    }

    /// As a shuffle of all numbers draws them, with the same generator.
    @Test func isTheShuffleOfATable() {
        for seed in UInt64(0)..<50 {
            var generator = SeededGenerator(seed: seed)
            var table = Array(0..<40)
            for place in table.indices {
                table.swapAt(place, Int.random(in: place..<table.count, using: &generator))
            }
            var order = RandomOrder(count: 40, using: SeededGenerator(seed: seed))
            #expect((0..<40).map { _ in order.next() } == table)
        }
    }

    /// Of 5 numbers 3 are drawn: 60 ordered draws, each as likely.
    @Test func everyDrawIsAsLikely() {
        var generator = SeededGenerator(seed: 8)
        var counts: [[Int]: Int] = [:]
        let draws = 60_000
        for _ in 0..<draws {
            var order = RandomOrder(count: 5, using: generator)
            counts[(0..<3).compactMap { _ in order.next() }, default: 0] += 1
            _ = generator.next()
        }
        #expect(counts.count == 60)
        // Of 59 degrees of freedom, 105.0 is passed once in 5,000 times.
        #expect(ChiSquare.ofEqual(Array(counts.values), count: 60) < 105)
    }
}
