/// What a reader changed in order to read a record that deviates from its format. All changes are counted.
public enum Amendment: Int, Sendable, Hashable, CaseIterable {
    /// A number of JSON that is `NaN` or infinite; it is no value.
    case nonFiniteNumber
    /// A string of JSON with an escape of half a surrogate pair; U+FFFD is in its place.
    case halfSurrogatePair
    /// A record of CSV whose quotes do not close as they should; they are characters of their cells.
    case strayQuote
    /// A record of CSV without a separator before a quoted cell; the separator is added.
    case missingSeparator
    /// A record of CSV with empty cells after the last column; they are left out.
    case surplusEmptyCells
    /// A record of CSV with fewer cells than columns; the last columns have no value.
    case missingCells
    /// A record of CSV with more cells than columns; they are columns without a name.
    case surplusCells
}

/// How often each was made.
public typealias AmendmentCounts = [Amendment: Int64]
