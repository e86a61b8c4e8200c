import LocalFacts
import Parquet
import Tabular
import Warehouse

/// Runs an export: selects rows, draws a sample, gives markers, writes files.
public final class ExportJob {
    private let store: Store
    private let request: ExportRequest
    private let report: (ExportProgress) -> Void
    private let clock = ContinuousClock()

    /// - Parameter report: receives the progress, several times a second.
    public init(store: Store, request: ExportRequest, report: @escaping (ExportProgress) -> Void = { _ in }) {
        self.store = store
        self.request = request
        self.report = report
    }

    /// Writes the files. If it fails, previous files of these names are unchanged.
    ///
    /// - Throws: `ExportError`, `StoreError`, `SQLError`, `OutputError`, `ParquetWriterError`.
    /// - Complexity: memory holds a row group of the store and one of the file, one bit per sample, and for a random
    ///   draw 12 bytes for each row that it is drawn from.
    public func run() throws -> ExportResult {
        let start = clock.now
        var result = ExportResult()
        let (source, exported) = try makeSource()
        var rows = try knownRows(source)
        result.selected = rows?.count ?? 0
        if let count = request.sample, let selected = rows {
            let cells = request.balance.isEmpty ? nil : try source.cells(of: selected, by: request.balance)
            let draw = Draw(count, of: selected, cells: cells, seed: request.seed)
            rows = draw.rows
            result.cells = request.balance.isEmpty ? [] : draw.cells
        }

        let sourceColumns = request.format.needsTypes ? try source.typedColumns() : source.columns
        let marking = try request.markers.map {
            try Marking($0, columns: sourceColumns, textColumn: try textColumn(), seed: request.seed)
        }
        let layout = try OutputLayout(
            columns: sourceColumns, exported: exported, textColumn: request.markers == nil ? nil : try textColumn(),
            marking: marking, options: request.markers)
        result.columns = layout.columns.map(\.name)
        let plan = ShardPlan(path: request.path, shards: request.shards, rowCount: rows?.count)
        let keyValues = try keyValues()
        let writer = ShardWriter(plan) { [self] in try makeEncoder(layout.columns, keyValues, sink: $0) }
        var written = 0
        try forEachBatch(of: rows, in: source) { batch in
            try writer.write(layout.batch(batch))
            written += batch.rowCount
            report(ExportProgress(rows: written, rowsTotal: rows?.count, elapsed: clock.now - start))
        }
        try writer.finish()
        result.files = writer.written
        result.strayShards = plan.strayShards()
        if rows == nil { result.selected = written }
        result.markers = marking?.counts
        result.elapsed = clock.now - start
        return result
    }

    /// The source, and how many of its columns are exported; the following ones are only for markers.
    private func makeSource() throws -> (any RowSource, exported: Int) {
        switch request.rows {
        case .statement(let sql, let parameters):
            guard request.markers == nil else { throw ExportError.needsSamples(option: "--markers") }
            let source = try StatementSource(store: store, sql: sql, parameters: parameters)
            return (source, source.columns.count)
        case .relation(let name, let columns, let condition) where name.lowercased() == "samples":
            let exported = columns.isEmpty ? try SampleReader.columnsWithValues(in: store) : columns
            var seen = Set<String>()
            for name in exported where !seen.insert(name.lowercased()).inserted { throw ExportError.columnTwice(name) }
            let needed = try request.markers.map { [try textColumn()] + Marking.columns(of: $0) } ?? []
            let further = needed.filter { seen.insert($0.lowercased()).inserted }
            return (
                try SampleSource(
                    store: store, columns: exported + further, condition: condition, isAsWritten: request.isAsWritten),
                exported.count
            )
        case .relation(let name, let columns, let condition):
            guard request.markers == nil else { throw ExportError.needsSamples(option: "--markers") }
            let source = try StatementSource(store: store, relation: name, columns: columns, condition: condition)
            return (source, source.columns.count)
        }
    }

    /// The rows to write, nil for all of a statement that need not be counted first.
    private func knownRows(_ source: any RowSource) throws -> RowSet? {
        let isCounted = source is SampleSource || request.sample != nil || request.shards > 1
        return isCounted ? try source.selectedRows() : nil
    }

    private func textColumn() throws -> String {
        guard let column = store.columns.first(where: { $0.role == .text }) else {
            throw ExportError.noTextColumn(store: store.path)
        }
        return column.name
    }

    private func forEachBatch(
        of rows: RowSet?, in source: any RowSource, _ body: (ExportBatch) throws -> Void
    ) throws {
        let batches = BatchAhead(source, rows: rows)
        guard request.isShuffled else { return try batches.forEachBatch(body) }
        let shuffle = try Shuffle(seed: request.seed, rowCount: rows?.count, beside: request.path)
        try batches.forEachBatch { try shuffle.add($0) }
        try shuffle.forEachBatch(body)
    }

    private func makeEncoder(
        _ columns: [ExportColumn], _ keyValues: [KeyValue], sink: any TextSink
    ) throws -> any BatchEncoder {
        let settings = EncoderSettings(
            columns: columns, keyValues: keyValues,
            isStream: request.path == "-" || AtomicFile.isSpecial(request.path), compression: request.compression,
            listSeparator: request.listSeparator, version: request.version)
        return try request.format.makeEncoder(settings, sink)
    }

    /// Metadata about the origin of the file.
    private func keyValues() throws -> [KeyValue] {
        var pairs = [("cultivar.version", request.version), ("cultivar.store", try store.contentFingerprint())]
        switch request.rows {
        case .statement(let sql, _): pairs.append(("cultivar.statement", sql))
        case .relation(let name, _, let condition):
            pairs.append(("cultivar.relation", name))
            if let condition { pairs.append(("cultivar.where", condition.sql)) }
        }
        if request.sample != nil || request.isShuffled || request.markers != nil {
            pairs.append(("cultivar.seed", String(request.seed)))
        }
        if let count = request.sample { pairs.append(("cultivar.sample", String(count))) }
        if !request.balance.isEmpty { pairs.append(("cultivar.balance", request.balance.joined(separator: ","))) }
        if let markers = request.markers { pairs.append(("cultivar.markers", markers.template.source)) }
        return pairs.map { KeyValue(key: $0.0, value: $0.1) }
    }
}
