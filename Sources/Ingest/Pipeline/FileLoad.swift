import Digests
import LocalFacts
import Parquet
import Readers
import Warehouse

/// The loading of one planned file: from its batches to row groups of the store.
final class FileLoad {
    /// How far the file has been read, and the counts of its rows so far.
    typealias Progress = (_ position: InputPosition, _ rows: Int64, _ rejects: Int64) -> Void

    private var planned: PlannedFile
    private let load: LoadWriter
    private let stored: StoredColumns
    /// Where the guess had to be given up; nil if it holds.
    private var revision: GuessRevision?
    private let resources: MappingResources
    private let rowLimit: Int64?
    private let threadCount: Int
    private let memoLimit: MemoLimit
    private let open: @Sendable () throws -> any ByteSource
    private let streamHead: [UInt8]?
    private let stop: StopRequest?
    private var identity: FileIdentity?
    private var reading: Result<FileReading, any Error>?
    /// Whether everything of the file was removed from the store.
    private var isDiscarded = false
    /// How often the store's columns were not those that the mapping was made for.
    private var conflictCount = 0
    private static let mostConflicts = 50

    /// The number of pending parts per worker: enough to continue while the store syncs to the disk.
    private static let depth = 20
    /// The same of a columnar file, whose parts are longer.
    private static let columnarDepth = 8
    /// SHA-256 of this many bytes identifies a file that a killed load had begun.
    static let headByteCount = 65_536

    /// - Parameters:
    ///   - rowLimit: rows that may still be stored by this call.
    ///   - threadCount: how many threads read and map parts of the file; one where there is a row limit, which they
    ///     would share.
    ///   - memoLimit: how many distinct values of a field are remembered.
    ///   - streamHead: the first bytes of a stream, at most `headByteCount`; nil for a file.
    ///   - stop: asks to end before the end of the file.
    ///   - open: gives the bytes of the file from their beginning.
    init(
        planned: PlannedFile, load: LoadWriter, stored: StoredColumns = StoredColumns(), resources: MappingResources,
        rowLimit: Int64?, threadCount: Int, memoLimit: MemoLimit = .standard, streamHead: [UInt8]? = nil,
        stop: StopRequest? = nil, open: @escaping @Sendable () throws -> any ByteSource
    ) {
        self.streamHead = streamHead
        self.stop = stop
        self.planned = planned
        self.load = load
        self.stored = stored
        self.resources = resources
        self.rowLimit = rowLimit
        self.threadCount = threadCount
        self.memoLimit = memoLimit
        self.open = open
    }

    /// Starts reading the file on other threads; `run` reports their errors.
    func begin() {
        if reading == nil, planned.failure == nil { reading = Result { try read() } }
    }

    /// Loads the file; an error that concerns only this file becomes its outcome.
    ///
    /// - Parameters:
    ///   - progress: is called after each batch.
    ///   - whenAtEnd: is called once, when the whole file is read, while its last parts are mapped and stored.
    /// - Throws: `SQLError` and other errors of the store, `ProfileError`.
    func run(progress: Progress = { _, _, _ in }, whenAtEnd: () -> Void = {}) throws -> FileResult {
        var result = FileResult(
            path: planned.file.path, dataset: planned.dataset, profile: planned.profile, outcome: .loaded)
        if let failure = planned.failure {
            result.outcome = .failed("\(failure)")
            return result
        }
        var hasReported = false
        func tellOnce() {
            if !hasReported, stop?.isMade != true { whenAtEnd() }
            hasReported = true
        }
        while true {
            begin()
            do {
                if let reading = try reading?.get() { try store(reading, &result, progress, tellOnce) }
            } catch let error as ReadError {
                result.outcome = .failed("\(error)")
            } catch IngestError.stopped {
                result.outcome = .stopped
            } catch let change as FileChange {
                result.outcome = .failed("\(change)")
            } catch let error as StoreError {
                guard error.isOfFile else { throw error }
                if try revise(after: error) { continue }
                result.outcome = .failed("\(error)")
            } catch let overturned as OverturnedGuess {
                try revise(after: overturned)
                continue
            }
            revision?.add(to: &result.columns, of: planned)
            if planned.proposal != nil, !isDiscarded {
                try (try? reading?.get())?.writer.keep(result.columns.notes)
            }
            return result
        }
    }

    /// Reads the whole file, whose first records led to a wrong guess, so that it can be loaded again from its
    /// beginning.
    private func revise(after overturned: OverturnedGuess) throws {
        try (try reading?.get())?.writer.takeBack()
        reading = nil
        try GuessRevision.revise(
            &planned, &revision, after: overturned, stored: columnsByNow,
            recordLimit: rowLimit.map { $0 + overturned.record }, open: open)
    }

