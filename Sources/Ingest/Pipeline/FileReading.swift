import Parallel
import Readers
import Warehouse

/// A file that is being read and mapped, part by part, before its rows are stored.
final class FileReading {
    let writer: FileWriter
    let source: HashingSource
    let columns: [MappedColumn]
    let mapperCount: Int
    /// The records and lines before the first part whose numbers are part-relative.
    let origin: PartExtent
    let pipeline: OrderedPipeline<FilePart, MappedPart>
    /// True if parts are descriptors, not bytes. The producer then finishes at once, so `isFed` says nothing about
    /// progress.
    let isReadAtRandom: Bool
    private let budget: RowBudget

    /// Parts that may wait to be read, for each thread.
    private static let inputDepth = 4
    /// Parts that may be pending for all threads together, so that memory stays bounded on a machine of many cores.
    private static let maximumDepth = 256

    /// Rows that may still be mapped; nil without a limit. Changed only if a single thread does all the work.
    private final class RowBudget {
        var rest: Int64?

        init(rest: Int64?) { self.rest = rest }
    }

    /// - Parameters:
    ///   - mappers: one for each thread.
    ///   - depth: how many parts may be pending, for each thread.
    init(
        _ parts: PartedReader, of source: HashingSource, to writer: FileWriter, mappers: [RowMapper], rowLimit: Int64?,
        memoLimit: MemoLimit, depth: Int
    ) throws {
        self.writer = writer
        self.source = source
        columns = mappers[0].columns
        mapperCount = mappers.count
        origin = parts.origin
        isReadAtRandom = parts.areReadAtRandom
        let budget = RowBudget(rest: rowLimit)
        self.budget = budget
        let workers = try mappers.enumerated().map { number, mapper -> OrderedPipeline<FilePart, MappedPart>.Worker in
            let mapper = PartMapper(
                number: number, reader: try parts.makePartReader(), mapper: mapper, memoLimit: memoLimit,
                after: writer.resumeAfter)
            return { part in try mapper.map(part, rowLimit: budget.rest) }
        }
        pipeline = OrderedPipeline(
            workers: workers, depth: min(depth * mappers.count, Self.maximumDepth),
            inputDepth: min(Self.inputDepth * mappers.count, Self.maximumDepth / 2), produce: parts.next)
    }

    deinit { pipeline.stop() }

    /// Whether all of the file is read, and its last parts are being mapped.
    var isAtEnd: Bool { !isReadAtRandom && pipeline.isFed }

    /// Tells how many rows may still be mapped.
    func limit(to rest: Int64) { budget.rest = rest }
}
