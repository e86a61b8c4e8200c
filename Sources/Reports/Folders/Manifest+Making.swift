import Foundation
import Warehouse

extension ReportRunner {
    /// Where these results are from; the outputs are yet to come.
    ///
    /// - Parameter asked: the names of reports as they were typed.
    /// - Throws: `SQLError`, `StoreError`.
    func manifest(
        of results: [ReportResult], asked: [String], omitted: [Omission], options: ReportFileOptions
    ) throws -> Manifest {
        Manifest(
            cultivar: options.version, store: try Manifest.Source(store),
            requests: [
                Manifest.Request(
                    reports: asked, parameters: parameters.mapValues(ParameterValue.text),
                    formats: options.formats.map(\.rawValue), siunitx: options.usesSIUnits,
                    bom: options.hasByteOrderMark, columns: options.columns, width: options.width?.rawValue,
                    omitted: omitted.map { Manifest.Omission(report: $0.report.name, reason: "\($0.reason)") })
            ],
            tables: try results.map { result in
                Manifest.Table(
                    name: result.name, request: 1, title: result.report.title, parameters: result.parameters,
                    sql: result.sql,
                    matchingSamples: try matchingSamples(of: result.report), rows: result.rows.count)
            },
            outputs: [])
    }

    /// The number of samples that meet the condition, if there is a condition on samples.
    private func matchingSamples(of report: ReportDefinition) throws -> Int64? {
        let isOnSamples = report.parameters.contains { $0.name == "where" && $0.kind == .condition(on: "samples") }
        guard isOnSamples, let condition = parameters["where"]?.plainText else { return nil }
        return try store.connection.value("select coalesce(sum(n), 0) from samples where (\(condition))").integer
    }
}

extension Manifest.Source {
    init(_ store: Store) throws {
        fingerprint = try store.contentFingerprint()
        samples = store.sampleCount
        files = try store.files().map { file in
            Manifest.File(
                name: URL(filePath: file.path).lastPathComponent, dataset: file.dataset, sha256: file.contentHash,
                bytes: file.byteCount, profile: file.profile, stored: file.counts.stored,
                rejected: file.counts.rejected, skipped: file.counts.skipped)
        }
        definitions = try Manifest.Definition.all(of: store, profiles: files.compactMap(\.profile))
    }
}

extension Manifest {
    /// Where all tables are from, in a few lines.
    var provenance: [String] {
        let rejected = store.files.reduce(0) { $0 + $1.rejected }
        let skipped = store.files.reduce(0) { $0 + $1.skipped }
        let count = store.files.count
        return [
            "cultivar \(cultivar), store \(store.fingerprint): \(store.samples) samples of \(count) \(count == 1 ? "file" : "files")"
                + " (\(rejected) rows rejected, \(skipped) skipped)"
        ]
    }

    func origin(of result: ReportResult) -> TableOrigin {
        TableOrigin(lines: provenance(of: result), corpus: corpus(of: result))
    }

    /// The data sets and the number of samples: Corpus: blend (n = 12,345 samples).
    func corpus(of result: ReportResult) -> String {
        let matching = tables.first { $0.name == result.name }?.matchingSamples
        return corpus(matching: matching)
    }

    /// The same of a folder.
    var corpus: String { corpus(matching: nil) }

    private func corpus(matching: Int64?) -> String {
        var names: [String] = []
        for file in store.files where !names.contains(file.dataset) { names.append(file.dataset) }
        let name = names.count > 3 ? "\(names.count) data sets" : names.joined(separator: ", ")
        let all = Rounding.grouped(Int64(store.samples))
        let count = matching.map { "n = \(Rounding.grouped($0)) of \(all) samples" } ?? "n = \(all) samples"
        return "Corpus: \(name) (\(count))"
    }

    /// The origin of one table, with its parameters. Its statement and the files' hashes are in the manifest.
    func provenance(of result: ReportResult) -> [String] {
        let parameters = result.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        return provenance
            + ["report \(result.name)" + (parameters.isEmpty ? "" : ": " + parameters.joined(separator: ", "))]
            .map { $0.replacing("\n", with: " ") } + ["statement, files and their hashes: \(Manifest.fileName)"]
    }
}
