import Warehouse

/// The columns that a store has already, as a guess has to agree with them.
public struct StoredColumns: Sendable {
    public var columns: [ColumnDefinition]
    /// Of these, those that a profile has given values: their kind stays.
    public var ofProfiles: Set<ColumnDefinition.ID>

    public init(_ columns: [ColumnDefinition] = [], ofProfiles: Set<ColumnDefinition.ID> = []) {
        self.columns = columns
        self.ofProfiles = ofProfiles
    }

    func column(named name: String) -> ColumnDefinition? {
        columns.first { $0.name.lowercased() == name.lowercased() }
    }

    /// Columns that are no role's.
    var ownCount: Int { columns.count { $0.role == nil } }

    /// Takes in the columns that a file before will bring.
    mutating func add(_ rules: [ColumnRule]) {
        for column in rules.map(MappedColumn.init) where column.role == nil {
            if let index = columns.firstIndex(where: { $0.name.lowercased() == column.name.lowercased() }) {
                columns[index].kind = column.kind
            } else {
                let id = (columns.map(\.id).min() ?? 0) - 1
                columns.append(
                    ColumnDefinition(id: min(id, -1), name: column.name, kind: column.kind, valueName: column.valueName))
            }
        }
    }

    /// Has values of another kind made texts, whatever the column holds.
    mutating func treatAsText(_ name: String) {
        guard let index = columns.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else { return }
        columns[index].kind = .text
    }
}

extension StoredColumns {
    /// - Throws: `SQLError`.
    public init(of store: Store) throws { self.init(store.columns, ofProfiles: try store.columnsOfProfiles()) }
}

extension StoredColumns {
    /// Whether a column of the name is of a kind that can neither take the rule's values nor be made wider for them.
    func conflicts(with rule: ColumnRule) -> Bool {
        let column = MappedColumn(rule)
        guard column.role == nil, let stored = self.column(named: column.name) else { return false }
        return !stored.kind.takes(column.kind) && !stored.kind.widens(to: column.kind)
    }
}
