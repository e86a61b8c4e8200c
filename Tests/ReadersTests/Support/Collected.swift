@testable import Readers

/// All that a reader delivers from a file.
struct Collected: Equatable {
    /// For each row, for each field, its values.
    var rows: [[[String]]] = []
    var kinds: [[[ValueKind]]] = []
    var recordNumbers: [Int64] = []
    var recordsRead = 0
    var emptyRecords = 0
    var rejects: [Reject] = []
    var amendments: AmendmentCounts = [:]
    var error: ReadError?

    /// Records read and what became of them do add up.
    var isAccounted: Bool { recordsRead == Set(recordNumbers).count + emptyRecords + rejects.count }

    /// The first value of one field in each row, "" where there is none.
    func column(_ field: Int) -> [String] { rows.map { $0[field].first ?? "" } }

    mutating func add(_ batch: RowBatch) {
        for row in 0..<batch.rowCount {
            rows.append(batch.columns.map { $0.strings(ofRow: row) })
            kinds.append(batch.columns.map { column in column.values(ofRow: row).map { column.kind(of: $0) } })
        }
        recordNumbers += batch.recordNumbers
        recordsRead += batch.recordsRead
        emptyRecords += batch.emptyRecords
        rejects += batch.rejects
        amendments.merge(batch.amendments, uniquingKeysWith: +)
    }
}

/// Reads all of `source`; an error while reading is kept, one while opening is thrown.
func collect(
    _ source: any ByteSource, _ fields: [String], rows: RowExpansion = .record, options: ReaderOptions = ReaderOptions()
) throws -> Collected {
    var collected = Collected()
    let reader = try RecordReader(source: source, options: options, projection: Projection(rows: rows, parsing: fields))
    do {
        while let batch = try reader.nextBatch() { collected.add(batch) }
    } catch let error as ReadError {
        collected.error = error
    }
    return collected
}

func collect(
    _ text: String, named name: String = "memory", _ fields: [String], rows: RowExpansion = .record,
    options: ReaderOptions = ReaderOptions()
) throws -> Collected {
    try collect(MemorySource(Array(text.utf8), name: name), fields, rows: rows, options: options)
}

func collect(
    path: String, _ fields: [String], rows: RowExpansion = .record, options: ReaderOptions = ReaderOptions()
) throws -> Collected {
    try collect(FileSource(path: Shared.path(path)), fields, rows: rows, options: options)
}

extension FieldPath {
    /// A path written in a test.
    static func test(_ text: String) throws -> FieldPath { try FieldPath(parsing: text) }
}
