extension DuplicateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .thresholdOutOfRange(let value):
            "similarity \(value): give a number from \(DuplicateOptions.thresholds.lowerBound) to 1"
        case .shingleWordsOutOfRange(let value):
            "shingles of \(value) words: give a number from 1 to \(DuplicateOptions.wordCounts.upperBound)"
        case .textsChanged(let row):
            "the texts changed while duplicates were looked for (at text \(row + 1)): look again when no load runs"
        case .tooManyTexts(let count): "\(count) texts: duplicates can be looked for in up to \(Int32.max)"
        }
    }
}
