/// What can be wrong with a JSON text.
public enum JSONProblem: Sendable, Hashable {
    case unexpectedEnd
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOrEnd
    case trailingComma
    case badNumber
    case badEscape
    /// An escape such as `\ud800` that is not one of a pair: no text has such a character, so it is refused.
    case loneSurrogate
    case controlCharacterInString
    case invalidUTF8
    case nestedTooDeep(limit: Int)
    case contentAfterValue
}
