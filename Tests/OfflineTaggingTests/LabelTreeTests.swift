import Foundation
import Testing

@testable import OfflineTagging

@Suite struct LabelTreeTests {
    /// Damaged counts above any that a model has made the tree look for a node beyond its last.
    @Test(arguments: [
        [1], [3, 2, 1], [Int64.max, Int64.max, 2_000_000_000_000_000], [-1, -5, 0], [1, 2, 3, Int64.min],
    ])
    func probabilitiesAddUp(_ counts: [Int64]) {
        let logarithms = LabelTree(counts).logarithms { _ in 0.25 }
        #expect(logarithms.count == counts.count)
        #expect(abs(logarithms.reduce(0) { $0 + exp($1) } - 1) < 1e-3)
    }

    @Test func theRarestAreDeepest() {
        // 1 + 2 = 3, 3 + 4 = 7, 7 + 8 = 15: the rarest two are three decisions deep.
        let depths = LabelTree([8, 4, 2, 1]).logarithms { _ in 0 }.map { Int(-$0 / log(2) + 0.5) }
        #expect(depths == [1, 2, 3, 3])
    }
}
