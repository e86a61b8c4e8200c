import Foundation
import Statistics

extension Philox {
    /// A number from 0 up to 1, without 1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A standard normal number, by the inverse of its distribution.
    mutating func normal() -> Double {
        normalQuantile((Double(next() >> 12) + 0.5) * 0x1p-52) ?? 0
    }

    /// Two standard normal columns with a correlation.
    mutating func pairs(_ rows: Int, correlation: Double) -> (x: [Double], y: [Double]) {
        let x = (0..<rows).map { _ in normal() }
        let rest = (1 - correlation * correlation).squareRoot()
        return (x, x.map { correlation * $0 + rest * normal() })
    }

    /// How many of `trials` draws succeed.
    mutating func successes(of trials: Int, probability: Double) -> Double {
        var count = 0
        for _ in 0..<trials where uniform() < probability { count += 1 }
        return Double(count)
    }

    /// How many of `samples` draws fall into each category.
    mutating func counts(_ samples: Int, shares: [Double]) -> [Double] {
        var cumulative: [Double] = []
        for share in shares { cumulative.append((cumulative.last ?? 0) + share) }
        var counts = [Double](repeating: 0, count: shares.count)
        for _ in 0..<samples {
            let place = uniform() * (cumulative.last ?? 1)
            var (low, high) = (0, shares.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] > place { high = middle } else { low = middle + 1 }
            }
            counts[low] += 1
        }
        return counts
    }
}
