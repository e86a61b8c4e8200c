/// A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), evaluated forwards until a step changes nothing.
///
/// Source: W. J. Lentz, "Generating Bessel functions in Mie scattering calculations using continued fractions", Applied
/// Optics 15 (1976) 668-671, with the change of I. J. Thompson and A. R. Barnett (1986).
struct ContinuedFraction {
    /// The value as far as the terms go.
    private(set) var value: Double
    private var c: Double
    private var d = 0.0

    /// In place of a zero, which the next step would divide by.
    private static let tiny = 1e-300

    /// - Parameter first: b₀.
    init(first: Double) {
        value = first == 0 ? Self.tiny : first
        c = value
    }

    /// Takes the next pair of terms; true if the value has not changed by more than its last digit.
    mutating func add(numerator: Double, denominator: Double) -> Bool {
        d = denominator + numerator * d
        if d == 0 { d = Self.tiny }
        c = denominator + numerator / c
        if c == 0 { c = Self.tiny }
        d = 1 / d
        let factor = c * d
        value *= factor
        return abs(factor - 1) <= 0x1p-52
    }
}
