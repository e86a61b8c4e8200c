/// Entries of a column chunk that follow one another. All memory belongs to the ``ColumnChunkReader`` and is valid
/// until its next batch.
///
/// An entry is a value, a null, or an empty list. Only the entries at the greatest definition level have a value, and
/// these values are stored one after another, without gaps.
public struct ColumnBatch {
    /// The row of the row group that the first entry belongs to. It may have begun in the previous batch.
    public let firstRow: Int64
    public let entryCount: Int
    /// One per entry, 0 where a row begins.
    public let repetitionLevels: Levels
    /// One per entry.
    public let definitionLevels: Levels
    public let values: BatchValues
}

/// The values of a batch: indices into the dictionary of the column chunk, or the values themselves.
public enum BatchValues {
    /// Each less than the number of values in ``ColumnChunkReader/dictionary``.
    case codes(UnsafeBufferPointer<UInt32>)
    case plain(ColumnValues)

    public var count: Int {
        switch self {
        case .codes(let codes): codes.count
        case .plain(let values): values.count
        }
    }
}

/// The repetition or definition levels of the entries of a batch.
public enum Levels {
    /// All levels are equal: in a column without nulls, a page is mostly one run.
    case constant(UInt8)
    case varying(UnsafeBufferPointer<UInt8>)

    /// The level of an entry. The index is in range.
    @inlinable
    public subscript(index: Int) -> UInt8 {
        switch self {
        case .constant(let level): level
        case .varying(let levels): levels[index]
        }
    }

    /// How many of the first `count` entries have `level`.
    func occurrences(of level: UInt8, in count: Int) -> Int {
        switch self {
        case .constant(let constant): return constant == level ? count : 0
        case .varying(let levels):
            var total = 0
            for index in 0..<count { total &+= levels[index] == level ? 1 : 0 }
            return total
        }
    }
}
