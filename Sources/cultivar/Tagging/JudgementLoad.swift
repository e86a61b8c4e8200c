import Ingest
import LocalFacts
import SQLite
import Tabular
import Tagging
import Warehouse

/// Writes judgements into the store's table of that name, one load for each call.
struct JudgementLoad {
    struct Account: Equatable {
        var kept = 0
        /// Rows of the table.
        var rows = 0
        /// The store has them already.
        var known = 0
        /// Others than the store has for the same rater, text and dimension.
        var contradictions: [String] = []
    }

    static let table = "judgements"
    private static let batch = 4_096

    let store: Store
    let arguments: [String]
    /// What the load history calls the origin.
    let path: String
    let format: String

    /// Stores judgements, except those that the store has.
    ///
    /// - Parameter rejects: those that cannot be stored, with their place.
    /// - Throws: `StoreError`, `SQLError`.
    func run(_ judgements: [Judgement], rejects: [RejectRecord] = []) throws -> Account {
        let known = try knownValues(of: Set(judgements.map(\.tagger)))
        let values = try JudgementValues()
        var account = Account()
        var rejects = rejects
        var new: [Judgement] = []
        for judgement in judgements {
            let given = judgement.values.map { values.value($0, of: judgement.dimension) }.sorted()
            guard let stored = known[Self.key(judgement)] else {
                new.append(judgement)
                continue
            }
            if stored == Set(given) {
                account.known += 1
                continue
            }
            let reason =
                "\(judgement.tagger) has judged this text in \(judgement.dimension) before, as "
                + (stored.isEmpty ? "none" : stored.sorted().joined(separator: "; "))
            account.contradictions.append("line \(judgement.place): \(reason)")
            rejects.append(
                RejectRecord(
                    row: nil, line: judgement.place, byteOffset: nil, column: judgement.dimension, reason: reason,
                    excerpt: judgement.values.joined(separator: "; "), code: "judged_before"))
        }
        let facts = try SampleFacts(store: store, ids: new.flatMap(\.samples))
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(profile: Self.table, arguments: arguments, version: Release.version))
        try load.resolvePlacesAndLanguages()
        let writer = try writer(load)
        let columns = try Columns(writer)
        for start in stride(from: 0, to: new.count, by: Self.batch) {
            let part = new[start..<min(start + Self.batch, new.count)]
            let batch = try columns.batch(part, facts, values, after: account.rows)
            try writer.append(batch)
            account.rows += batch.rowCount
            account.kept += part.count
        }
        for reject in rejects { writer.reject(reject) }
        writer.skip(Int64(account.known), because: "the store has this judgement")
        try writer.finish(contentHash: nil)
        try load.finish()
        return account
    }

    private func writer(_ load: LoadWriter) throws -> FileWriter {
        guard let table = try ShippedTable(Self.table) else { throw StoreError.table(name: Self.table) }
        return try load.begin(
            FileDescription(
                path: path, dataset: Self.table, format: format, byteCount: nil, headHash: nil, table: table.template))
    }

    private static func key(_ judgement: Judgement) -> String {
        "\(judgement.item)\u{1F}\(judgement.tagger)\u{1F}\(judgement.dimension)"
    }

    /// The values that the store has of some raters, by text, rater and dimension.
    private func knownValues(of taggers: Set<String>) throws -> [String: Set<String>] {
        guard store.factTables.contains(where: { $0.name == Self.table }) else { return [:] }
        let names = taggers.sorted()
        let statement = try store.connection.prepare(
            "select item, tagger, dimension, value from \(Self.table) where tagger in (select value from json_each(?))")
        try statement.bind([.text(JSONText.array(names))])
        var known: [String: Set<String>] = [:]
        while try statement.step() {
            let row = (0..<3).map { statement.value(at: $0).text ?? "" }
            let key = row.joined(separator: "\u{1F}")
            known[key, default: []].formUnion(statement.value(at: 3).text.map { [$0] } ?? [])
        }
        return known
    }

    /// The columns of the table.
    private struct Columns {
        private let writer: FileWriter
        private let tags: [ColumnDefinition]
        private let sample: ColumnDefinition
        private static let tagNames = [
            "item", "tagger", "kind", "dimension", "value", "stage", "source", "language",
        ]

        init(_ writer: FileWriter) throws {
            guard let table = try ShippedTable(JudgementLoad.table) else {
                throw StoreError.table(name: JudgementLoad.table)
            }
            self.writer = writer
            try writer.addColumns(
                Self.tagNames.map { table.column($0, .tag) } + [table.column("sample", .integer)])
            tags = try Self.tagNames.map { try writer.column(table.column($0, .tag)) }
            sample = try writer.column(table.column("sample", .integer))
        }

        /// One row per sample and value, one per sample for a judgement without a value.
        func batch(
            _ judgements: ArraySlice<Judgement>, _ facts: SampleFacts, _ values: JudgementValues, after count: Int
        ) throws -> SampleBatch {
            var codes = tags.map { _ in [UInt32]() }
            var samples: [Int64?] = []
            for judgement in judgements {
                let given = judgement.values.map { values.value($0, of: judgement.dimension) }
                for sample in judgement.samples {
                    for value in given.isEmpty ? [nil] : given.map(Optional.some) {
                        let facts = facts[sample]
                        let row: [String?] = [
                            judgement.item.description, judgement.tagger, judgement.kind.rawValue,
                            judgement.dimension, value, facts?.stage, facts?.source, facts?.language,
                        ]
                        for (index, text) in row.enumerated() {
                            codes[index].append(try text.map { try code(of: $0, in: tags[index]) } ?? 0)
                        }
                        samples.append(sample)
                    }
                }
            }
            let places = samples.indices.map { Int64(count + $0 + 1) }
            return SampleBatch(
                rowCount: samples.count, recordNumbers: places, recordsRead: places.last ?? Int64(count),
                columns: zip(tags, codes).map { ($0, .tags($1)) } + [(sample, .integers(orNull: samples))])
        }

        private func code(of text: String, in column: ColumnDefinition) throws -> UInt32 {
            var text = text
            return try text.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: column) }
        }
    }
}
