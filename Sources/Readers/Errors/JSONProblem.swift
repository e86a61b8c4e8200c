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
    case controlCharacterInString
    case invalidUTF8
    case nestedTooDeep(limit: Int)
    case contentAfterValue
}
