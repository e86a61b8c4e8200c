import Ingest
import LocalFacts
import Parallel
import Parquet
import SQLite
import Tagging
import Warehouse

/// Puts the tags of a tagger into the columns of the samples.
struct SampleAdoption {
    struct Account: Equatable {
        var samples = 0
        var adopted = 0
        /// They keep what they have.
        var untagged = 0
        var empty = 0
    }

    /// The samples' column of a dimension.
    private struct Target {
        let dimension: String
        let column: NewColumn
        let isMany: Bool
    }

    /// Columns of several values that take the place of a column of one.
    private static let plurals = ["language": "languages", "domain": "domains", "task": "tasks"]
    private static let reserved: [ColumnRole] = [.dataset, .source, .stage, .text, .row]

    private let path: String
    private let reader: LedgerReader
    private let tagger: LedgerReader.Tagger
    private let targets: [Target]
    private let replaces: Bool

    /// - Parameter vocabulary: says which dimensions of other names have several values.
    /// - Throws: `StoreError.reservedName` for a dimension whose name is that of another column.
    init(
        path: String, reader: LedgerReader, tagger: LedgerReader.Tagger, dimensions: [String], vocabulary: Vocabulary?,
        replaces: Bool
    ) throws {
        self.path = path
        self.reader = reader
        self.tagger = tagger
        self.replaces = replaces
        targets = try dimensions.map { dimension in
            let role = ColumnRole(rawValue: dimension)
            if let role, Self.reserved.contains(role) { throw StoreError.reservedName(dimension) }
            let isPlural = [.places, .languages, .domains, .tasks].contains(role)
            let isMany =
                role == nil
                ? vocabulary?.dimensions.first { $0.name == dimension }?.isMany ?? false : isPlural
            let one = dimension.hasSuffix("s") ? String(dimension.dropLast()) : dimension + "_value"
            return Target(
                dimension: dimension,
                column: NewColumn(
                    name: dimension, kind: isMany ? .tags : .tag, role: role, valueName: isMany ? one : nil,
                    description: "the \(dimension) that \(tagger.identity.name) gave"),
                isMany: isMany)
        }
    }

