import Foundation
import Statistics

/// The shares of categories, as the concentration of real and of made up populations.
enum Population: String, CaseIterable {
    case uniform
    /// Shares as 1/√rank and as 1/rank.
    case flatZipf = "Zipf 1/2"
    case zipf = "Zipf"
    /// Each share the same part of the one before, the first 10 and 1,000 times the last.
    case geometric = "geometric 10"
    case steepGeometric = "geometric 1000"
    /// The pieces of a stick broken at random places.
    case brokenStick = "broken stick"
    case logNormal = "log-normal"
    /// The places that the samples of samples/culture-sample name, by rank: their counts, stretched to the number of
    /// categories.
    case places

    func shares(_ count: Int) -> [Double] {
        var generator = Philox(seed: 7, stream: UInt64(count))
        let ranks = (1...count).map(Double.init)
        let weights: [Double]
        switch self {
        case .uniform: weights = ranks.map { _ in 1 }
        case .flatZipf: weights = ranks.map { 1 / $0.squareRoot() }
        case .zipf: weights = ranks.map { 1 / $0 }
        case .geometric: weights = ranks.map { pow(10, -($0 - 1) / Double(max(count - 1, 1))) }
        case .steepGeometric: weights = ranks.map { pow(1_000, -($0 - 1) / Double(max(count - 1, 1))) }
        case .brokenStick: weights = ranks.map { _ in -log(1 - generator.uniform()) }
        case .logNormal: weights = ranks.map { _ in exp(1.5 * generator.normal()) }
        case .places:
            weights = ranks.map { rank in
                let position = (rank - 1) / Double(count) * Double(Self.placeCounts.count)
                return Self.placeCounts[Int(position)]
            }
        }
        let descending = weights.sorted(by: >)
        let total = descending.reduce(0, +)
        return descending.map { $0 / total }
    }

    /// Samples by place of the shared sample, from the most named on.
    static let placeCounts: [Double] = [
        35, 33, 30, 25, 25, 23, 21, 17, 17, 14, 14, 13, 13, 13, 12, 12, 11, 10, 10, 10, 10, 10, 9, 9, 9, 9, 8,
        8, 8, 8, 7, 7, 7, 7, 7, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3,
        3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]
}
