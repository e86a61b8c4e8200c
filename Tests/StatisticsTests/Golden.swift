import Foundation
import TestSupport

/// What independent libraries make of fixed tables: Golden/golden.json, written by Golden/make_golden.py.
struct Golden: Decodable {
    struct Weights: Decodable {
        let x: [Double]
        let gini: Double
        let hhi: Double
        let entropy: Double
        let evenness: Double?
        /// One for each of `hillOrders`.
        let hill: [Double]
        let hillInfinity: Double
        /// One for each of `topCounts`.
        let top: [Double]
    }

    struct Pair: Decodable {
        let x: [Double]
        let y: [Double]
        let pearson: Double
        let spearman: Double
    }

    /// A table too long to store: the i-th weight is (i · multiplier) mod modulus, i from 1.
    struct Large: Decodable {
        let count: Int
        let multiplier: Int
        let modulus: Int
        let gini: Double
        let hhi: Double
        let entropy: Double
        let top1000: Double

        var weights: [Double] {
            (1...count).map { Double($0 * multiplier % modulus) }
        }
    }

    let hillOrders: [Double]
    let topCounts: [Int]
    let weights: [Weights]
    let pairs: [Pair]
    /// Successes, trials, level, low, high.
    let wilson: [[Double]]
    /// Probability, quantile.
    let quantiles: [[Double]]
    let large: [Large]

    static func read() throws -> Golden {
        let file = PackageRoot.url.appending(path: "Tests/StatisticsTests/Golden/golden.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Golden.self, from: Data(contentsOf: file))
    }
}
