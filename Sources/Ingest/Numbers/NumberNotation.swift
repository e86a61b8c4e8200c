/// How numbers are written.
public struct NumberNotation: Sendable, Hashable {
    /// The mark between groups of three digits, where there may be one.
    public var thousands: UInt8?
    /// The mark before the fraction.
    public var decimal: UInt8

    /// - Parameter decimal: `.` where nil; `,` where `.` marks the thousands.
    public init(thousands: UInt8? = nil, decimal: UInt8? = nil) {
        self.thousands = thousands
        self.decimal = decimal ?? UInt8(ascii: thousands == UInt8(ascii: ".") ? "," : ".")
    }
}

/// A number as it was read: an integer as long as it is one and fits 64 bits.
enum Number: Equatable {
    case integer(Int64)
    case real(Double)

    var asDouble: Double {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        }
    }
}

/// Why a value cannot be used as a number.
public enum NumberProblem: Error, Equatable, Sendable {
    case notANumber
    /// NaN or an infinity.
    case notFinite
    /// Beyond 64-bit integers, or beyond doubles.
    case outOfRange
    /// Has a fraction where the column holds integers.
    case notAnInteger
    case severalValues(Int)
    /// Outside the numbers that the profile allows.
    case outsideRange(ClosedRange<Double>)
    /// There is none, and the profile wants one.
    case missing
}

extension NumberProblem: CustomStringConvertible {
    /// A whole number without its fraction.
    private static func text(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? "\(bound)" }

    public var description: String {
        switch self {
        case .notANumber: "not a number"
        case .notFinite: "not a finite number"
        case .outOfRange: "beyond the range of the column's numbers"
        case .notAnInteger: "not an integer"
        case .severalValues(let count): "\(count) values where one number is expected"
        case .outsideRange(let range): "outside \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        case .missing: "no number where one is required"
        }
    }
}
