/// Why duplicates cannot be looked for.
public enum DuplicateError: Error, Equatable, Sendable {
    case thresholdOutOfRange(Double)
    case shingleWordsOutOfRange(Int)
    /// A second reading gave other texts than the first.
    case textsChanged(row: Int)
    /// There are more texts than numbers for them.
    case tooManyTexts(Int)
}
