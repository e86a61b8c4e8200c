extension PreferenceReject: CustomStringConvertible {
    public var description: String {
        switch self {
        case .scoreNotANumber: "the score is no number"
        case .scoreOutOfRange(let score, let allowed):
            "the score is \(score), outside \(allowed.lowerBound) to \(allowed.upperBound)"
        case .repeatedPosition(let position): "the turn has two responses at position \(position)"
        case .positionOutOfRange(let position): "the position \(position) is not from 0 to \(UInt16.max)"
        case .unknownPreference(let name): "the preferred response '\(name.prefix(40))' is none of the responses"
        case .notALiteral(let field, let error): "\(field) is no Python literal: \(error)"
        case .wrongLiteral(let field, let expected): "\(field) is a Python literal, but not \(expected)"
        case .lengthsDiffer(let country, let shares, let options):
            "'\(country.prefix(60))' has \(shares) shares for \(options) options"
        case .allZero(let country): "all shares of '\(country.prefix(60))' are 0"
        case .sumOff(let country, let sum): "the shares of '\(country.prefix(60))' sum to \(sum), not to 1"
        case .shareOutOfRange(let country, let share):
            "'\(country.prefix(60))' has the share \(share), which is not from 0 to 1"
        case .notNational(let country): "'\(country.prefix(60))' is not a sample of the whole country"
        }
    }
}

extension LiteralError: CustomStringConvertible {
    public var description: String { "\(reason) at byte \(offset)" }
}

extension LiteralError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong(let bytes, let allowed): "\(bytes) bytes, more than the \(allowed) that are read"
        case .tooDeep(let allowed): "more than \(allowed) levels of brackets"
        case .tooManyValues(let allowed): "more than \(allowed) values"
        case .unexpectedEnd: "the text ends within a value"
        case .unexpected(let found): "'\(found)' is not expected"
        case .unknownName(let name): "the name '\(name.prefix(30))' is no value"
        case .unknownEscape(let escape): "the escape '\(escape.prefix(12))' is not known"
        case .notANumber(let text): "'\(text.prefix(30))' is no number"
        case .textAfterTheValue: "there is text after the value"
        }
    }
}
