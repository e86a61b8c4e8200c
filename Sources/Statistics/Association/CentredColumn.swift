/// A column of numbers less their mean, to about 32 digits.
///
/// One number of 1e12 among small ones makes any two such columns agree to 1 − r² = 1e-24. What a correlation so near 1
/// leaves decides its p-value, and in doubles it would all be lost. Cost: linear, some dozen operations for each row
/// and product.
struct CentredColumn {
    private let values: [DoubleDouble]
    /// The sum of the squares.
    let squares: DoubleDouble

    /// The column in a scale in which squares stay in range, which changes no correlation. Values must be finite.
    init(_ column: [Double]) {
        let scale = powerOfTwoScale(column)
        let scaled = column.map { DoubleDouble($0 * scale) }
        let mean = scaled.reduce(.zero, +) / DoubleDouble(Double(column.count))
        self.init(centred: scaled.map { $0 - mean })
    }

    private init(centred values: [DoubleDouble]) {
        self.values = values
        squares = Self.product(values, values)
    }

    private static func product(_ a: [DoubleDouble], _ b: [DoubleDouble]) -> DoubleDouble {
        zip(a, b).reduce(.zero) { $0 + $1.0 * $1.1 }
    }

    /// What a straight line through another column leaves of this one. The other one must vary.
    func residual(after other: CentredColumn) -> CentredColumn {
        let slope = Self.product(values, other.values) / other.squares
        return CentredColumn(centred: zip(values, other.values).map { $0 - slope * $1 })
    }

    /// Pearson's correlation with another column, and 1 − r² apart: near 1 it has digits that r has lost. Both must
    /// vary.
    func correlation(with other: CentredColumn) -> (r: Double, unexplained: Double) {
        let norm = (squares.high * other.squares.high).squareRoot()
        let r = Self.product(values, other.values).high / norm
        return (min(max(r, -1), 1), min(residual(after: other).squares.high / squares.high, 1))
    }
}
