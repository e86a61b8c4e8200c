import Foundation
import Readers
import SQLite
import Warehouse

extension OwnTable {
    /// Makes the table in a store's connection, as a temporary one.
    ///
    /// Its columns are those of the files in the order in which they first occur; each has the type that keeps all of
    /// its values. Cells that are empty are null. Lists and structures are JSON text.
    ///
    /// Records of CSV with fewer cells than columns have nulls at their end; records with more cells add columns.
    ///
    /// - Parameter reading: how the files are written; overrides what is detected.
    /// - Throws: `OwnTableError`; `ReadError` if a file cannot be read to its end, and then there is no table;
    ///   `IngestError.notFound`, `SQLError`.
    public func load(into store: Store, reading: ReadingOverride = ReadingOverride()) throws -> OwnTableAccount {
        try OwnTableLoad(self, store, reading).run()
    }
}

/// Makes one table: the rows are kept as they are read, then stored with the types of their columns.
private final class OwnTableLoad {
    private let table: OwnTable
    private let connection: Connection
    private var options: ReaderOptions
    private var account: OwnTableAccount
    private var names: [String] = []
    private var typings: [ColumnTyping] = []
    private var columns: [String: Int] = [:]
    private var row = RecordedRow()
    private var emptyFile: String?
    private let fields = JSONFields()

    /// Where rows are kept until the types are known.
    private static let recording = SQLName.quoted("rows of one's own")
    /// SQLite's own limit.
    private static let mostColumns = 2_000

    init(_ table: OwnTable, _ store: Store, _ reading: ReadingOverride) throws {
        self.table = table
        options = reading.applied(to: ReaderOptions())
        options.csv.ragged = .keep
        connection = store.connection
        account = OwnTableAccount(table: table)
        guard try !store.hasRelation(named: table.name) else { throw OwnTableError.hidesRelation(table.name) }
        let taken = try connection.value(
            "select 1 from sqlite_temp_schema where name = ? collate nocase", .text(table.name))
        guard taken == .null else { throw OwnTableError.exists(table.name) }
    }

    func run() throws -> OwnTableAccount {
        // SQLite forgets an interrupt when no statement runs, so one statement stays open.
        let pending = try connection.prepare("values (1), (2)")
        _ = try pending.step()
        try connection.execute("savepoint own_table")
        do {
            try connection.execute("create temp table \(OwnTableLoad.recording) (bytes blob)")
            for file in try files() { try record(file) }
            if names.isEmpty, let emptyFile { throw ReadError.noHeader(file: emptyFile) }
            guard !names.isEmpty else { throw OwnTableError.noColumns(path: table.path) }
            try store()
            try connection.execute("drop table temp.\(OwnTableLoad.recording)")
            try connection.execute("release own_table")
        } catch {
            try? connection.execute("rollback to own_table")
            try? connection.execute("release own_table")
            throw error
        }
        guard account.seen == account.stored + account.rejected else {
            throw OwnTableError.miscounted(
                name: table.name, seen: account.seen, stored: account.stored, rejected: account.rejected)
        }
        return account
    }

    private func files() throws -> [InputFile] {
        let files = try InputFile.files(for: [table.path])
        if let failure = files.lazy.compactMap(\.failure).first { throw failure }
        let wanted = files.filter { $0.folder == nil || $0.hasDataName && $0.kind == .file }
        guard !wanted.isEmpty else { throw OwnTableError.noFiles(table.path) }
        return wanted
    }

    private func record(_ file: InputFile) throws {
        let isStream = file.isStream
        let spooled = isStream ? try SpooledInput(of: file.location) : nil
        try withExtendedLifetime(spooled) { try record(spooled?.path ?? file.location, as: file.path) }
    }

