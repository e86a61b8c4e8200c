/// The sums of survey weights that design effects are made from.
public struct WeightSums: Sendable, Equatable {
    public private(set) var count = 0
    public private(set) var sum = 0.0
    public private(set) var squares = 0.0

    public init() {}

    /// Sums that are known already.
    public init(count: Int, sum: Double, squares: Double) {
        (self.count, self.sum, self.squares) = (count, sum, squares)
    }

    public mutating func add(_ weight: Double) {
        count += 1
        sum += weight
        squares += weight * weight
    }

    public mutating func add(_ other: WeightSums) {
        count += other.count
        sum += other.sum
        squares += other.squares
    }

    /// Kish's effective number of respondents, (Σw)²/Σw²; 0 if all weights are 0.
    ///
    /// Source: L. Kish, Survey Sampling, Wiley 1965, section 11.7.
    public var effectiveCount: Double { squares > 0 ? sum * sum / squares : 0 }

    /// Kish's design effect of weighting, n·Σw²/(Σw)²: 1 for equal weights. `nil` if all weights are 0.
    public var designEffect: Double? { sum > 0 ? Double(count) * squares / (sum * sum) : nil }
}