    /// Adapts the mapping to the columns that the store has now; false if that has been tried.
    private func revise(after conflict: StoreError) throws -> Bool {
        if case .tooManyColumns = conflict { return false }
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
        identity = file.identity
        if let before = planned.identity, let what = before.change(to: identity) {
            throw FileChange(path: file.path, what: what)
        }
        // A file before this one may have made a column wider.
        if planned.proposal != nil, planned.input.columns.contains(where: columnsByNow.conflicts) {
            GuessRevision.agree(&planned, &revision, with: columnsByNow)
        }
        // This comes before the store is changed: a mapping that cannot be made must not leave anything there.
        let mappers = try (0..<(rowLimit == nil ? max(1, threadCount) : 1)).map { _ in
            try RowMapper(
                input: planned.input, missing: planned.missing, path: FileName.shown(file.fullPath),
                resources: resources)
        }
        let writer = try load.begin(
            LocalFacts.FileDescription(
                path: file.path, dataset: planned.dataset, format: planned.format?.rawValue ?? "",
                byteCount: identity?.byteCount, headHash: try headHash(), modifiedAt: identity?.modifiedAt,
                locationHash: file.locationHash,
                table: planned.input.table))
        let source = HashingSource(try open())
        let parts = try PartedReader(
            source: source, options: file.reading.applied(to: planned.input.options),
            projection: mappers[0].projection,
            skipping: writer.resumeAfter)
        if parts.areReadAtRandom {
            source.hashAside(open)
        } else if !parts.areOnlyCut, mappers.count > 1 {
            // One thread reads both the bytes and the records, and hashing there would delay it.
            source.hashBehind()
        }
        return try FileReading(
            parts, of: source, to: writer, mappers: mappers, rowLimit: rowLimit,
            memoLimit: memoLimit, depth: parts.areReadAtRandom ? Self.columnarDepth : Self.depth)
    }

    /// Nothing is known of a stream that has not been examined.
    private func headHash() throws -> String? {
        if planned.file.isStream { return streamHead.map { ContentHash.of($0) } }
        return try ContentHash.ofFile(planned.file.fullPath, first: Self.headByteCount)
    }

    private func store(
        _ reading: FileReading, _ result: inout FileResult, _ progress: Progress, _ whenAtEnd: () -> Void
    ) throws {
        let writer = reading.writer
        result.resumedAfter = writer.resumeAfter
        result.replacedRows = writer.replacedRows
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
        } catch IngestError.stopped {
            result.outcome = .stopped
        }
        whenAtEnd()
        if try end(reading, &result) == .discarded {
            isDiscarded = true
            return
        }
        result.storedInFile = writer.counts.stored
        result.rejectedInFile = writer.counts.rejected
        result.counts = sink.counts
        result.reasons = sink.reasons
        result.amendments = sink.amendments
        result.columns = ColumnAccount(planned, widened: writer.widened, missingWords: sink.missingWords)
        try verify(writer.counts, since: before, sink)
    }

    /// What the store keeps of a file that was read.
    private enum End {
        case kept
        case discarded
    }

    /// Marks the file as finished, or leaves it to be continued; removes rows that must not stay.
    private func end(_ reading: FileReading, _ result: inout FileResult) throws -> End {
        let writer = reading.writer
        var hash: String?
        if result.outcome == .loaded {
            do {
                hash = try reading.source.finish()
            } catch let error as ReadError {
                result.outcome = .failed("\(error)")
            }
        }
        if let change = try change(of: reading, hash: hash) {
            try writer.discard()
            result.outcome = .failed("\(change)")
            return .discarded
        }
        // Only when a stream is read to its end is it known whether the store has it already.
        if planned.file.isStream, let hash,
            let existing = try load.wasLoadedBefore(contentHash: hash, dataset: planned.dataset)
        {
            try writer.discard()
            result.outcome = .alreadyLoaded(
                as: existing.path, rows: existing.rowsStored, rejected: existing.rejectedWhole)
            return .discarded
        }
        if let hash { try writer.finish(contentHash: hash) } else { try writer.suspend() }
        return .kept
    }

    /// What happened to the file while it was read.
    private func change(of reading: FileReading, hash: String?) throws -> FileChange? {
        guard let identity else { return nil }
        let path = planned.file.path
        let now = planned.file.identity
        if let what = identity.change(to: now) { return FileChange(path: path, what: what) }
        guard let hash, let now else { return nil }
        let read = reading.source.consumedBytes
        if !reading.isReadAtRandom, identity.byteCount > 0, read != identity.byteCount {
            return FileChange(path: path, what: .size(from: identity.byteCount, to: read))
        }
        guard identity.mayHide(changeTo: now) else { return nil }
        return try ContentHash.ofFile(planned.file.fullPath) == hash ? nil : FileChange(path: path, what: .content)
    }

    private func store(
        _ reading: FileReading, to sink: SampleSink, _ result: inout FileResult, _ progress: Progress,
        whenAtEnd: () -> Void
    ) throws {
        defer { reading.pipeline.stop() }
        stop?.onRequest { [pipeline = reading.pipeline] in pipeline.stop() }
        defer { stop?.onRequest(nil) }
        while let part = try reading.pipeline.next() {
            if reading.isAtEnd { whenAtEnd() }
            try sink.append(part) { position in
                result.bytesRead = position.consumedBytes
                progress(position, sink.counts.stored, sink.counts.rejected)
            }
            if stop?.isMade == true {
                result.outcome = .stopped
                break
            }
            guard let rowLimit else { continue }
            if sink.counts.stored >= rowLimit {
                result.outcome = .stoppedAtLimit
                break
            }
            reading.limit(to: rowLimit - sink.counts.stored)
        }
        // A reader that was woken in order to end gives no more parts, as at the end of the file.
        if stop?.isMade == true { result.outcome = .stopped }
    }

    /// The store's counts must equal what was passed to it, and every row seen must be counted.
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
