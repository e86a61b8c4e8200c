import Foundation

/// Up to `largestPermutedCount` finite numbers as whole ones in a common unit, of at most 58 bits, so that sums of
/// products of two columns are exact: orders that go equally well are counted so, and no others.
///
/// Numbers are taken as the decimals that they read as, 0.1 as a tenth, where they read as decimals. Else the unit is a
/// power of two, and each number that is not whole may be off by half of its last digit.
struct FixedPointColumn {
    let values: [Int128]
    /// What each number may be off by, in the unit.
    let halfDigits: [Double]

    init(_ column: [Double]) {
        if let decimals = Self.decimals(column) {
            values = decimals
            halfDigits = column.map { _ in 0 }
            return
        }
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

    /// The numbers in units of the last decimal that one of them has; nil if one does not read as a decimal, or where
    /// they would have more than 57 bits.
    private static func decimals(_ column: [Double]) -> [Int128]? {
        let parts = column.compactMap(decimal)
        guard parts.count == column.count, let unit = parts.map(\.exponent).min() else { return nil }
        var values: [Int128] = []
        for part in parts {
            guard part.digits != 0 else {
                values.append(0)
                continue
            }
            guard part.exponent - unit <= 17 else { return nil }
            let value = (unit..<part.exponent).reduce(Int128(part.digits)) { value, _ in value * 10 }
            guard abs(value) < 1 << 57 else { return nil }
            values.append(value)
        }
        return values
    }

    /// A number as digits times a power of ten, by the shortest text that reads back as it; nil if the last of these
    /// digits is about as small as the last of the double, as in 0.30000000000000004: it is no decimal then.
    private static func decimal(_ value: Double) -> (digits: Int64, exponent: Int)? {
        guard value != 0 else { return (0, 0) }
        let text = "\(value)".split(separator: "e")
        let mantissa = text[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        guard let digits = Int64(mantissa[0] + fraction), let power = text.count > 1 ? Int(text[1]) : 0 else {
            return nil
        }
        let exponent = power - fraction.count
        guard exponent >= 0 || pow(10, Double(exponent)) >= 4 * value.ulp else { return nil }
        return (digits, exponent)
    }
}
