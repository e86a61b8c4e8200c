import Testing

@testable import Statistics

/// Issue 14: weights whose quotients leave the range of doubles. References by mpmath at 60 digits.
@Suite struct ExtremeWeightTests {
    private let far: [Double] = [1e-300, 1e15, 1]
    private let tiny = Double.leastNonzeroMagnitude

    @Test func inequalityOfWeightsFarApart() throws {
        #expect(isClose(theilL(far), 252.18574794067692))
        #expect(isClose(theilL([tiny, 1e300]), 716.9146527292376))
        #expect(isClose(atkinson(far, aversion: 0.001), 0.0010991075390247474))
        #expect(isClose(atkinson(far, aversion: 1), 1.0))
        #expect(isClose(atkinson(far, aversion: 2), 1))
        #expect(isClose(renyiEntropy(far, order: 0.001), 0.8970762176736151))
        #expect(isClose(hillNumber([tiny, 1e300], order: 0.001), 1.2383287120651179))
    }

    @Test func divergencesOfWeightsFarApart() throws {
        #expect(isClose(kullbackLeibler([1, 1], [.leastNonzeroMagnitude * 2_024, 1]), 367.720473264927))
        #expect(isClose(jensenShannon([tiny, 1], [0, 1]), 0))
        #expect(isClose(jensenShannon([tiny, 1], [1, tiny]), 0.6931471805599453))
        #expect(isClose(jensenShannonDistance([tiny, 1], [1, tiny]), 1))
        #expect(isClose(hellinger([tiny, 1], [1, tiny]), 1))
    }

    @Test func ratiosOfSharesOutOfRange() throws {
        let representation = try #require(Representation(Share(1e-300, of: 1e300), reference: Share(1e-299, of: 1e300)))
        #expect(isClose(representation.ratio, 0.1))
        #expect(isClose(representation.log2Ratio, -3.321928094887362))
        #expect(isClose(shareRatio(Share(1e-300, of: 1e300), Share(1e-300, of: 1e299)), 0.1))
    }

    @Test func crossTablesOfEnormousCounts() throws {
        let labels = (["a", "a", "b", "b"], ["c", "d", "c", "d"])
        let plain = try #require(ContingencyTable(labels.0, labels.1, counts: [10, 20, 30, 5]))
        for power in [1e300, 1e-300] {
            let scaled = try #require(
                ContingencyTable(labels.0, labels.1, counts: [10 * power, 20 * power, 30 * power, 5 * power]))
            #expect(isClose(scaled.cramersV, plain.cramersV))
            #expect(isClose(scaled.mutualInformation, plain.mutualInformation))
            #expect(isClose(scaled.chiSquare / power, plain.chiSquare))
        }
    }

    @Test func weightedRanksOfEnormousWeights() throws {
        let (x, y, w): ([Double], [Double], [Double]) = ([1, 2, 3, 4], [1, 3, 2, 4], [1, 2, 3, 4])
        for power in [1e300, 1e-300] {
            let weights = w.map { $0 * power }
            #expect(isClose(kendall(x, y, weights: weights), kendall(x, y, weights: w)))
            #expect(isClose(spearman(x, y, weights: weights), spearman(x, y, weights: w)))
        }
    }

    /// Steps of 1e-7 on 1e8 are seven times what a double there may be off by.
    @Test func ordersOfNumbersNearEachOtherAreToldApart() {
        let near = (0..<8).map { 1e8 + Double($0) * 1e-7 }
        let steps = (0..<8).map(Double.init)
        for y: [Double] in [steps, [3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], [0, 1, 0, 0, 1, 1, 0, 1]] {
            #expect(pearsonProbability(near, y) == pearsonProbability(steps, y), "\(y)")
        }
    }

    /// All seen twice and more, or one seen once: an interval of no width would say that nothing is unseen for certain.
    @Test func chaosIntervalHasAWidth() throws {
        for counts: [Double] in [[5, 5, 5], [1, 5, 5], [3, 3], [2, 2, 2, 2], [1, 30]] {
            let (low, high) = try #require(chao1Interval(counts))
            #expect(low < high && low >= Double(counts.count), "\(counts)")
        }
        #expect(chao1Interval([500, 900]) == nil)
    }
}
