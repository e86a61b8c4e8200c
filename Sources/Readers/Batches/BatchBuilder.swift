/// The batch that a reader is filling.
final class BatchBuilder {
    /// Unknown fields beyond this number are not noted, so that objects used as maps do not exhaust memory.
    private static let maximumUnknownFields = 1_000

    let columns: UnsafeMutablePointer<ColumnBuilder>
    let columnCount: Int
    @exclusivity(unchecked) private(set) var rowCount = 0
    @exclusivity(unchecked) private(set) var recordsRead = 0
    private(set) var emptyRecords = 0
    private var amendments: AmendmentCounts = [:]
    private var surplus: [Int: [String]] = [:]
    private(set) var rejects: [Reject] = []
    private var unknownFields: [FieldPath: Int64] = [:]
    @exclusivity(unchecked) private var recordNumbers = GrowableBuffer<Int64>()
    /// Records met since the beginning of the file.
    @exclusivity(unchecked) private(set) var totalRecords: Int64 = 0

    private let knowsLines: Bool
    private let knowsOffsets: Bool

    init(columnCount: Int, options: ReaderOptions = ReaderOptions()) {
        self.columnCount = columnCount
        knowsLines = options.knowsLines
        knowsOffsets = options.knowsOffsets
        columns = .allocate(capacity: max(columnCount, 1))
        for index in 0..<columnCount { (columns + index).initialize(to: ColumnBuilder()) }
    }

    deinit {
        for index in 0..<columnCount { columns[index].deallocate() }
        // They hold on to the input that was shared with them.
        columns.deinitialize(count: columnCount)
        columns.deallocate()
        recordNumbers.deallocate()
    }

    /// Begins the records of another part of a file. Their values are not copied out of `input` if they can stay there.
    func restart(sharing input: ByteStorage) {
        totalRecords = 0
        for index in 0..<columnCount { columns[index].share(input) }
    }

    /// Continues the numbering of records after those read so far.
    func beginRecords(after records: Int64) { totalRecords = records }

    /// Counts a record; all that follows belongs to it.
    @inline(__always)
    func beginRecord() {
        recordsRead &+= 1
        totalRecords &+= 1
    }

    @inline(__always)
    func endRow() {
        for index in 0..<columnCount { columns[index].endRow() }
        recordNumbers.append(totalRecords)
        rowCount &+= 1
    }

    func rollBack(toRow row: Int) {
        for index in 0..<columnCount { columns[index].rollBack(toRow: row) }
        recordNumbers.truncate(to: row)
        rowCount = row
    }

    /// Ends a record that began when there were `firstRow` rows: it is empty if it added none.
    @inline(__always)
    func endRecord(firstRow: Int) {
        if rowCount == firstRow { endEmptyRecord() }
    }

    /// Ends a record without rows; values already given to the current row are dropped.
    func endEmptyRecord() {
        rollBack(toRow: rowCount)
        emptyRecords += 1
    }

    func amend(_ amendment: Amendment, count: Int = 1) {
        if count > 0 { amendments[amendment, default: 0] += Int64(count) }
    }

    /// Keeps cells after the last column of the current row.
    func addSurplus(_ cells: [String]) { surplus[rowCount] = cells }

    func reject(_ reject: Reject) {
        var reject = reject
        if !knowsLines { reject.line = nil }
        if !knowsOffsets { reject.byteOffset = nil }
        rejects.append(reject)
    }

    /// Records that a record has a field outside of the projection.
    func noteUnknown(_ path: FieldPath) {
        if unknownFields[path] == nil, unknownFields.count < Self.maximumUnknownFields {
            unknownFields[path] = totalRecords
        }
    }

    /// Whether a column had to refuse a value.
    var isFull: Bool {
        for index in 0..<columnCount where columns[index].isFull { return true }
        return false
    }

    /// The batch filled so far; the builder starts a new one.
    func finish(position: InputPosition) -> RowBatch {
        let batch = RowBatch(
            rowCount: rowCount, columns: (0..<columnCount).map { columns[$0].finish() },
            recordNumbers: recordNumbers.array(), recordsRead: recordsRead, emptyRecords: emptyRecords,
            amendments: amendments, surplus: surplus, rejects: rejects, position: position,
            unknownFields: unknownFields)
        rowCount = 0
        recordsRead = 0
        emptyRecords = 0
        rejects = []
        amendments = [:]
        surplus = [:]
        unknownFields = [:]
        recordNumbers.truncate(to: 0)
        return batch
    }
}
