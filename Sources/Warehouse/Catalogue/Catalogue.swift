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
        columns = try connection.rows(
            "select id, name, kind, role, value_name, description from column_definition order by id"
        ).map(Catalogue.column)
        rowGroups = try connection.rows(
            "select id, file_id, first_sample_id, row_count from row_group order by first_sample_id"
        ).map(Catalogue.rowGroup)
        files = TagDictionary()
        fileCodes = [:]
        for row in try connection.rows("select id, path from file order by id") {
            guard let id = row[0].integer, let path = row[1].text else { continue }
            fileCodes[id] = files.intern(path)
        }
        dictionaries = [:]
    }

    func column(named name: String) -> ColumnDefinition? { columns.first { $0.name == name } }

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
        let statement = try connection.prepare(
            "select code, value from dictionary_value where column_id = ? order by code")
        try statement.bind([.integer(owner.id)])
        while try statement.step() {
            guard case .text(let value) = statement.value(at: 1),
                Int64(dictionary.intern(value)) == statement.integer(at: 0)
            else { throw StoreError.dictionary(column: owner.name, code: statement.integer(at: 0)) }
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

    private static func rowGroup(_ row: [SQLValue]) throws -> RowGroup {
        guard let id = row[0].integer, let file = row[1].integer, let first = row[2].integer,
            let count = row[3].integer, (1...Int64(RowGroup.maximumRowCount)).contains(count)
        else { throw StoreError.catalogue("row_group \(row[0])") }
        return RowGroup(id: id, fileID: file, firstSampleID: first, rowCount: Int(count))
    }
}
