import Readers

/// Why a row is not stored, as a fixed word: what `reject.code` holds. Words stay; new reasons get new ones.
public enum RejectCode: String, CaseIterable, Sendable {
    case badJSON = "bad_json"
    case notAnObject = "not_an_object"
    case rowsNotObjects = "rows_not_objects"
    case badJSONCell = "bad_json_cell"
    case recordTooLong = "record_too_long"
    case rowsTooLarge = "rows_too_large"
    case cellCount = "cell_count"
    case textAfterQuote = "text_after_quote"
    case openQuote = "open_quote"
    case badUTF8 = "bad_utf8"
    case contentAfterEnd = "content_after_end"
    case endsInside = "ends_inside"
    case notANumber = "not_a_number"
    case notFinite = "not_finite"
    case outOfRange = "out_of_range"
    case notAnInteger = "not_an_integer"
    case severalValues = "several_values"
    case outsideRange = "outside_range"
    case missingNumber = "missing_number"
}

extension RejectReason {
    /// The reason without its particulars.
    public var code: RejectCode {
        switch self {
        case .json: .badJSON
        case .recordIsNotAnObject: .notAnObject
        case .valueIsNotAnObject: .rowsNotObjects
        case .cellIsNotJSON: .badJSONCell
        case .recordTooLong: .recordTooLong
        case .rowsTooLarge: .rowsTooLarge
        case .cellCount: .cellCount
        case .textAfterClosingQuote: .textAfterQuote
        case .unterminatedQuote: .openQuote
        case .invalidUTF8: .badUTF8
        case .contentAfterEnd: .contentAfterEnd
        case .inputEndsInside: .endsInside
        }
    }
}

extension NumberProblem {
    /// The reason without its particulars.
    public var code: RejectCode {
        switch self {
        case .notANumber: .notANumber
        case .notFinite: .notFinite
        case .outOfRange: .outOfRange
        case .notAnInteger: .notAnInteger
        case .severalValues: .severalValues
        case .outsideRange: .outsideRange
        case .missing: .missingNumber
        }
    }
}
