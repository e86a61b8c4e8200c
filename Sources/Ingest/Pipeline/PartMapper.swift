import Columns
import Readers

/// A batch as columns of the store, and the records that gave no rows. Tags are codes of the mapper that made the
/// batch.
struct MappedRows: Sendable {
    var rows: MappedBatch
    /// For each rejected row of `rows` its position among the rows of its record.
    var rejectParts: [Int64]
    var rejects: [Reject]
    var emptyRecords: Int
    var amendments: AmendmentCounts
    /// Rows, and records without rows, that the reader gave.
    var seen: Int
    /// Number of the last record dealt with.
    var lastRecord: Int64
    var position: InputPosition
}

/// A part of a file as columns of the store.
struct MappedPart: Sendable {
    var batches: [MappedRows]
    /// The number of records and lines of a part whose numbers are part-relative.
    var extent: PartExtent
    /// The mapper that made it; its codes continue from part to part, except for renewed columns.
    var mapper: Int
    /// The columns whose codes start again from 1 with this part.
    var renewed: Set<Int>
    /// For each column the values that are new to this mapper, in the order of their codes.
    var newValues: [[String]]
    /// Where the part does not fit the guessed mapping; the part's batches are those before that.
    var overturned: OverturnedGuess?
}

/// Reads and maps parts of a file on one thread. Tags get codes local to the mapper, so that the threads need not
/// agree.
final class PartMapper {
    private let number: Int
    private let reader: PartReader
    private let mapper: RowMapper
    private let memoLimit: MemoLimit
    private let after: Int64
    private var dictionaries: [TagDictionary]
    /// How many values of each dictionary have been passed on.
    private var told: [Int]

    /// - Parameters:
    ///   - number: the mapper's place among those of the file.
    ///   - after: records up to this one are dealt with.
    init(number: Int, reader: PartReader, mapper: RowMapper, memoLimit: MemoLimit, after: Int64) {
        self.number = number
        self.reader = reader
        self.mapper = mapper
        self.memoLimit = memoLimit
        self.after = after
        dictionaries = mapper.columns.map { _ in TagDictionary() }
        told = mapper.columns.map { _ in 0 }
    }

    /// - Parameter rowLimit: the part ends with the record that brings it to this many rows.
    /// - Throws: `ReadError`, `SegmentError`.
    func map(_ part: FilePart, rowLimit: Int64? = nil) throws -> MappedPart {
        // For a part with part-relative numbers, records that are already stored were skipped when the part was made.
        let after = part.isNumberedAlone ? 0 : after
        let renewed = renewLargeDictionaries()
        var batches: [MappedRows] = []
        var rest = rowLimit
        var overturned: OverturnedGuess?
        let extent = try reader.read(part) { batch in
            guard overturned == nil, rest.map({ $0 > 0 }) ?? true, batch.position.records > after else { return }
            let mapped = try map(batch, RecordWindow(batch, after: after, rowLimit: rest))
            overturned = mapped.rows.overturned
            rest = rest.map { $0 - Int64(mapped.rows.rowCount) }
            batches.append(mapped)
        }
        return MappedPart(
            batches: batches, extent: extent, mapper: number, renewed: renewed, newValues: newValues(),
            overturned: overturned)
    }

    private func map(_ batch: RowBatch, _ window: RecordWindow) throws -> MappedRows {
        let rows = try mapper.map(batch, rows: window.rows) { value, column in dictionaries[column].intern(value) }
        let parts = rows.rejects.map { reject in
            Int64(batch.recordNumbers[..<reject.row].reversed().prefix { $0 == reject.recordNumber }.count)
        }
        return MappedRows(
            rows: rows, rejectParts: parts, rejects: window.rejects, emptyRecords: window.emptyRecords,
            amendments: batch.amendments,
            seen: window.rows.count + window.rejects.count + window.emptyRecords, lastRecord: window.lastRecord,
            position: batch.position)
    }

    /// Forgets the values of columns that have very many. All of them are then passed on again.
    ///
    /// - Returns: the columns.
    private func renewLargeDictionaries() -> Set<Int> {
        let large = dictionaries.indices.filter { memoLimit.isExceeded(by: dictionaries[$0]) }
        for column in large {
            mapper.forgetCodes(ofColumn: column)
            dictionaries[column] = TagDictionary()
            told[column] = 0
        }
        return Set(large)
    }

    private func newValues() -> [[String]] {
        dictionaries.indices.map { column in
            let dictionary = dictionaries[column]
            defer { told[column] = dictionary.count }
            return (told[column]..<dictionary.count).map { dictionary.text(of: UInt32($0 + 1)) }
        }
    }
}
