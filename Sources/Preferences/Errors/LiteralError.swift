/// Why a text is no Python literal within the bounds.
public struct LiteralError: Error, Equatable, Sendable {
    public enum Reason: Equatable, Sendable {
        case tooLong(bytes: Int, allowed: Int)
        case tooDeep(allowed: Int)
        case tooManyValues(allowed: Int)
        case unexpectedEnd
        case unexpected(String)
        case unknownName(String)
        case unknownEscape(String)
        case notANumber(String)
        case textAfterTheValue
    }

    public let reason: Reason
    /// Bytes of UTF-8 before the place.
    public let offset: Int

    public init(_ reason: Reason, offset: Int) { (self.reason, self.offset) = (reason, offset) }
}
