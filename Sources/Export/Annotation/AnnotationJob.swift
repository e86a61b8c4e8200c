import Parquet
import Tabular
import Warehouse

/// Adds the tags of a store to the files that its samples came from. The upstream data set has responses and scores;
/// the tagged one often has only the prompt and no id. So they are joined by the text.
public final class AnnotationJob {
    private let store: Store
    private let request: AnnotationRequest
    private let report: (AnnotationProgress) -> Void
    private let clock = ContinuousClock()

    /// - Parameter report: receives the progress, several times a second.
    public init(
        store: Store, request: AnnotationRequest, report: @escaping (AnnotationProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.request = request
        self.report = report
    }

    /// Writes the files. If it fails, previous files of these names are unchanged.
    ///
    /// - Throws: `ExportError`, `ReadError`, `ParquetError`, `OutputError`, `StoreError`, `SQLError`.
    /// - Complexity: memory holds an entry of some 40 bytes for each distinct text of the samples, the combinations of
    ///   tags that occur, and a batch of records.
    public func run() throws -> AnnotationResult {
        let start = clock.now
        let plan = try AnnotationPlan(request)
        var builder = try TagIndexBuilder(store: store, columns: request.columns, condition: request.condition)
        let total = builder.sampleCount
        let index = try builder.build { [self] in report(.indexing($0, of: total, elapsed: clock.now - start)) }
        let columns = builder.combinations.columns.map(\.name)
        var prefixes = [String](repeating: "", count: columns.count)
        while true {
            do {
                let names = zip(prefixes, columns).map { $0 + $1 }
                var result = try annotate(plan, index, builder.combinations, names: names, since: start)
                result.columns = names
                result.renamed = zip(prefixes, names).filter { !$0.0.isEmpty }.map(\.1)
                result.textCount = index.textCount
                result.elapsed = clock.now - start
                return result
            } catch let collision as NameCollision {
                for column in columns.indices where collision.names.contains(prefixes[column] + columns[column]) {
                    prefixes[column] += AnnotationRequest.prefix
                }
            }
        }
    }

    private func annotate(
        _ plan: AnnotationPlan, _ index: TagIndex, _ combinations: TagCombinations, names: [String],
        since start: ContinuousClock.Instant
    ) throws -> AnnotationResult {
        let side = try AtomicFile(path: plan.sidePath)
        let matcher = AnnotationMatcher(index, combinations, side: side)
        let fields = TagFields(combinations, names: names, listSeparator: request.listSeparator)
        var result = AnnotationResult()
        result.sidePath = plan.sidePath
        var files = [side]
        for output in plan.outputs {
            let file = try AtomicFile(path: output.path)
            files.append(file)
            let sink = CountingSink(file)
            let annotator = try makeAnnotator(output, matcher, fields, combinations, sink)
            let seenBefore = matcher.counts.seen - matcher.counts.rejected
            for input in output.inputs {
                try annotator.annotate(input.path) { [self] records in
                    report(.annotating(path: input.path, records: records, elapsed: clock.now - start))
                }
            }
            try annotator.finish()
            try file.seal()
            let rows = matcher.counts.seen - matcher.counts.rejected - seenBefore
            result.files.append(ExportedFile(path: output.path, rows: rows, bytes: sink.byteCount))
        }
        try matcher.finish()
        for file in files { try file.commit() }
        result.counts = matcher.counts
        return result
    }

    private func makeAnnotator(
        _ output: AnnotationPlan.Output, _ matcher: AnnotationMatcher, _ fields: TagFields,
        _ combinations: TagCombinations, _ sink: any TextSink
    ) throws -> any UpstreamAnnotator {
        let first = output.inputs[0]
        switch first.format {
        case .json: return try JSONAnnotator(request.textColumn, matcher, fields, sink: sink)
        case .csv(let separator, let columns, let header):
            return try CSVAnnotator(
                request.textColumn, columns: columns, header: header, separator: separator, file: first.path, matcher,
                fields,
                sink: sink)
        case .parquet(let file):
            return try ParquetAnnotator(
                request.textColumn, first: file, matcher, combinations, names: fields.names,
                options: ParquetWriterOptions(createdBy: "cultivar version \(request.version)"),
                keyValues: [
                    KeyValue(key: "cultivar.version", value: request.version),
                    KeyValue(key: "cultivar.store", value: try store.contentFingerprint()),
                ], sink: sink)
        }
    }
}
