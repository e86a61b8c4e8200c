/// Why a row of a preference data set cannot be used. The reader of the file adds its line.
public enum PreferenceReject: Error, Equatable, Sendable {
    /// A score is missing, or no number.
    case scoreNotANumber
    /// A score is outside the scale.
    case scoreOutOfRange(Double, allowed: ClosedRange<Double>)
    /// A turn has two responses at one position.
    case repeatedPosition(Int)
    /// A position of a response is negative or above ``RatedTurns/greatestPosition``.
    case positionOutOfRange(Int)
    /// The preferred response is none of the responses.
    case unknownPreference(String)
    /// A text should be a Python literal.
    case notALiteral(field: String, LiteralError)
    /// A literal is of another kind than the field needs.
    case wrongLiteral(field: String, expected: String)
    /// The shares of a country are fewer or more than the options.
    case lengthsDiffer(country: String, shares: Int, options: Int)
    /// All shares of a country are 0.
    case allZero(country: String)
    /// The shares of a country do not sum to 1.
    case sumOff(country: String, sum: Double)
    /// A share is negative, NaN or infinite.
    case shareOutOfRange(country: String, Double)
    /// The sample is not one of the whole country.
    case notNational(country: String)

    /// The fixed word that counts and queries use.
    public var code: String {
        switch self {
        case .scoreNotANumber: "score_not_a_number"
        case .scoreOutOfRange: "score_out_of_range"
        case .repeatedPosition: "repeated_position"
        case .positionOutOfRange: "position_out_of_range"
        case .unknownPreference: "unknown_preference"
        case .notALiteral: "not_a_python_literal"
        case .wrongLiteral: "wrong_python_literal"
        case .lengthsDiffer: "lengths_differ"
        case .allZero: "all_zero"
        case .sumOff: "sum_off"
        case .shareOutOfRange: "share_out_of_range"
        case .notNational: "not_national"
        }
    }
}
