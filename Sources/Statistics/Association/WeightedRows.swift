/// Rows of two columns with weights: checked, those without weight left out, in a fixed order.
struct WeightedRows {
    /// By x, then y, then weight.
    let rows: [(x: Double, y: Double, weight: Double)]

    /// `nil` if the columns differ in length, a value is not finite, or a weight is negative or not finite.
    init?(_ x: [Double], _ y: [Double], weights: [Double]) {
        guard x.count == y.count, x.count == weights.count, x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite),
            weights.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { return nil }
        rows = zip(zip(x, y), weights).map { (x: $0.0, y: $0.1, weight: $1) }.filter { $0.weight > 0 }
            .sorted { ($0.x, $0.y, $0.weight) < ($1.x, $1.y, $1.weight) }
    }

    /// The sum of all weights.
    var total: Double { CompensatedSum(rows.lazy.map(\.weight)).value }
}
