/// Up to `largestPermutedCount` finite numbers in units in which the greatest has 58 bits, so that sums of products of
/// two columns are exact: orders that go equally well are counted so, and no others.
struct FixedPointColumn {
    let values: [Int128]
    /// What the numbers may be off by together. Whole ones are exact; of others, such as 0.1, only the nearest double
    /// is known.
    let rounding: Double

    init(_ column: [Double]) {
        let scale = powerOfTwoScale(column)
        let scaled = column.map { $0 * scale * 0x1p57 }
        values = scaled.map { Int128($0.rounded()) }
        rounding = zip(column, scaled).reduce(0) { sum, value in
            sum + (value.0.rounded() == value.0 ? 0 : abs(value.1) * 0x1p-53)
                + (value.1.rounded() == value.1 ? 0 : 0.5)
        }
    }

    var total: Int128 { values.reduce(0, +) }
    var range: Double { Double((values.max() ?? 0) - (values.min() ?? 0)) }
}
