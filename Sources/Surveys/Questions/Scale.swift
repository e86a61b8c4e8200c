/// The codes that answer a question.
public enum Scale: Sendable, Equatable {
    /// These codes, ascending and distinct.
    case codes([Int32])
    /// Every code from 0: the codes of the question are not known beforehand.
    case open

    /// - Parameter range: all whole numbers in it are codes.
    public init(_ range: ClosedRange<Int32>) { self = .codes(Array(range)) }

    /// Whether a code is an answer.
    public func contains(_ code: Int32) -> Bool {
        switch self {
        case .open: return code >= 0
        case .codes(let codes):
            // Scales are short, and most have no gap.
            guard let first = codes.first, let last = codes.last, code >= first, code <= last else { return false }
            return Int(last - first) + 1 == codes.count || codes.contains(code)
        }
    }
}
