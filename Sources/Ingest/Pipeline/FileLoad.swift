import Digests
import Readers
import Warehouse

/// The loading of one planned file: from its batches to row groups of the store.
final class FileLoad {
    /// How far the file is read, and what became of its rows until then.
    typealias Progress = (_ position: InputPosition, _ rows: Int64, _ rejects: Int64) -> Void

    private var planned: PlannedFile
    private let load: LoadWriter
    private let stored: StoredColumns
    /// Where the guess had to be given up; nil where it holds.
    private var revision: GuessRevision?
    private let resources: MappingResources
    private let rowLimit: Int64?
    private let threadCount: Int
    private let open: @Sendable () throws -> any ByteSource
    private var reading: Result<FileReading, any Error>?
    /// How often the store's columns were not those that the mapping was made for.
    private var conflictCount = 0
    private static let mostConflicts = 50

    /// Parts on their way for each worker: enough to go on with while the store syncs to the disk.
    private static let depth = 20
    /// The same of a columnar file, whose parts are longer.
    private static let columnarDepth = 8
    /// SHA-256 of this many bytes tells whether a file is the one that a killed load had begun.
    private static let headByteCount = 65_536

    /// - Parameters:
    ///   - rowLimit: rows that may still be stored by this call.
    ///   - threadCount: how many threads read and map parts of the file; one where there is a row limit, which they
    ///     would share.
    ///   - open: gives the bytes of the file from their beginning.
    init(
        planned: PlannedFile, load: LoadWriter, stored: StoredColumns = StoredColumns(), resources: MappingResources,
        rowLimit: Int64?, threadCount: Int,
        open: @escaping @Sendable () throws -> any ByteSource
    ) {
        self.planned = planned
        self.load = load
        self.stored = stored
        self.resources = resources
        self.rowLimit = rowLimit
        self.threadCount = threadCount
        self.open = open
    }

    /// Has the file read on other threads from now on; what goes wrong is told by `run`.
    func begin() {
        if reading == nil, planned.failure == nil { reading = Result { try read() } }
    }

    /// Loads the file; what goes wrong with the file alone becomes its outcome.
    ///
    /// - Parameters:
    ///   - progress: is called after each batch.
    ///   - whenAtEnd: is called once, when all of the file is read, while its last parts are mapped and stored.
    /// - Throws: `SQLError` and other errors of the store, `ProfileError`.
    func run(progress: Progress = { _, _, _ in }, whenAtEnd: () -> Void = {}) throws -> FileResult {
        var result = FileResult(
            path: planned.file.path, dataset: planned.dataset, profile: planned.profile, outcome: .loaded)
        if let failure = planned.failure {
            result.outcome = .failed("\(failure)")
            return result
        }
        var isTold = false
        func tellOnce() {
            if !isTold { whenAtEnd() }
            isTold = true
        }
        while true {
            begin()
            do {
                if let reading = try reading?.get() { try store(reading, &result, progress, tellOnce) }
            } catch let error as ReadError {
                result.outcome = .failed("\(error)")
            } catch let error as StoreError {
                switch error {
                case .kindConflict, .tooLargeForReal:
                    if try revise(after: error) { continue }
                    result.outcome = .failed("\(error)")
                default: throw error
                }
            } catch let overturned as OverturnedGuess {
                try revise(after: overturned)
                continue
            }
            revision?.add(to: &result.columns, of: planned)
            if planned.proposal != nil { try (try? reading?.get())?.writer.keep(result.columns.notes) }
            return result
        }
    }

    /// Looks at all of the file, whose first records gave a wrong idea of it, to load it again from its beginning.
    private func revise(after overturned: OverturnedGuess) throws {
        try (try reading?.get())?.writer.takeBack()
        reading = nil
        try GuessRevision.revise(
            &planned, &revision, after: overturned, stored: columnsByNow,
            recordLimit: rowLimit.map { $0 + overturned.record }, open: open)
    }

    /// Agrees with the columns that the store has by now; false where that has been tried.
    private func revise(after conflict: StoreError) throws -> Bool {
        guard planned.proposal != nil, conflictCount < Self.mostConflicts else { return false }
        conflictCount += 1
        try (try reading?.get())?.writer.takeBack()
        reading = nil
        var columns = columnsByNow
        if case .tooLargeForReal(let column, _) = conflict { columns.treatAsText(column) }
        GuessRevision.agree(&planned, &revision, with: columns)
        return true
    }

