import Foundation

/// The measures as their definitions read, in plain sums and without care for speed.
enum Naive {
    /// Half the relative mean absolute difference, over all pairs of units.
    static func gini(_ weights: [Double]) -> Double {
        var difference = 0.0
        for first in weights {
            for second in weights { difference += abs(first - second) }
        }
        return difference / (2 * Double(weights.count) * weights.reduce(0, +))
    }

    static func shares(_ weights: [Double]) -> [Double] {
        let total = weights.reduce(0, +)
        return weights.filter { $0 > 0 }.map { $0 / total }
    }

    static func herfindahl(_ weights: [Double]) -> Double {
        shares(weights).reduce(0) { $0 + $1 * $1 }
    }

    static func shannonEntropy(_ weights: [Double]) -> Double {
        shares(weights).reduce(0) { $0 - $1 * log($1) }
    }

    static func hillNumber(_ weights: [Double], order q: Double) -> Double {
        pow(shares(weights).reduce(0) { $0 + pow($1, q) }, 1 / (1 - q))
    }

    static func topShare(_ weights: [Double], k: Int) -> Double {
        weights.sorted(by: >).prefix(k).reduce(0, +) / weights.reduce(0, +)
    }

    /// The covariance over the standard deviations, all by the textbook's sums of products.
    static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
        let count = Double(x.count)
        func covariance(_ a: [Double], _ b: [Double]) -> Double {
            count * zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } - a.reduce(0, +) * b.reduce(0, +)
        }
        let denominator = (covariance(x, x) * covariance(y, y)).squareRoot()
        return denominator > 0 ? covariance(x, y) / denominator : nil
    }

    /// One more than the values below, and half of the other values that are equal.
    static func midRanks(_ values: [Double]) -> [Double] {
        values.map { value in
            let below = values.count { $0 < value }
            let equal = values.count { $0 == value }
            return Double(below) + Double(equal + 1) / 2
        }
    }
}
