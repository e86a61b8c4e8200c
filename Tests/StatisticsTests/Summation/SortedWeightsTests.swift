import Testing

@testable import Statistics

@Suite struct SortedWeightsTests {
    @Test func scalesByAPowerOfTwo() {
        #expect(powerOfTwoScale([]) == 1)
        #expect(powerOfTwoScale([0, 0]) == 1)
        #expect(powerOfTwoScale([3, -1]) == 0.5)
        #expect(powerOfTwoScale([-8]) == 0.125)
        #expect(powerOfTwoScale([.greatestFiniteMagnitude]) * .greatestFiniteMagnitude < 2)
        #expect(powerOfTwoScale([.leastNormalMagnitude]) * .leastNormalMagnitude == 1)
        #expect(powerOfTwoScale([.leastNonzeroMagnitude]).isFinite)
    }

    @Test func ordersAndCounts() throws {
        let sorted = try #require(SortedWeights([4, 0, 1, 2, 0, -0.0]))
        #expect(sorted.values == [0, 0, 0, 0.25, 0.5, 1])
        #expect(sorted.positiveCount == 3)
        #expect(sorted.total == 1.75)
        #expect(sorted.largest == 1)
    }

    @Test func theLogarithmOfAShareNearOneKeepsItsDigits() throws {
        let sorted = try #require(SortedWeights([1, 1e15]))
        // ln(1 - e) = -e - e²/2 …, with e = 1 / (1e15 + 1).
        let e = 1 / (1e15 + 1)
        #expect(isClose(sorted.logLargestShare, -e - e * e / 2, relative: 1e-15, absolute: 0))
    }

    @Test func sharesAddUpToOne() throws {
        for table in Tables.random(200, seed: 2) {
            let sorted = try #require(SortedWeights(table))
            #expect(isClose(sorted.sumOverShares { share, _ in share }, 1, relative: 1e-15))
        }
    }
}
