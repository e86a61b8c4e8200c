import Readers
import Warehouse

/// Maps batches and hands them to the store, counting every row and record once.
final class SampleSink {
    private(set) var counts = RowCounts()
    /// Rows, and records without rows, that the reader gave.
    private(set) var seen: Int64 = 0
    /// Rejected and skipped rows by reason.
    private(set) var reasons: [String: Int64] = [:]
    private let writer: FileWriter
    private let mapper: RowMapper
    private let columns: [ColumnDefinition]

    private static let emptyRecord = "the record has no rows"

    /// - Throws: `StoreError` where a column cannot be made; `SQLError`.
    init(writer: FileWriter, mapper: RowMapper) throws {
        self.writer = writer
        self.mapper = mapper
        columns = try mapper.columns.map { column in
            try writer.column(
                column.name, kind: column.kind, role: column.role, valueName: column.valueName,
                description: column.description)
        }
    }

    /// - Throws: `SQLError`, `StoreError`.
    func append(_ batch: RowBatch, _ window: RecordWindow) throws {
        let mapped = try mapper.map(batch, rows: window.rows) { value, column in
            var value = value
            return try value.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: columns[column]) }
        }
        // Before the samples: a row group that is written with them also holds the rejects up to the same record.
        for reject in window.rejects { self.reject(RejectRecord(reject), because: reject.reason.kind) }
        for reject in mapped.rejects { self.reject(RejectRecord(reject), because: reject.problem.kind) }
        if window.emptyRecords > 0 {
            writer.skip(Int64(window.emptyRecords), because: Self.emptyRecord)
            reasons[Self.emptyRecord, default: 0] += Int64(window.emptyRecords)
        }
        try writer.append(
            SampleBatch(
                rowCount: mapped.rowCount, recordNumbers: mapped.recordNumbers, recordsRead: window.lastRecord,
                columns: Array(zip(columns, mapped.values))))
        counts =
            counts
            + RowCounts(
                stored: Int64(mapped.rowCount), rejected: Int64(window.rejects.count + mapped.rejects.count),
                skipped: Int64(window.emptyRecords))
        seen += Int64(window.rows.count + window.rejects.count + window.emptyRecords)
    }

    private func reject(_ record: RejectRecord, because reason: String) {
        writer.reject(record)
        reasons[reason, default: 0] += 1
    }
}

extension RejectRecord {
    fileprivate init(_ reject: Reject) {
        self.init(
            row: reject.recordNumber, line: reject.line, byteOffset: reject.byteOffset, column: reject.column,
            reason: "\(reject.reason)", excerpt: reject.excerpt)
    }

    fileprivate init(_ reject: RowReject) {
        self.init(
            row: reject.recordNumber, line: nil, byteOffset: nil, column: reject.column, reason: "\(reject.problem)",
            excerpt: reject.excerpt)
    }
}

extension RejectReason {
    /// The reason without the particulars of one record, to count by.
    fileprivate var kind: String {
        switch self {
        case .json: "not JSON"
        case .recordIsNotAnObject: "the record is not an object"
        case .valueIsNotAnObject: "rows were to be made from what is not an object"
        case .cellIsNotJSON: "the cell that rows were to be made from is not JSON"
        case .recordTooLong, .rowsTooLarge: "the record is too long"
        case .cellCount: "not as many cells as the header"
        case .textAfterClosingQuote, .unterminatedQuote: "a quoted cell that does not end as it should"
        case .invalidUTF8: "not UTF-8"
        case .contentAfterEnd, .inputEndsInside: "the file does not end where it should"
        }
    }
}

extension NumberProblem {
    /// The reason without the particulars of one row, to count by.
    fileprivate var kind: String {
        if case .severalValues = self { return "several values where one number is expected" }
        return description
    }
}
