extension OutsideFacts {
    /// The fewest of these columns that columns with codes and lists can be made of; nil if even all are too few.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func fewest(
        of columns: [ColumnDefinition], for coded: [any CodedColumn], _ elements: [ElementSource], _ table: FactTable.ID
    ) throws -> [ColumnDefinition]? {
        let whole = wholeGroup(of: table)
        func serve(_ columns: [ColumnDefinition]) throws -> Bool {
            let ids = columns.map(\.id)
            return try coded.allSatisfy { try $0.isIn(cubeOf: ids, whole) }
                && elements.allSatisfy { try $0.isIn(cubeOf: ids, whole) }
        }
        guard try serve(columns) else { return nil }
        var needed = columns
        for column in columns {
            let fewer = needed.filter { $0.id != column.id }
            if try serve(fewer) { needed = fewer }
        }
        return needed
    }
}