    private var columnsByNow: StoredColumns { stored.with(load.columns) }

    private func read() throws -> FileReading {
        let file = planned.file
        // A file before this one may have made a column wider.
        if planned.proposal != nil, planned.input.columns.contains(where: columnsByNow.conflicts) {
            GuessRevision.agree(&planned, &revision, with: columnsByNow)
        }
        // Before the store is touched: a mapping that cannot be made leaves no trace in it.
        let mappers = try (0..<(rowLimit == nil ? max(1, threadCount) : 1)).map { _ in
            try RowMapper(input: planned.input, missing: planned.missing, path: file.fullPath, resources: resources)
        }
        let writer = try load.begin(
            Warehouse.FileDescription(
                path: file.path, dataset: planned.dataset, format: planned.format?.rawValue ?? "",
                byteCount: file.byteCount,
                headHash: file.isStandardInput
                    ? nil : try ContentHash.ofFile(file.fullPath, first: Self.headByteCount)))
        let source = HashingSource(try open())
        let parts = try PartedReader(
            source: source, options: file.reading.applied(to: planned.input.options),
            projection: mappers[0].projection,
            skipping: writer.resumeAfter)
        if parts.areReadAtRandom {
            source.hashAside(open)
        } else if !parts.areOnlyCut, mappers.count > 1 {
            // Records are read where the bytes come from, by one thread, which the hash would hold up.
            source.hashBehind()
        }
        return try FileReading(
            parts, of: source, to: writer, mappers: mappers, rowLimit: rowLimit,
            depth: parts.areReadAtRandom ? Self.columnarDepth : Self.depth)
    }

    private func store(
        _ reading: FileReading, _ result: inout FileResult, _ progress: Progress, _ whenAtEnd: () -> Void
    ) throws {
        let writer = reading.writer
        result.resumedAfter = writer.resumeAfter
        let before = writer.counts
        let sink: SampleSink
        do {
            sink = try SampleSink(
                writer: writer, columns: reading.columns, mapperCount: reading.mapperCount, origin: reading.origin)
        } catch {
            reading.pipeline.stop()
            throw error
        }
        do {
            try store(reading, to: sink, &result, progress, whenAtEnd: whenAtEnd)
        } catch let error as ReadError {
            result.outcome = .failed("\(error)")
        }
        whenAtEnd()
        if result.outcome == .loaded {
            try writer.finish(contentHash: try reading.source.finish())
        } else {
            try writer.suspend()
        }
        result.counts = sink.counts
        result.reasons = sink.reasons
        result.amendments = sink.amendments
        result.columns = ColumnAccount(planned, widened: writer.widened, missingWords: sink.missingWords)
        try verify(writer.counts, since: before, sink)
    }

    private func store(
        _ reading: FileReading, to sink: SampleSink, _ result: inout FileResult, _ progress: Progress,
        whenAtEnd: () -> Void
    ) throws {
        defer { reading.pipeline.stop() }
        while let part = try reading.pipeline.next() {
            if reading.isAtEnd { whenAtEnd() }
            try sink.append(part) { position in
                result.bytesRead = position.consumedBytes
                progress(position, sink.counts.stored, sink.counts.rejected)
            }
            guard let rowLimit else { continue }
            if sink.counts.stored >= rowLimit {
                result.outcome = .stoppedAtLimit
                break
            }
            reading.limit(to: rowLimit - sink.counts.stored)
        }
    }

    /// What the store counted must be what was handed to it, and nothing seen may be unaccounted for.
    private func verify(_ counts: RowCounts, since before: RowCounts, _ sink: SampleSink) throws {
        let stored = counts.stored - before.stored
        let rejected = counts.rejected - before.rejected
        let skipped = counts.skipped - before.skipped
        guard sink.seen == stored + rejected + skipped else {
            throw IngestError.miscounted(
                file: planned.file.path, seen: sink.seen, stored: stored, rejected: rejected, skipped: skipped)
        }
    }
}
