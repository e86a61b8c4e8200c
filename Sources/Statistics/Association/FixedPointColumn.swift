/// Up to `largestPermutedCount` finite numbers in units in which the greatest has 58 bits, so that sums of products of
/// two columns are exact: orders that go equally well are counted so, and no others.
struct FixedPointColumn {
    let values: [Int128]
    /// What each number may be off by. Whole ones are exact; of others, such as 0.1, only the nearest double is known.
    let halfDigits: [Double]

    init(_ column: [Double]) {
        let scale = powerOfTwoScale(column)
        let scaled = column.map { $0 * scale * 0x1p57 }
        values = scaled.map { Int128($0.rounded()) }
        halfDigits = zip(column, scaled).map { value, scaled in
            (value.rounded() == value ? 0 : scaled.ulp / 2) + (scaled.rounded() == scaled ? 0 : 0.5)
        }
    }

    var total: Int128 { values.reduce(0, +) }

    /// The numbers less their mean.
    var centred: [Double] {
        let count = Int128(values.count)
        return values.map { Double($0 * count - total) / Double(count) }
    }
}
