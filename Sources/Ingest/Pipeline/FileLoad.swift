import Digests
import Readers
import Warehouse

/// The loading of one planned file: from its batches to row groups of the store.
struct FileLoad {
    let planned: PlannedFile
    let load: LoadWriter
    let resources: MappingResources
    /// Rows that may still be stored by this call.
    let rowLimit: Int64?
    /// How many threads read and map parts of the file; one where there is a row limit, which they would share.
    let threadCount: Int
    let open: @Sendable () throws -> any ByteSource
    let report: (_ position: InputPosition, _ rows: Int64, _ rejects: Int64) -> Void

    /// Parts on their way for each worker: enough to go on with while the store syncs to the disk.
    private static let depth = 8
    /// SHA-256 of this many bytes tells whether a file is the one that a killed load had begun.
    private static let headByteCount = 65_536

    /// Loads the file; what goes wrong with the file alone becomes its outcome.
    ///
    /// - Throws: `SQLError` and other errors of the store, `ProfileError`.
    func run() throws -> FileResult {
        let file = planned.file
        var result = FileResult(
            path: file.path, dataset: planned.dataset, profile: planned.profile, outcome: .loaded)
        if let failure = planned.failure {
            result.outcome = .failed("\(failure)")
            return result
        }
        // Before the store is touched: a mapping that cannot be made leaves no trace in it.
        let mappers = try (0..<(rowLimit == nil ? max(1, threadCount) : 1)).map { _ in
            try RowMapper(
                input: planned.input, missing: planned.missing, path: file.fullPath, resources: resources)
        }
        do {
            let writer = try load.begin(
                Warehouse.FileDescription(
                    path: file.path, dataset: planned.dataset, format: planned.format?.rawValue ?? "",
                    byteCount: file.byteCount,
                    headHash: file.isStandardInput
                        ? nil : try ContentHash.ofFile(file.fullPath, first: Self.headByteCount)))
            try write(to: writer, mappers, &result)
        } catch let error as ReadError {
            result.outcome = .failed("\(error)")
        } catch let error as StoreError {
            switch error {
            case .kindConflict, .tooLargeForReal: result.outcome = .failed("\(error)")
            default: throw error
            }
        }
        return result
    }

    private func write(to writer: FileWriter, _ mappers: [RowMapper], _ result: inout FileResult) throws {
        result.resumedAfter = writer.resumeAfter
        let before = writer.counts
        let source = HashingSource(try open())
        let parts = try PartedReader(
            source: source, options: planned.input.options, projection: mappers[0].projection,
            skipping: writer.resumeAfter)
        // Where reading in order is work already, hashing would hold it up; two cores are busy without a thread more.
        if parts.areReadAtRandom || (!parts.areOnlyCut && mappers.count > 2), !planned.file.isStandardInput {
            source.hashAside(open)
        }
        let sink = try SampleSink(
            writer: writer, columns: mappers[0].columns, mapperCount: mappers.count, origin: parts.origin)
        do {
            try write(parts, mappers, after: writer.resumeAfter, to: sink, &result)
        } catch let error as ReadError {
            result.outcome = .failed("\(error)")
        }
        if result.outcome == .loaded {
            try writer.finish(contentHash: try source.finish())
        } else {
            try writer.suspend()
        }
        result.counts = sink.counts
        result.reasons = sink.reasons
        try verify(writer.counts, since: before, sink)
    }

    private func write(
        _ parts: PartedReader, _ rowMappers: [RowMapper], after: Int64, to sink: SampleSink, _ result: inout FileResult
    ) throws {
        let mappers = try rowMappers.enumerated().map { number, mapper in
            PartMapper(number: number, reader: try parts.makePartReader(), mapper: mapper, after: after)
        }
        let rowLimit = rowLimit
        let workers = mappers.map { mapper -> OrderedPipeline<FilePart, MappedPart>.Worker in
            { part in try mapper.map(part, rowLimit: rowLimit.map { $0 - sink.counts.stored }) }
        }
        let pipeline = OrderedPipeline(workers: workers, depth: Self.depth * workers.count, produce: parts.next)
        defer { pipeline.stop() }
        while let part = try pipeline.next() {
            try sink.append(part) { position in
                result.bytesRead = position.consumedBytes
                report(position, sink.counts.stored, sink.counts.rejected)
            }
            if let rowLimit, sink.counts.stored >= rowLimit {
                result.outcome = .stoppedAtLimit
                break
            }
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
