import Digests
import LocalFacts
import Parquet
import Readers
import Warehouse

/// Tries the rejected rows of a file again: reads the file once more, perhaps with another mapping, and takes only the
/// rows that were rejected. All other rows stay as they are.
struct RejectRetry {
    let planned: PlannedFile
    let load: LoadWriter
    let resources: MappingResources
    let stop: StopRequest?

    private static let emptyRecord = "the record has no rows"

    /// - Returns: nil if the store has no rejects of the file.
    /// - Throws: `SQLError`, `StoreError`, `ProfileError`. An error that concerns only this file is its outcome.
    func run() throws -> FileResult? {
        var result = FileResult(
            path: planned.file.path, dataset: planned.dataset, profile: planned.profile,
            outcome: .retried(rejects: 0))
        do {
            if let failure = planned.failure { throw failure }
            let hash = try ContentHash.ofFile(planned.file.fullPath)
            let files = try load.filesWithRejects(contentHash: hash)
            guard !files.isEmpty else { return nil }
            for file in files { try retry(file, &result) }
        } catch let error as ReadError {
            result.outcome = .failed("\(error)")
        } catch let error as StoreError {
            guard error.isOfFile else { throw error }
            result.outcome = .failed("\(error)")
        }
        return result
    }

    private func retry(_ file: StoredRejects, _ result: inout FileResult) throws {
        let mapper = try RowMapper(
            input: planned.input, missing: planned.missing, path: FileName.shown(planned.file.fullPath),
            resources: resources)
        let parts = try PartedReader(
            source: try FileSource(path: planned.file.fullPath),
            options: planned.file.reading.applied(to: planned.input.options), projection: mapper.projection)
        let writer = try load.retry(file, into: planned.input.table)
        let sink = try RetrySink(writer: writer, mapper: mapper, wanted: file)
        let reader = try parts.makePartReader()
        var origin = parts.origin
        while !sink.isDone, stop?.isMade != true, let part = try parts.next() {
            let own = part.isNumberedAlone ? origin : PartExtent()
            origin += try reader.read(part) { try sink.append($0, after: own) }
        }
        try writer.suspend()
        result.counts = result.counts + sink.counts
        result.reasons.merge(sink.reasons, uniquingKeysWith: +)
        if case .retried(let count) = result.outcome { result.outcome = .retried(rejects: count + sink.retried) }
    }
}

/// Takes the rejected rows from the batches of a file and passes them to the store.
private final class RetrySink {
    private(set) var counts = RowCounts()
    private(set) var reasons: [String: Int64] = [:]
    private(set) var retried: Int64 = 0
    private let writer: FileWriter
    private let mapper: RowMapper
    private let wanted: StoredRejects
    private let last: Int64
    private let columns: [ColumnDefinition]
    private var reached: Int64 = 0

    init(writer: FileWriter, mapper: RowMapper, wanted: StoredRejects) throws {
        self.writer = writer
        self.mapper = mapper
        self.wanted = wanted
        last = wanted.rejects.keys.max() ?? 0
        columns = try writer.columns(mapper.columns)
    }

    /// Whether all records that were rejected are dealt with.
    var isDone: Bool { reached >= last }

    /// - Parameter origin: the offset of the batch's record numbers.
    func append(_ batch: RowBatch, after origin: PartExtent) throws {
        reached = batch.position.records + origin.records
        for reject in batch.rejects {
            let reject = reject.counted(after: origin)
            guard let ids = wanted.rejects[reject.recordNumber]?.values else { continue }
            settle(Array(ids))
            self.reject(RejectRecord(reject), because: reject.reason.code)
        }
        var row = 0
        while row < batch.rowCount {
            let record = batch.recordNumbers[row]
            let end = batch.recordNumbers[row...].firstIndex { $0 != record } ?? batch.rowCount
            if let parts = wanted.rejects[record + origin.records] {
                try append(batch, rows: row..<end, parts: parts, after: origin)
            }
            row = end
        }
    }

    /// - Parameter parts: ids of rejects by the row within the record; -1 for the whole record.
    private func append(_ batch: RowBatch, rows: Range<Int>, parts: [Int64: Int64], after origin: PartExtent) throws {
        if let whole = parts[-1] {
            settle([whole])
            return try append(batch, rows: rows, from: rows.lowerBound, after: origin)
        }
        for (part, id) in parts.sorted(by: { $0.key < $1.key }) where Int(part) < rows.count {
            settle([id])
            let row = rows.lowerBound + Int(part)
            try append(batch, rows: row..<row + 1, from: rows.lowerBound, after: origin)
        }
    }

    private func append(_ batch: RowBatch, rows: Range<Int>, from first: Int, after origin: PartExtent) throws {
        let mapped = try mapper.map(batch, rows: rows) { value, column in
            var value = value
            return try value.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: columns[column]) }
        }
        for reject in mapped.rejects {
            self.reject(
                RejectRecord(reject, after: origin, part: Int64(reject.row - first)), because: reject.problem.code)
        }
        try writer.append(
            SampleBatch(
                rowCount: mapped.rowCount, recordNumbers: mapped.recordNumbers.map { $0 + origin.records },
                recordsRead: wanted.recordsRead, columns: Array(zip(columns, mapped.values))))
        counts.stored += Int64(mapped.rowCount)
    }

    private func settle(_ ids: [Int64]) {
        writer.settle(ids)
        retried += Int64(ids.count)
    }

    private func reject(_ record: RejectRecord, because code: RejectCode) {
        writer.reject(record)
        counts.rejected += 1
        reasons[code.rawValue, default: 0] += 1
    }
}

extension StoreError {
    /// The faulty file can be left out, and the others loaded.
    var isOfFile: Bool {
        switch self {
        case .kindConflict, .keyConflict, .tooLargeForReal, .tooManyColumns: true
        default: false
        }
    }
}
