import Readers
import Warehouse

/// The loading of one planned file: from its batches to row groups of the store.
struct FileLoad {
    let planned: PlannedFile
    let load: LoadWriter
    let resources: MappingResources
    /// Rows that may still be stored by this call.
    let rowLimit: Int64?
    let open: @Sendable () throws -> any ByteSource
    let report: (_ position: InputPosition, _ rows: Int64, _ rejects: Int64) -> Void

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
        let mapper = try RowMapper(
            input: planned.input, missing: planned.missing, path: file.fullPath,
            resources: resources)
        do {
            let writer = try load.begin(
                Warehouse.FileDescription(
                    path: file.path, dataset: planned.dataset, format: planned.format?.rawValue ?? "",
                    byteCount: file.byteCount,
                    headHash: file.isStandardInput
                        ? nil : try ContentHash.ofFile(file.fullPath, first: Self.headByteCount)))
            try write(to: writer, mapper, &result)
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

    private func write(to writer: FileWriter, _ mapper: RowMapper, _ result: inout FileResult) throws {
        let sink = try SampleSink(writer: writer, mapper: mapper)
        let before = writer.counts
        let batches = ReadAhead(options: planned.input.options, projection: mapper.projection, open: open)
        defer { batches.stop() }
        result.resumedAfter = writer.resumeAfter
        do {
            while let batch = try batches.next() {
                result.bytesRead = batch.position.consumedBytes
                guard batch.position.records > writer.resumeAfter else { continue }
                let rest = rowLimit.map { $0 - sink.counts.stored }
                let window = RecordWindow(batch, after: writer.resumeAfter, rowLimit: rest)
                try sink.append(batch, window)
                report(batch.position, sink.counts.stored, sink.counts.rejected)
                if let rowLimit, sink.counts.stored >= rowLimit {
                    result.outcome = .stoppedAtLimit
                    break
                }
            }
        } catch let error as ReadError {
            result.outcome = .failed("\(error)")
        }
        if result.outcome == .loaded {
            try writer.finish(contentHash: batches.contentHash)
        } else {
            try writer.suspend()
        }
        result.counts = sink.counts
        result.reasons = sink.reasons
        try verify(writer.counts, since: before, sink)
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
