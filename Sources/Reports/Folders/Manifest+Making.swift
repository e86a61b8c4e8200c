import Foundation
import LocalFacts
import SQLite
import Tabular
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
                    matchingSamples: try matchingSamples(of: result.report),
                    population: try population(of: result.report), rows: result.rows.count)
            },
            outputs: [])
    }

    /// The number of samples that meet the condition, if there is a condition on samples.
    private func matchingSamples(of report: ReportDefinition) throws -> Int64? {
        let isOnSamples = report.parameters.contains { $0.name == "where" && $0.kind == .condition(on: "samples") }
        guard isOnSamples, let condition = parameters["where"]?.plainText else { return nil }
        return try store.connection.value("select coalesce(sum(n), 0) from samples where (\(condition))").integer
    }

    /// The first table that a report needs; nil if that is, or another one is, of samples.
    private func population(of report: ReportDefinition) throws -> Manifest.Population? {
        let relations = report.needs.compactMap { need in store.relations.first { $0.name == need.relation } }
        guard let relation = relations.first, !relations.contains(where: { $0.table == "samples" }),
            let table = store.factTables.first(where: { $0.name == relation.table })
        else { return nil }
        let isOnTable = report.parameters.contains { $0.name == "where" && $0.kind == .condition(on: relation.name) }
        let condition = isOnTable ? parameters["where"]?.plainText : nil
        let name = SQLName.quoted(table.name)
        return Manifest.Population(
            table: table.name, noun: table.rowNoun,
            datasets: try store.connection.rows(
                "select distinct dataset from \(name) where dataset is not null order by 1"
            )
            .compactMap { $0[0].text },
            rows: try store.connection.value("select coalesce(sum(n), 0) from \(name)").integer ?? 0,
            matching: try condition.flatMap {
                try store.connection.value("select coalesce(sum(n), 0) from \(name) where (\($0))").integer
            })
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
        let tables = try store.outsideTables().map { try Manifest.Outside($0, store) }
        outside = tables.isEmpty ? nil : tables
        definitions = try Manifest.Definition.all(of: store, profiles: files.compactMap(\.profile))
    }
}

extension Manifest.Outside {
    init(_ table: OutsideTableDescription, _ store: Store) throws {
        self.table = table.name
        engine = table.location.engine
        // As for files, without the folders of a machine.
        name =
            table.location.isParquet
            ? table.location.table.split(separator: ",").map { URL(filePath: "\($0)").lastPathComponent }
                .joined(separator: ",") : table.location.table
        snapshot = table.snapshot
        // The path of a user's own profile is of a machine.
        profile = table.options["profile"].map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
        rows = table.rowCount
        datasets = try store.connection.rows(
            "select distinct dataset from \(SQLName.quoted(table.name)) where dataset is not null order by 1"
        ).compactMap { $0[0].text }
    }
}

extension Manifest {
    /// Where all tables are from, in a few lines.
    var provenance: [String] {
        let rejected = store.files.reduce(0) { $0 + $1.rejected }
        let skipped = store.files.reduce(0) { $0 + $1.skipped }
        let count = store.files.count
        let others = (store.outside ?? []).map { "\($0.engine) table \($0.name) (\($0.snapshot))" }
        let origin = ["\(count) \(count == 1 ? "file" : "files") (\(rejected) rows rejected, \(skipped) skipped)"]
        return [
            "cultivar \(cultivar), store \(store.fingerprint): \(store.samples) samples of "
                + (others.isEmpty ? origin : (count == 0 ? [] : origin) + others).joined(separator: " and ")
        ]
    }

    func origin(of result: ReportResult) -> TableOrigin {
        TableOrigin(lines: provenance(of: result), corpus: corpus(of: result))
    }

    /// The data sets and the number of samples: Corpus: blend (n = 12,345 samples).
    func corpus(of result: ReportResult) -> String {
        let table = tables.first { $0.name == result.name }
        guard let population = table?.population else { return corpus(matching: table?.matchingSamples) }
        return corpus(
            of: population.datasets, matching: population.matching, of: population.rows, noun: population.noun)
    }

    /// The same of a folder.
    var corpus: String { corpus(matching: nil) }

    private func corpus(matching: Int64?) -> String {
        var names: [String] = []
        for file in store.files where !names.contains(file.dataset) { names.append(file.dataset) }
        for table in store.outside ?? [] where table.table == FactTable.samples.name {
            names += table.datasets.filter { !names.contains($0) }
        }
        return corpus(of: names, matching: matching, of: Int64(store.samples), noun: "sample")
    }

    private func corpus(of names: [String], matching: Int64?, of rows: Int64, noun: String) -> String {
        let name = names.count > 3 ? "\(names.count) data sets" : names.joined(separator: ", ")
        let part = matching.map { "\(Rounding.grouped($0)) of " } ?? ""
        let count = "n = \(part)\(Rounding.grouped(rows)) \(noun)s"
        // Rows that the program computed, such as pairs, may be of no data set.
        return name.isEmpty ? count : "Corpus: \(name) (\(count))"
    }

    /// The origin of one table, with its parameters. Its statement and the files' hashes are in the manifest.
    func provenance(of result: ReportResult) -> [String] {
        let parameters = result.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        return provenance
            + ["report \(result.name)" + (parameters.isEmpty ? "" : ": " + parameters.joined(separator: ", "))]
            .map { $0.replacing("\n", with: " ") } + ["statement, files and their hashes: \(Manifest.fileName)"]
    }
}
