import Readers

/// A record that does not fit the guessed mapping of its file.
struct OverturnedGuess: Error, Sendable {
    /// Its number.
    var record: Int64
    /// Fields that the mapping does not know, each with a record that has it.
    var unknownFields: [FieldPath: Int64] = [:]
}

/// Notices where a file stops being as its first records were.
struct GuessWatch {
    /// Places in the projection of fields that had no value yet.
    private let withoutValue: [Int]
    /// For fields that had one value per row.
    private let single: [Int]

    /// Nil if there is nothing to watch.
    init?(_ guess: Guess, fields: inout FieldIndex) {
        guard !guess.isFinal else { return nil }
        withoutValue = guess.withoutValue.map { fields.place(of: $0) }
        single = guess.ofOneValue.map { fields.place(of: $0) }
    }

    /// Why rows of a batch do not fit the mapping; nil if they do.
    ///
    /// - Parameter unusable: the rows whose numbers are not of their column.
    func overturned(by batch: RowBatch, rows: Range<Int>, unusable: [RowReject]) -> OverturnedGuess? {
        guard !rows.isEmpty else { return nil }
        var first: Int?
        func note(_ row: Int?) { first = [first, row].compactMap(\.self).min() }
        note(unusable.first?.row)
        for place in withoutValue { note(Self.firstValue(of: batch.columns[place], rows)) }
        for place in single { note(Self.firstWithSeveral(batch.columns[place], rows)) }
        let record = (first.map { [batch.recordNumbers[$0]] } ?? []) + batch.unknownFields.values
        return record.min().map { OverturnedGuess(record: $0, unknownFields: batch.unknownFields) }
    }

    private static func firstValue(of column: FieldColumn, _ rows: Range<Int>) -> Int? {
        guard column.valueCount > 0 else { return nil }
        return column.withReader { reader in
            rows.first { row in
                reader.values(ofRow: row).contains { !GuessedNumber.isBlank(reader.bytes(of: $0)) }
            }
        }
    }

    private static func firstWithSeveral(_ column: FieldColumn, _ rows: Range<Int>) -> Int? {
        column.offsets.withUnsafeBufferPointer { offsets in
            for row in rows where offsets[row &+ 1] &- offsets[row] > 1 { return row }
            return nil
        }
    }
}
