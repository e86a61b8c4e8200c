/// Why a call of an SQL function is wrong: an error of the statement.
enum FunctionFault: Error, Equatable {
    /// A number is wanted and the value does not read as one.
    case notANumber(argument: String)
    case notAWholeNumber(argument: String)
    /// A parameter that belongs to a whole group differs between its rows.
    case notConstant(argument: String)
    case outOfRange(argument: String, value: String, allowed: String)
    /// A call with a number of rows below 0.
    case negativeCount(argument: String)
    /// The rows are more than 2^62.
    case tooManyRows
    case tooFewArguments(least: Int)
    case invalidPattern(String, reason: String)
    /// A backslash in a replacement that is followed by neither a digit nor a backslash.
    case invalidReplacement(String)
    case noSuchGroup(Int, count: Int)
    /// A list that is not a JSON array.
    case notAnArray(argument: String, text: String)
    case outOfMemory
}

extension FunctionFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .notANumber(let argument): "\(argument) must be a number"
        case .notAWholeNumber(let argument): "\(argument) must be a whole number"
        case .notConstant(let argument): "\(argument) must be the same in all rows of a group"
        case .outOfRange(let argument, let value, let allowed): "\(argument) must be \(allowed), not \(value)"
        case .negativeCount(let argument): "\(argument) must not be negative"
        case .tooManyRows: "there are more than 2^62 rows"
        case .tooFewArguments(let least): "it needs at least \(least) argument\(least == 1 ? "" : "s")"
        case .invalidPattern(let pattern, let reason):
            "'\(pattern.prefix(60))' is not a regular expression of RE2: \(reason)"
        case .invalidReplacement(let text):
            "in the replacement '\(text.prefix(60))' a backslash must stand before a digit or a backslash"
        case .noSuchGroup(let group, let count):
            "there is no group \(group): the pattern has \(count == 0 ? "none" : "\(count)")"
        case .notAnArray(let argument, let text):
            "\(argument) must be a JSON array such as [\"a\", \"b\"], not '\(text.prefix(40))'"
        case .outOfMemory: "there is not enough memory"
        }
    }
}
