import LocalFacts
import Warehouse

/// The columns that a store has already, as a guess has to agree with them.
public struct StoredColumns: Sendable {
    public private(set) var columns: [ColumnDefinition]
    /// Those of these columns that a profile has filled: their kind stays.
    public let ofProfiles: Set<ColumnDefinition.ID>
    /// The tables of the store, in lower case: no relation can have their names.
    private let tables: Set<String>
    /// The place of a column by its name in lower case.
    private var places: [String: Int]
    /// Columns that are no role's.
    private(set) var ownCount: Int

    public init(
        _ columns: [ColumnDefinition] = [], ofProfiles: Set<ColumnDefinition.ID> = [],
        tables: Set<String> = Store.tableNames
    ) {
        self.columns = columns
        self.ofProfiles = ofProfiles
        self.tables = tables
        places = Dictionary(columns.indices.map { (columns[$0].name.lowercased(), $0) }) { first, _ in first }
        ownCount = columns.count { $0.role == nil }
    }

    func hasTable(named name: String) -> Bool {
        let name = name.lowercased()
        return tables.contains(name) || Store.tablePrefixes.contains { name.hasPrefix($0) }
    }

    func column(named name: String) -> ColumnDefinition? { places[name.lowercased()].map { columns[$0] } }

    /// Adds the columns that an earlier file will add.
    mutating func add(_ rules: [ColumnRule]) {
        for column in rules.map(MappedColumn.init) where column.role == nil {
            if let place = places[column.name.lowercased()] {
                columns[place].kind = column.kind
            } else {
                places[column.name.lowercased()] = columns.count
                ownCount += 1
                // No stored column has such an id.
                let id = -Int64(columns.count) - 1
                columns.append(
                    ColumnDefinition(id: id, name: column.name, kind: column.kind, valueName: column.valueName))
            }
        }
    }

    /// Converts values of another kind to texts, whatever the column holds.
    mutating func treatAsText(_ name: String) {
        if let place = places[name.lowercased()] { columns[place].kind = .text }
    }
}

extension StoredColumns {
    /// - Throws: `SQLError`.
    public init(of store: Store) throws {
        let tables = try store.connection.rows("select name from sqlite_schema").compactMap { $0[0].text?.lowercased() }
        self.init(
            store.columns, ofProfiles: try store.columnsOfProfiles(), tables: Store.tableNames.union(tables))
    }

    /// The same store with the columns that it has by now.
    func with(_ columns: [ColumnDefinition]) -> StoredColumns {
        StoredColumns(columns, ofProfiles: ofProfiles, tables: tables)
    }
}

extension StoredColumns {
    /// Whether a column of the name has a kind that can neither take the rule's values nor be widened for them.
    func conflicts(with rule: ColumnRule) -> Bool {
        let column = MappedColumn(rule)
        guard column.role == nil, let stored = self.column(named: column.name) else { return false }
        return !stored.kind.takes(column.kind) && !stored.kind.widens(to: column.kind)
    }
}