    private func record(_ path: String, as name: String) throws {
        let insert = try connection.prepare("insert into temp.\(OwnTableLoad.recording) values (?)")
        let description: Readers.FileDescription
        do {
            description = try FileProbe.describe(path: path, options: options, records: 1)
        } catch ReadError.noHeader(let file) {
            // A part of a set without a row has often not even a header.
            emptyFile = emptyFile ?? file
            account.emptyFiles += 1
            return
        }
        let isCSV = description.format == .csv
        let hasKeys = description.format == .jsonObject
        var paths = [FieldPath.record]
        var own: [Int] = []
        if isCSV {
            paths = (description.csv?.columnNames ?? []).map { FieldPath(key: $0) }
            own = try (description.csv?.columnNames ?? []).map { try column(named: $0) }
        } else {
            if hasKeys {
                paths.append(FieldPath.recordKey)
                own = [try column(named: "key")]
            }
            // A columnar file names its columns even if it has no rows.
            for field in description.fields where description.format.isColumnar {
                if case .key(let name) = field.path.steps.first { _ = try column(named: name) }
            }
        }
        let reader = try RecordReader(path: path, options: options, projection: Projection(fields: paths))
        while let batch = try reader.nextBatch() {
            account.seen += Int64(batch.recordsRead)
            account.rejected += Int64(batch.rejects.count)
            for reject in batch.rejects where account.rejects.count < OwnTableAccount.toldRejects {
                account.rejects.append((name, reject))
            }
            account.amendments.merge(batch.amendments, uniquingKeysWith: +)
            for row in 0..<batch.rowCount {
                self.row.removeAll()
                if isCSV {
                    try recordCells(batch, row, own)
                    for (index, cell) in (batch.surplus[row] ?? []).enumerated() where !cell.isEmpty {
                        let column = try column(named: "column_\(own.count + index + 1)")
                        append(column, .string, cell, isTyped: false)
                    }
                } else {
                    if hasKeys { try recordCells(batch, row, [-1, own[0]], isTyped: true) }
                    try recordFields(batch.columns[0], row)
                }
                insert.reset()
                try insert.bind(.blob(self.row.bytes), at: 1)
                _ = try insert.step()
            }
        }
    }

    private func recordCells(_ batch: RowBatch, _ row: Int, _ own: [Int], isTyped: Bool = false) throws {
        for (index, column) in own.enumerated() where column >= 0 {
            guard let value = batch.columns[index].values(ofRow: row).first else { continue }
            let text = batch.columns[index].string(at: value)
            if !text.isEmpty || isTyped { append(column, .string, text, isTyped: isTyped) }
        }
    }

    private func recordFields(_ records: FieldColumn, _ row: Int) throws {
        for value in records.values(ofRow: row) {
            var problem: (any Error)?
            _ = records.withBytes(of: value) { bytes in
                fields.forEach(in: bytes) { name, value in
                    do {
                        let column = try column(named: name)
                        if let value { append(column, value.kind, value.text, isTyped: true) }
                    } catch {
                        problem = error
                    }
                }
            }
            if let problem { throw problem }
        }
    }

    private func append(_ column: Int, _ kind: ValueKind, _ text: String, isTyped: Bool) {
        typings[column].add(kind, text, isTyped: isTyped)
        row.append(column: column, kind, text)
    }

    /// The number of a column by its name in the files; a new number if the name is new.
    private func column(named name: String) throws -> Int {
        if let known = columns[name] { return known }
        guard names.count < OwnTableLoad.mostColumns else {
            throw OwnTableError.tooManyColumns(path: table.path, limit: OwnTableLoad.mostColumns)
        }
        names.append(name)
        typings.append(ColumnTyping())
        columns[name] = names.count - 1
        return names.count - 1
    }

    /// Makes the table from the recorded rows.
    private func store() throws {
        account.columns = zip(OwnTableLoad.unique(names), zip(names, typings)).map { name, source in
            OwnTableAccount.Column(name: name, sourceName: source.0, type: source.1.type.rawValue)
        }
        let types = typings.map(\.type)
        let definitions = account.columns.map { "\(SQLName.quoted($0.name)) \($0.type)" }
        let name = SQLName.quoted(table.name)
        try connection.execute("create temp table \(name) (\(definitions.joined(separator: ", ")))")
        let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
        let insert = try connection.prepare("insert into temp.\(name) values (\(places))")
        let recorded = try connection.prepare("select bytes from temp.\(OwnTableLoad.recording) order by rowid")
        while try recorded.step() {
            var values = [SQLValue](repeating: .null, count: names.count)
            RecordedRow.forEach(in: recorded.value(at: 0).blob ?? []) { column, kind, text in
                values[column] = types[column].value(kind, text)
            }
            insert.reset()
            try insert.bind(values)
            _ = try insert.step()
            account.stored += 1
        }
    }

    /// The names as SQL accepts them: none is empty, and no two differ only in case.
    static func unique(_ names: [String]) -> [String] {
        var taken = Set<String>()
        let given = Set(names.map { $0.lowercased() })
        return names.enumerated().map { position, name in
            let wanted = name.isEmpty ? "column_\(position + 1)" : name.replacing("\0", with: "")
            var free = wanted
            var copy = 2
            while taken.contains(free.lowercased()) || free != name && given.contains(free.lowercased()) {
                free = "\(wanted)_\(copy)"
                copy += 1
            }
            taken.insert(free.lowercased())
            return free
        }
    }
}
