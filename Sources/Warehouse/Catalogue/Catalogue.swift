import Columns

/// A row group: consecutive samples of one file.
struct RowGroup: Sendable, Hashable {
    var id: Int64
    var fileID: Int64
    var firstSampleID: Int64
    var rowCount: Int

    /// A row group is written when it has this many rows.
    static let targetRowCount = 131_072
    /// No row group that this program wrote is larger; a larger claim is refused before memory is taken.
    static let maximumRowCount = 1 << 22
}

/// What the store says of itself: columns, row groups, files and dictionaries, as of one moment.
final class Catalogue {
    private(set) var columns: [ColumnDefinition] = []
    private(set) var rowGroups: [RowGroup] = []
    /// File paths; the code of a file in the `file` column is its place here plus one.
    private(set) var files = TagDictionary()
    private(set) var fileCodes: [Int64: UInt32] = [:]
    /// Why the row groups are not those that were written; nil where they are. No relation gives rows of such a store.
    private(set) var damage: StoreError?
    private var dictionaries: [ColumnDefinition.ID: TagDictionary] = [:]
    private let connection: Connection

    /// - Throws: `SQLError`, `StoreError`.
    init(connection: Connection) throws {
        self.connection = connection
        try reload()
    }

    /// Reads the catalogue anew; dictionaries follow when they are next used.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func reload() throws {
        try reloadColumns()
        try reloadRowGroups()
        files = TagDictionary()
        fileCodes = [:]
        for row in try connection.rows("select id, path from file order by id") {
            guard let id = row[0].integer, let path = row[1].text else { continue }
            fileCodes[id] = files.intern(path)
        }
        dictionaries = [:]
    }

    /// Reads the columns anew, and nothing else.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func reloadColumns() throws {
        columns = try connection.rows(
            "select id, name, kind, role, value_name, description from column_definition order by id"
        ).map(Catalogue.column)
    }

    /// Reads the row groups and holds them against each other and against the counts of their files.
    private func reloadRowGroups() throws {
        rowGroups = []
        damage = nil
        var missing: [Int64: Int64] = [:]
        var nextSampleID: Int64 = 1
        // One statement, so that a load that goes on meanwhile is seen before or after a row group, not between.
        let rows = try connection.rows(
            """
            select row_group.id, row_group.file_id, row_group.first_sample_id, row_group.row_count, file.id,
                file.rows_stored
            from file
                full join row_group on row_group.file_id = file.id
            order by row_group.first_sample_id
            """)
        for row in rows {
            if let file = row[4].integer { missing[file] = missing[file] ?? row[5].integer }
            if row[0] == .null { continue }
            guard let group = Catalogue.rowGroup(row), group.firstSampleID == nextSampleID else {
                damage = damage ?? StoreError.catalogue("row_group \(row[0].integer ?? 0)")
                continue
            }
            nextSampleID += Int64(group.rowCount)
            missing[group.fileID, default: 0] -= Int64(group.rowCount)
            rowGroups.append(group)
        }
        if let file = missing.filter({ $0.value != 0 }).keys.min() {
            damage = damage ?? StoreError.catalogue("the row groups of file \(file)")
        }
    }

    /// The column that SQL means by a name.
    func column(named name: String) -> ColumnDefinition? { columns.first { SQLName($0.name) == SQLName(name) } }

    func column(id: ColumnDefinition.ID) -> ColumnDefinition? { columns.first { $0.id == id } }

    func column(role: ColumnRole) -> ColumnDefinition? { columns.first { $0.role == role } }

    /// The column whose dictionary a column's codes are of: lists share that of their single values.
    func dictionaryOwner(of column: ColumnDefinition) -> ColumnDefinition {
        column.role?.singular.flatMap(self.column(role:)) ?? column
    }

    /// The values of a column's codes, read when first asked for.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func dictionary(of column: ColumnDefinition) throws -> TagDictionary {
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

    /// The number of samples.
    var sampleCount: Int { rowGroups.reduce(0) { $0 + $1.rowCount } }

    private static func column(_ row: [SQLValue]) throws -> ColumnDefinition {
        guard let id = row[0].integer, let name = row[1].text, let kind = row[2].text.flatMap(ColumnKind.init)
        else { throw StoreError.catalogue("column_definition \(row[0])") }
        return ColumnDefinition(
            id: id, name: name, kind: kind, role: row[3].text.flatMap(ColumnRole.init), valueName: row[4].text,
            description: row[5].text)
    }

    private static func rowGroup(_ row: [SQLValue]) -> RowGroup? {
        guard let id = row[0].integer, let file = row[1].integer, let first = row[2].integer,
            let count = row[3].integer, (1...Int64(RowGroup.maximumRowCount)).contains(count)
        else { return nil }
        return RowGroup(id: id, fileID: file, firstSampleID: first, rowCount: Int(count))
    }
}
