import Facts
import SQLite

extension RelationEngine {
    /// The fewest columns from which a statement over the rows of an outside table can be answered.
    ///
    /// - Throws: `StoreError.notOfCombinations` if texts or ids of rows are used; `EngineError`, `SQLError`.
    package func columnsUsed(
        by statement: String, _ facts: StoredFacts, _ outside: OutsideFacts
    ) throws -> [ColumnDefinition] {
        let (nothing, _, _, _) = try outside.combinations(of: [], sums: [], facts.table.id)
        let collected = scans.records
        scans.records = []
        defer { scans.records = collected }
        try withCombinations(nothing, outside) { _ = try connection.rows(statement) }
        var coded: [any CodedColumn] = []
        var elements: [ElementSource] = []
        var used: [ColumnDefinition] = []
        for record in scans.records ?? [] {
            guard let request = record.request, record.relation.facts.table.id == facts.table.id else { continue }
            if let element = record.relation.element { elements.append(element) }
            for position in Set(request.columns + request.constraints.map(\.column)) {
                let column = record.relation.columns[position]
                switch column.content {
                case .coded(let code): coded.append(code)
                case .integer(let number), .real(let number): used.append(number)
                case .list(let source): elements.append(source)
                case .text, .length: throw StoreError.notOfCombinations(column: column.name)
                default: break
                }
            }
        }
        let needed = try outside.fewest(of: outside.codedColumns, for: coded, elements, facts.table.id)
        return (needed ?? outside.codedColumns) + used.filter(outside.has)
    }

    /// Runs `body` while relations read combinations in place of the rows.
    package func withCombinations(
        _ group: RowGroup, _ outside: OutsideFacts, _ body: () throws -> Void
    ) throws {
        let usedCubes = scans.usesCubes
        outside.combinationsInPlaceOfRows = group
        scans.usesCubes = false
        defer {
            outside.combinationsInPlaceOfRows = nil
            scans.usesCubes = usedCubes
        }
        try body()
    }
}
