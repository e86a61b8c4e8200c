import LocalFacts

extension IngestPlan {
    /// Why files would be refused because of the columns that the store has, by their place in the plan.
    public func refusals(by stored: StoredColumns) -> [Int: String] {
        var stored = stored
        var refusals: [Int: String] = [:]
        for (index, file) in files.enumerated() where file.failure == nil {
            let columns = file.input.columns.map(MappedColumn.init)
            let conflict = columns.lazy.compactMap { column in stored.conflict(with: column) }.first
            if let conflict, file.proposal == nil {
                refusals[index] = "\(conflict)"
            } else {
                stored.add(file.input.columns)
            }
        }
        return refusals
    }
}

extension StoredColumns {
    /// Why the store cannot take a column that a profile describes; nil if it can.
    fileprivate func conflict(with column: MappedColumn) -> StoreError? {
        let known = columns.first { $0.role != nil && $0.role == column.role } ?? self.column(named: column.name)
        guard let known, !known.kind.takes(column.kind), (known.kind, column.kind) != (.integer, .real) else {
            return nil
        }
        return .kindConflict(column: known.name, stored: known.kind, given: column.kind)
    }
}
