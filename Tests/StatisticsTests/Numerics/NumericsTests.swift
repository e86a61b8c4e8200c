import Foundation
import Testing

@testable import Statistics

@Suite struct NumericsTests {
    @Test func rootsOfSmoothFunctions() throws {
        #expect(isClose(bracketedRoot(from: 0, to: 2) { $0 * $0 - 2 }, 2.0.squareRoot(), relative: 1e-15))
        #expect(isClose(bracketedRoot(from: 2, to: 0) { $0 * $0 - 2 }, 2.0.squareRoot(), relative: 1e-15))
        #expect(isClose(bracketedRoot(from: -1, to: 100) { exp($0) - 1 }, 0, absolute: 1e-15))
        #expect(bracketedRoot(from: 0, to: 1) { $0 } == 0)
        #expect(bracketedRoot(from: 1, to: 2) { $0 } == nil)
        #expect(bracketedRoot(from: 0, to: 1) { _ in .nan } == nil)
    }

    @Test func aJumpOverZeroIsFound() throws {
        let root = try #require(bracketedRoot(from: -3, to: 5) { $0 < 1.25 ? -1 : 2 })
        #expect(isClose(root, 1.25, relative: 1e-15))
    }

    @Test func rootsOfFallingFunctions() {
        for start in [0.1, 1, 7.9] {
            let root = newtonRoot(start: start, bracket: 0...8) { (2 - $0 * $0, -2 * $0) }
            #expect(isClose(root, 2.0.squareRoot(), relative: 1e-15))
        }
        // Newton alone would run away from here.
        let root = newtonRoot(start: 5, bracket: -9...9) { (atan(1 - $0), -1 / (1 + (1 - $0) * (1 - $0))) }
        #expect(isClose(root, 1, relative: 1e-15))
    }

    @Test func integrals() {
        #expect(isClose(doubleExponentialIntegral(from: 0, to: 1) { $0 * $0 }, 1.0 / 3, relative: 1e-15))
        #expect(isClose(doubleExponentialIntegral(from: 0, to: 45) { exp(-$0) }, -expm1(-45), relative: 1e-14))
        #expect(
            isClose(doubleExponentialIntegral(from: 0, to: 9.5) { exp(-$0 * $0 / 2) }, (Double.pi / 2).squareRoot()))
    }

    @Test func logarithmBeyondLinearTerm() {
        for x in [-0.9, -0.2, -0.125, -0.1, 0.05, 0.1249, 0.125, 3] {
            #expect(isClose(logarithmBeyondLinear(x), log1p(x) - x, relative: 1e-12), "\(x)")
        }
        #expect(isClose(logarithmBeyondLinear(1e-9), -0.5e-18, relative: 1e-8))
        #expect(logarithmBeyondLinear(0) == 0)
    }

    @Test func everyOrderIsCountedOnce() {
        for count in 0...6 {
            var seen: Set<[Int]> = []
            var calls = 0
            let share = permutationShare(of: (0..<count).map(Double.init)) { order, place in
                if place == count - 1 { seen.insert(order) }
                return place == 0 && order[0] == 0 ? 1 : 0
            } holds: { _, sum in
                calls += 1
                return sum == 1
            }
            #expect(calls == (0..<count).reduce(1) { $0 * ($1 + 1) })
            #expect(count == 0 || seen.count == calls && isClose(share, 1 / Double(count)))
        }
    }

    @Test func ordersOfEqualThingsAreCountedOnce() {
        var seen: Set<[Double]> = []
        var calls = 0
        let things: [Double] = [2, 1, 2, 3, 1, 2]
        let share = permutationShare(of: things) { order, place in
            if place == 5 { seen.insert(order.map { things[$0] }) }
            return place == 0 && things[order[0]] == 2 ? 1 : 0
        } holds: { _, sum in
            calls += 1
            return sum == 1
        }
        #expect(calls == 60 && seen.count == 60)
        #expect(share == 0.5)
    }

    @Test func indexedTreeSums() {
        var tree = BinaryIndexedTree(count: 7)
        for place in 0..<7 { tree.add(Double(place), at: place) }
        for count in 0...7 { #expect(tree.sum(below: count) == Double(count * (count - 1) / 2)) }
        #expect(tree.total == 21)
    }
}
