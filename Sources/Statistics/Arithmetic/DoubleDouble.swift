/// A number of about 32 digits: the sum of two doubles, the second being at most half the last digit of the first.
///
/// For differences that cancel more digits than a double has. It costs a dozen times as much as a double.
///
/// Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18
/// (1971) 224-242; the forms of Y. Hida, X. S. Li and D. H. Bailey, "Library for double-double and quad-double
/// arithmetic" (2007).
struct DoubleDouble {
    let high: Double
    let low: Double

    static let zero = DoubleDouble(0)

    init(_ value: Double) {
        high = value
        low = 0
    }

    /// The sum of two doubles, exactly, where the first is not the smaller.
    private init(greater a: Double, _ b: Double) {
        high = a + b
        low = b - (high - a)
    }

    /// The sum of any two doubles, exactly.
    private init(sumOf a: Double, _ b: Double) {
        high = a + b
        let part = high - a
        low = (a - (high - part)) + (b - part)
    }

    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let highs = DoubleDouble(sumOf: a.high, b.high)
        let lows = DoubleDouble(sumOf: a.low, b.low)
        let sum = DoubleDouble(greater: highs.high, highs.low + lows.high)
        return DoubleDouble(greater: sum.high, sum.low + lows.low)
    }

    static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(greater: -a.high, -a.low) }

    static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

    static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let product = a.high * b.high
        let lost = (-product).addingProduct(a.high, b.high)
        return DoubleDouble(greater: product, lost + (a.high * b.low + a.low * b.high))
    }

    static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let first = a.high / b.high
        let second = (a - DoubleDouble(first) * b).high / b.high
        return DoubleDouble(greater: first, second)
    }
}
