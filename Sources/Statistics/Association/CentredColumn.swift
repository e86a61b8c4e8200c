/// A column of numbers less their mean, to about 32 digits.
///
/// One number of 1e12 among small ones makes any two such columns agree to 1 − r² = 1e-24. The distance of such a
/// correlation from 1 decides its p-value, and in doubles this distance would be lost. Cost: linear, some dozen
/// operations for each row and product.
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

    /// The residuals of this column after regression on another one. The other one must vary.
    func residual(after other: CentredColumn) -> CentredColumn {
        let slope = Self.product(values, other.values) / other.squares
        return CentredColumn(centred: zip(values, other.values).map { $0 - slope * $1 })
    }

    /// Pearson's correlation with another column, and separately 1 − r², which near r = 1 has digits that r has lost.
    /// Both must vary.
    func correlation(with other: CentredColumn) -> (r: Double, unexplained: Double) {
        let norm = (squares.high * other.squares.high).squareRoot()
        let r = Self.product(values, other.values).high / norm
        return (min(max(r, -1), 1), min(residual(after: other).squares.high / squares.high, 1))
    }
}
