import LocalFacts
import Readers
import Warehouse

/// Passes mapped parts of a file to the store, in their order, and counts every row and record once.
final class SampleSink {
    private(set) var counts = RowCounts()
    /// Rows, and records without rows, that the reader gave.
    private(set) var seen: Int64 = 0
    /// Rejected and skipped rows by reason.
    private(set) var reasons: [String: Int64] = [:]
    /// The corrections by the reader.
    private(set) var amendments: AmendmentCounts = [:]
    /// For each column, the number of words for "no value" among its numbers.
    private(set) var missingWords: [String: Int64] = [:]
    private let writer: FileWriter
    private let columns: [ColumnDefinition]
    /// By mapper and column.
    private var translations: [[CodeTranslation]]
    /// The records and lines before the current part, if numbers are part-relative.
    private var origin: PartExtent

    private static let emptyRecord = "the record has no rows"

    /// - Parameter origin: the records and lines before the first part.
    /// - Throws: `StoreError` if a column cannot be made; `SQLError`.
    init(writer: FileWriter, columns: [MappedColumn], mapperCount: Int, origin: PartExtent) throws {
        self.writer = writer
        self.origin = origin
        self.columns = try writer.columns(columns)
        translations = Array(
            repeating: Array(repeating: CodeTranslation(), count: columns.count), count: mapperCount)
    }

    /// - Parameter progress: is called after each batch of the part.
    /// - Throws: `SQLError`, `StoreError`.
    func append(_ part: MappedPart, progress: (InputPosition) -> Void) throws {
        for column in columns.indices {
            if part.renewed.contains(column) { translations[part.mapper][column] = CodeTranslation() }
            translations[part.mapper][column].add(part.newValues[column])
        }
        if var overturned = part.overturned {
            overturned.record += origin.records
            throw overturned
        }
        for batch in part.batches {
            try append(batch, mapper: part.mapper)
            progress(batch.position)
        }
        origin += part.extent
    }

    private func append(_ batch: MappedRows, mapper: Int) throws {
        let values = try columns.indices.map { column in
            try translations[mapper][column].translate(batch.rows.values[column]) { value in
                var value = value
                return try value.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: columns[column]) }
            }
        }
        // Rejects come before the samples: a row group that is written with the samples then also has the rejects up to
        // the same record.
        for reject in batch.rejects {
            self.reject(RejectRecord(reject.counted(after: origin)), because: reject.reason.kind)
        }
        for (reject, part) in zip(batch.rows.rejects, batch.rejectParts) {
            self.reject(
                RejectRecord(reject, after: origin, part: part), because: reject.problem.kind(of: reject.column))
        }
        if batch.emptyRecords > 0 {
            writer.skip(Int64(batch.emptyRecords), because: Self.emptyRecord)
            reasons[Self.emptyRecord, default: 0] += Int64(batch.emptyRecords)
        }
        try writer.append(
            SampleBatch(
                rowCount: batch.rows.rowCount, recordNumbers: batch.rows.recordNumbers.map { $0 + origin.records },
                recordsRead: batch.lastRecord + origin.records, columns: Array(zip(columns, values))))
        counts =
            counts
            + RowCounts(
                stored: Int64(batch.rows.rowCount), rejected: Int64(batch.rejects.count + batch.rows.rejects.count),
                skipped: Int64(batch.emptyRecords))
        seen += Int64(batch.seen)
        if !batch.amendments.isEmpty { amendments.merge(batch.amendments, uniquingKeysWith: +) }
        for (column, count) in batch.rows.missingWords { missingWords[column, default: 0] += Int64(count) }
    }

    private func reject(_ record: RejectRecord, because reason: String) {
        writer.reject(record)
        reasons[reason, default: 0] += 1
    }
}

extension FileWriter {
    /// The columns of a mapping in the store; missing ones are made.
    func columns(_ columns: [MappedColumn]) throws -> [ColumnDefinition] {
        let wanted = columns.map { column in
            NewColumn(
                name: column.name, kind: column.kind, role: column.role, valueName: column.valueName,
                description: column.description, meaning: column.meaning, entities: column.entities)
        }
        try addColumns(wanted)
        return try zip(columns, wanted).map { try column($1, isGuess: $0.isGuess) }
    }
}

extension RejectRecord {
    init(_ reject: Reject) {
        self.init(
            row: reject.recordNumber, line: reject.line, byteOffset: reject.byteOffset, column: reject.column,
            reason: "\(reject.reason)", excerpt: reject.excerpt, code: reject.reason.code.rawValue)
    }

    /// - Parameters:
    ///   - origin: what is to be added to the number of the record.
    ///   - part: the row among those of its record.
    init(_ reject: RowReject, after origin: PartExtent, part: Int64) {
        self.init(
            row: reject.recordNumber + origin.records, line: nil, byteOffset: nil, column: reject.column,
            reason: "\(reject.problem)",
            excerpt: reject.excerpt, code: reject.problem.code.rawValue, part: part)
    }
}

extension RejectReason {
    private static let notUTF8 = "not UTF-8; if the file is Latin-1, --encoding windows-1252 reads it"

    /// The reason without the details of the record, for counting.
    fileprivate var kind: String {
        switch self {
        case .json(.invalidUTF8, _): Self.notUTF8
        case .json: "not JSON"
        case .recordIsNotAnObject: "the record is not an object"
        case .valueIsNotAnObject: "rows were to be made from what is not an object"
        case .cellIsNotJSON: "the cell that rows were to be made from is not JSON"
        case .recordTooLong, .rowsTooLarge: "the record is too long"
        case .cellCount: "not as many cells as the header"
        case .textAfterClosingQuote, .unterminatedQuote: "a quoted cell that does not end as it should"
        case .invalidUTF8: Self.notUTF8
        case .contentAfterEnd, .inputEndsInside: "the file does not end where it should"
        }
    }
}

extension NumberProblem {
    /// The reason without the particulars of one row, to count by.
    ///
    /// What a profile wants of a column is said with the column: a file may lack it as a whole.
    fileprivate func kind(of column: String) -> String {
        switch self {
        case .severalValues: "several values where one number is expected"
        case .missing, .outsideRange: "\(column): \(description)"
        default: description
        }
    }
}
