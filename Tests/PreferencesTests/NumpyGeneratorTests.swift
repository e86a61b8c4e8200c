import Foundation
import Preferences
import TestSupport
import Testing

/// numpy's generator, against numpy itself and against numbers that it printed.
@Suite struct NumpyGeneratorTests {
    @Test func permutationsOfTen() {
        // numpy.random.default_rng(seed).permutation(10)
        let expected: [[Int]] = [
            [4, 6, 2, 7, 3, 5, 9, 0, 8, 1],
            [8, 4, 7, 0, 1, 2, 5, 9, 6, 3],
            [2, 0, 7, 6, 9, 5, 3, 4, 8, 1],
            [9, 6, 0, 2, 1, 4, 7, 5, 3, 8],
            [1, 0, 7, 2, 9, 8, 6, 4, 3, 5],
            [7, 6, 1, 3, 2, 4, 0, 9, 5, 8],
            [2, 6, 3, 9, 0, 5, 4, 8, 7, 1],
            [8, 0, 7, 1, 3, 6, 2, 4, 5, 9],
            [0, 7, 3, 6, 9, 5, 8, 1, 2, 4],
            [7, 2, 5, 9, 8, 3, 6, 4, 0, 1],
        ]
        for (seed, order) in expected.enumerated() {
            var generator = NumpyGenerator(seed: UInt64(seed))
            #expect(generator.permutation(10) == order, "seed \(seed)")
        }
    }

    @Test func rawNumbers() {
        // numpy.random.PCG64(seed).random_raw(3)
        let expected: [(UInt64, [UInt64])] = [
            (0, [11749869230777074271, 4976686463289251617, 755828109848996024]),
            (1, [9441442522235856127, 17532960557476522086, 2659275481604167885]),
            (12345678901234567890, [77935276331132168, 12033622772062331548, 11213416055601313548]),
        ]
        for (seed, numbers) in expected {
            var generator = NumpyGenerator(seed: seed)
            #expect(numbers == numbers.map { _ in generator.next() }, "seed \(seed)")
        }
    }

    @Test func uniformNumbers() {
        var generator = NumpyGenerator(seed: 0)
        #expect(
            (0..<3).map { _ in generator.nextUniform() } == [
                0.6369616873214543, 0.2697867137638703, 0.04097352393619469,
            ])
    }

    @Test func smallSizes() {
        var generator = NumpyGenerator(seed: 3)
        #expect(generator.permutation(0).isEmpty)
        #expect(generator.permutation(-4).isEmpty)
        #expect(generator.permutation(1) == [0])
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func manySizesAndSeedsAgainstNumpy() throws {
        var cases: [(UInt64, Int)] = [(.max, 1_000), (1 << 32, 3_036), (0, 27_172), (7, 100_000)]
        for number in 0..<60 { cases.append((UInt64(number) &* 2_654_435_761, 1 + number * number % 97)) }
        let script = """
            import numpy, sys
            for case in sys.argv[1].split(';'):
                seed, size = map(int, case.split(','))
                print(*numpy.random.default_rng(seed).permutation(size))
            """
        let text = cases.map { "\($0.0),\($0.1)" }.joined(separator: ";")
        let (output, code) = try PythonEnvironment.run(script, [text])
        try #require(code == 0, "\(output)")
        let lines = output.split(separator: "\n")
        #expect(lines.count == cases.count)
        for (line, (seed, size)) in zip(lines, cases) {
            var generator = NumpyGenerator(seed: seed)
            // As a flag: a failure would compare the long lists element by element, for hours.
            let isEqual = generator.permutation(size) == line.split(separator: " ").compactMap { Int($0) }
            #expect(isEqual, "\(seed), \(size)")
        }
    }

    @Test func splitsOfUsers() throws {
        let split = try UserSplit(users: 1_200)
        #expect(split.testCount == 180)
        #expect(try UserSplit(users: 1_203).testCount == 181)
        #expect(try UserSplit(users: 1).testCount == 1)
        #expect(try UserSplit(users: 0).isTest.isEmpty)
        var generator = NumpyGenerator(seed: 0)
        let first = generator.permutation(1_200).prefix(180)
        #expect(first.allSatisfy { split.isTest[$0] })
        for share in [0, 1, -0.1, .nan] {
            #expect(throws: PreferenceError.self) { try UserSplit(users: 10, share: share) }
        }
    }

    @Test func splitsByAList() throws {
        let split = try UserSplit(users: ["a", "b", "c"], test: ["c", "a"])
        #expect(split.isTest == [true, false, true])
        #expect(throws: PreferenceError.unknownTestUsers(["d"])) {
            try UserSplit(users: ["a", "b", "c"], test: ["d", "a"])
        }
    }
}
