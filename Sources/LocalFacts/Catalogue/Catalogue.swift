import Columns
import Facts
import SQLite

/// What the store says of itself: fact tables, columns, row groups, files and dictionaries, as of one moment.
package final class Catalogue {
    /// The fact tables, `samples` first.
    package private(set) var tables: [StoredFacts] = [StoredFacts(.samples, columns: [], rowGroups: [])]
    private var columnsByID: [ColumnDefinition.ID: ColumnDefinition] = [:]
    /// File paths; the code of a file in the `file` column is its place here plus one.
    private(set) var files = TagDictionary()
    private(set) var fileCodes: [Int64: UInt32] = [:]
    /// Why the row groups are not those that were written; nil if they are. No relation gives rows of such a store.
    package private(set) var damage: StoreError?
    /// Verifies the checksum of each small table when the table is first read.
    package let verifier: TableVerifier
    private var dictionaries: [ColumnDefinition.ID: TagDictionary] = [:]
    /// The engines of outside tables. They last, because some take seconds to start.
    var engines: [EngineLocation: any FactEngine] = [:]
    private let makeEngine: EngineMaker
    private let connection: Connection

    /// Makes the engine of a location, beside the connection of the store.
    package typealias EngineMaker = (EngineLocation, Connection) throws -> any FactEngine

    /// Empty until the first `reload`.
    ///
    /// - Parameter makeEngine: is called once for each location of an outside table.
    package init(connection: Connection, makeEngine: @escaping EngineMaker) {
        self.connection = connection
        self.makeEngine = makeEngine
        verifier = TableVerifier(connection)
    }

    /// Reads the catalogue of the state that the connection sees, and verifies it.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func reloadVerified() throws {
        let wasSuspended = verifier.isSuspended
        verifier.isSuspended = true
        defer { verifier.isSuspended = wasSuspended }
        try verifier.reload()
        try reload()
        if let found = try verifier.catalogueDamage() { damage = damage ?? found }
    }

    /// Verifies that the paths of files are those that were written.
    ///
    /// - Throws: `StoreError.table`.
    func requireFiles() throws {
        if let table = CheckedTable.named["file"], let damage = verifier.damage(of: table) { throw damage }
    }

    /// Reads the catalogue again; dictionaries follow when they are next used.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func reload() throws {
        let hasTables = try FactTable.areRecorded(on: connection)
        let columns = try connection.rows(Catalogue.columnQuery(hasTables)).map(Catalogue.column)
        columnsByID = Dictionary(columns.map { ($0.id, $0) }) { first, _ in first }
        let columnsByTable = Dictionary(grouping: columns, by: \.factTableID)
        let groups = try rowGroups(hasTables)
        var known = try FactTable.all(on: connection)
        if known.first?.isSamples != true {
            damage = damage ?? StoreError.catalogue("fact_table")
            known.insert(.samples, at: 0)
        }
        let outside = try StoredOutsideTable.all(on: connection)
        tables = try known.map { table in
            let columns = columnsByTable[table.id] ?? []
            guard let stored = outside[table.id] else {
                return StoredFacts(table, columns: columns, rowGroups: groups[table.id] ?? [])
            }
            let facts = OutsideFacts(
                stored, columns: columns, engine: try engine(of: stored.location), connection: connection)
            return StoredFacts(
                table, columns: columns, rowGroups: facts.rowGroups(of: table.id), outside: facts)
        }
        files = TagDictionary()
        fileCodes = [:]
        for row in try connection.rows("select id, path from file order by id") {
            guard let id = row[0].integer, let path = row[1].text else { continue }
            fileCodes[id] = files.intern(path)
        }
        for facts in tables {
            if let outside = facts.outside {
                fileCodes[outside.fileID(of: facts.table.id)] = files.intern(outside.name)
            }
        }
        dictionaries = [:]
    }

    /// The engine of an outside table, made when it is first needed.
    ///
    /// - Throws: `EngineError`.
    package func engine(of location: EngineLocation) throws -> any FactEngine {
        if let known = engines[location] { return known }
        let made = try makeEngine(location, connection)
        engines[location] = made
        return made
    }

    /// The columns of all fact tables. A store of an earlier format has no other table than `samples`.
    private static func columnQuery(_ hasTables: Bool) -> String {
        let further = hasTables ? "fact_table_id, meaning, entity_table_id" : "1, null, null"
        return """
            select id, name, kind, role, value_name, description, \(further) from column_definition
            order by id
            """
    }

    /// Reads the row groups by fact table, and compares them with each other and with the counts of their files.
    private func rowGroups(_ hasTables: Bool) throws -> [FactTable.ID: [RowGroup]] {
        var groups: [FactTable.ID: [RowGroup]] = [:]
        damage = nil
        let contents = try RowGroupContent.all(on: connection)
        var missing: [Int64: Int64] = [:]
        var nextIDs: [FactTable.ID: Int64] = [:]
        // One statement, so that a concurrent load is seen before or after a row group, never in the middle.
        let rows = try connection.rows(
            """
            select row_group.id, row_group.file_id, row_group.first_sample_id, row_group.row_count, file.id,
                file.rows_stored, \(hasTables ? "row_group.fact_table_id" : "1")
            from file
                full join row_group on row_group.file_id = file.id
            order by row_group.first_sample_id
            """)
        for row in rows {
            if let file = row[4].integer { missing[file] = missing[file] ?? row[5].integer }
            if row[0] == .null { continue }
            guard let group = Catalogue.rowGroup(row, contents), let table = row[6].integer,
                group.firstSampleID == nextIDs[table] ?? 1
            else {
                damage = damage ?? StoreError.catalogue("row_group \(row[0].integer ?? 0)")
                continue
            }
            nextIDs[table] = group.firstSampleID + Int64(group.rowCount)
            missing[group.fileID, default: 0] -= Int64(group.rowCount)
            groups[table, default: []].append(group)
        }
        if let file = missing.filter({ $0.value != 0 }).keys.min() {
            damage = damage ?? StoreError.catalogue("the row groups of file \(file)")
        }
        return groups
    }

    /// The fact table that every store has.
    package var samples: StoredFacts { tables[0] }

    /// A fact table by its id; nil if there is none.
    package func table(id: FactTable.ID) -> StoredFacts? { tables.first { $0.table.id == id } }

    /// The fact table that SQL means by a name.
    package func table(named name: String) -> StoredFacts? { tables.first { SQLName($0.table.name) == SQLName(name) } }

    /// The columns of all fact tables.
    package var columns: [ColumnDefinition] { tables.flatMap(\.columns) }

    package func column(id: ColumnDefinition.ID) -> ColumnDefinition? { columnsByID[id] }

    /// The column of a role in the fact table of another column.
    func column(role: ColumnRole, beside column: ColumnDefinition) -> ColumnDefinition? {
        table(id: column.factTableID)?.column(role: role)
    }

    /// The column whose dictionary a column's codes are of: lists share that of their single values.
    package func dictionaryOwner(of column: ColumnDefinition) -> ColumnDefinition {
        column.role?.singular.flatMap { self.column(role: $0, beside: column) } ?? column
    }

    /// The values of a column's codes, read on first use.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func dictionary(of column: ColumnDefinition) throws -> TagDictionary {
        let owner = dictionaryOwner(of: column)
        if let dictionary = dictionaries[owner.id] { return dictionary }
        var dictionary = TagDictionary()
        var checksum: Int64?
        let statement = try connection.prepare(
            """
            select null as code, null as value, checksum from dictionary where column_id = ?1
            union all
            select code, value, null from dictionary_value where column_id = ?1
            order by code
            """)
        try statement.bind([.integer(owner.id)])
        while try statement.step() {
            if statement.isNull(at: 0) {
                checksum = statement.integer(at: 2)
                continue
            }
            guard case .text(let value) = statement.value(at: 1),
                Int64(dictionary.intern(value)) == statement.integer(at: 0)
            else { throw StoreError.dictionary(column: owner.name, code: statement.integer(at: 0)) }
        }
        guard checksum == (dictionary.count == 0 ? nil : Int64(bitPattern: dictionary.checksum)) else {
            throw StoreError.dictionaryChecksum(column: owner.name)
        }
        dictionaries[owner.id] = dictionary
        return dictionary
    }

    private static func column(_ row: [SQLValue]) throws -> ColumnDefinition {
        guard let id = row[0].integer, let name = row[1].text, let kind = row[2].text.flatMap(ColumnKind.init)
        else { throw StoreError.catalogue("column_definition \(row[0])") }
        return ColumnDefinition(
            id: id, factTableID: row[6].integer ?? 0, name: name, kind: kind,
            role: row[3].text.flatMap(ColumnRole.init), valueName: row[4].text, description: row[5].text,
            meaning: row[7].text.flatMap(ColumnMeaning.init), entityTableID: row[8].integer)
    }

    package static func rowGroup(_ row: [SQLValue], _ contents: [Int64: RowGroupContent]?) -> RowGroup? {
        guard let id = row[0].integer, let file = row[1].integer, let first = row[2].integer,
            let count = row[3].integer, (1...Int64(RowGroup.maximumRowCount)).contains(count)
        else { return nil }
        return RowGroup(
            id: id, fileID: file, firstSampleID: first, rowCount: Int(count), content: contents?[id])
    }
}
