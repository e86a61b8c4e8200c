/// The Lorenz curve of the weights: what share of the total the units up to each one hold, from the poorest on.
public struct LorenzCurve: Sendable {
    /// The share of the total below each unit, ascending: from 0, before the first, to 1, after the last.
    public let shares: [Double]

    /// The curve over the units given, zeros included.
    ///
    /// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. Cost: n log n.
    ///
    /// Source: M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American
    /// Statistical Association 9 (1905) 209-219.
    public init?(_ weights: [Double]) {
        guard let sorted = SortedWeights(weights) else { return nil }
        var sum = CompensatedSum()
        shares =
            [0]
            + sorted.values.map { value in
                sum.add(value)
                return min(sum.value / sorted.total, 1)
            }
    }

    /// The points of the curve: share of the units, share of the total.
    public var points: [(units: Double, total: Double)] {
        shares.enumerated().map { (Double($0.offset) / Double(shares.count - 1), $0.element) }
    }

    /// The share of the total that the poorest part of the units holds, on the straight line between two points.
    ///
    /// `nil` unless 0 ≤ `part` ≤ 1.
    public func share(ofPoorest part: Double) -> Double? {
        guard part >= 0, part <= 1 else { return nil }
        let position = part * Double(shares.count - 1)
        let below = min(Int(position), shares.count - 2)
        let fraction = position - Double(below)
        return shares[below] * (1 - fraction) + shares[below + 1] * fraction
    }
}