    /// - Throws: `TagCommandError`, `StoreError`, `SQLError`; the store is as before then.
    /// - Complexity: O(samples).
    func run(_ selection: TextSelection) throws -> Account {
        let store = try Store.open(at: path, access: .readWrite)
        // Read on a connection of its own: it sees the samples as they were.
        let former = try Store.open(at: path, access: .readOnly)
        if !replaces { try refuseTagged(former) }
        let chosen = try selection.texts(of: former)
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(
                profile: nil, arguments: FileName.commandLineArguments().map(FileName.shown),
                version: Release.version))
        try load.resolvePlacesAndLanguages()
        let columns = try targets.map(\.column) + pluralColumns(former)
        let filling = try ColumnFilling(columns, load: load)
        let kept = try KeptValues(former, filling)
        var account = Account()
        try filling.run { ids in
            try values(ids, of: chosen, former, filling, kept, &account)
        }
        guard account.adopted > 0 else {
            try load.finish()
            throw TagCommandError.nothingToAdopt(tagger: tagger.identity.name)
        }
        try load.finish()
        return account
    }

    /// The columns of several values that samples of this store have beside an adopted column of one.
    private func pluralColumns(_ store: Store) throws -> [NewColumn] {
        try targets.compactMap { Self.plurals[$0.dimension] }.filter { try count(of: $0, in: store) > 0 }.compactMap {
            NewColumn(name: $0, kind: .tags, role: ColumnRole(rawValue: $0))
        }
    }

    private func refuseTagged(_ store: Store) throws {
        for target in targets {
            for name in [target.column.name, Self.plurals[target.dimension]].compactMap(\.self) {
                let samples = try count(of: name, in: store)
                if samples > 0 { throw TagCommandError.hasTags(column: name, samples: samples) }
            }
        }
    }

    /// How many samples have a value of a stored column.
    private func count(of column: String, in store: Store) throws -> Int {
        guard let known = store.columns.first(where: { SQLName($0.name) == SQLName(column) }) else { return 0 }
        let sql =
            """
            select coalesce(sum(value_count - null_count), 0) from segment where column_id = ? and part = 0
            """
        return Int(try store.connection.value(sql, .integer(known.id)).integer ?? 0)
    }

    /// The values of a row group: those of the tagger, and where it has none those that the samples had.
    private func values(
        _ ids: Range<Int64>, of chosen: StoredTexts, _ former: Store, _ filling: ColumnFilling, _ kept: KeptValues,
        _ account: inout Account
    ) throws -> [SampleBatch.Values?] {
        let wanted = chosen.ids.map { all in Set(all.lazy.filter(ids.contains)) }
        let reading = try StoredTexts(store: former, column: chosen.column, ids: Array(ids)).reading()
        var rows = try kept.rows(ids)
        var place = 0
        while let batch = try reading.nextBatch() {
            let keys = try batch.concurrentMap { TextKey(of: $0.text) }
            for (key, entry) in zip(keys, batch) {
                defer { place += 1 }
                account.samples += 1
                guard let key else {
                    account.empty += 1
                    continue
                }
                guard wanted?.contains(entry.id) ?? true, let values = try reader.values(of: tagger, key) else {
                    account.untagged += 1
                    continue
                }
                account.adopted += 1
                for (index, column) in filling.columns.enumerated() {
                    let given = index < targets.count ? values.filter { $0.dimension == targets[index].dimension } : []
                    rows[index][place] = try given.compactMap(\.value).map { try filling.code(of: $0, in: column) }
                }
            }
        }
        return zip(filling.columns, rows).map { column, rows in
            column.kind == .tag
                ? .tags(rows.map { $0.first ?? 0 })
                : .lists(lengths: rows.map { UInt32($0.count) }, codes: rows.flatMap(\.self))
        }
    }

    /// What samples had in the columns.
    private final class KeptValues {
        private let filling: ColumnFilling
        private let reader: SampleReader
        /// By column the codes for the load, by those of the reader; made when they are needed.
        private var codes: [[UInt32: UInt32]]
        private let texts: [[String?]]

        init(_ store: Store, _ filling: ColumnFilling) throws {
            self.filling = filling
            let known = Set(store.columns.map { SQLName($0.name) })
            let reader = try SampleReader(
                store: store, columns: filling.columns.map(\.name).filter { known.contains(SQLName($0)) })
            texts = try reader.columns.indices.map { try reader.values(ofColumn: $0).map(\.text) }
            codes = reader.columns.map { _ in [:] }
            self.reader = reader
        }

        /// By column the codes of each sample of a row group.
        func rows(_ ids: Range<Int64>) throws -> [[[UInt32]]] {
            var rows = filling.columns.map { _ in [[UInt32]](repeating: [], count: ids.count) }
            guard let group = reader.rowGroups.firstIndex(of: ids) else { return rows }
            var start = 0
            try reader.read(group, ids: Array(ids)) { ids, values in
                for (index, values) in values.enumerated() {
                    guard
                        let place = filling.columns.firstIndex(where: {
                            SQLName($0.name) == SQLName(reader.columns[index].name)
                        })
                    else { continue }
                    for (row, found) in try lists(values, index, filling.columns[place]).enumerated() {
                        rows[place][start + row] = found
                    }
                }
                start += ids.count
            }
            return rows
        }

        private func lists(
            _ values: SampleValues, _ index: Int, _ column: ColumnDefinition
        ) throws -> [[UInt32]] {
            switch values {
            case .codes(let given): return try given.map { $0 == 0 ? [] : [try code($0, index, column)] }
            case .lists(let lengths, let given):
                var start = 0
                return try lengths.map { length in
                    let part = given[start..<start + (length ?? 0)]
                    start += length ?? 0
                    return try part.map { try code($0, index, column) }
                }
            case .integers, .reals, .texts: return []
            }
        }

        private func code(_ given: UInt32, _ index: Int, _ column: ColumnDefinition) throws -> UInt32 {
            if let known = codes[index][given] { return known }
            let code = try texts[index][Int(given)].map { try filling.code(of: $0, in: column) } ?? 0
            codes[index][given] = code
            return code
        }
    }
}
