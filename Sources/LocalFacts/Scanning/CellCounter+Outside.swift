import Columns
import Facts
import SQLite

extension CellCounter {
    /// The cells of rows that lie outside the store, where numbers are keys, compared or added up: the engine groups by
    /// the fields of all that is used, and adds up the measures.
    ///
    /// - Returns: nil if the rows lie in the store, or if the engine cannot group by what is used.
    /// - Throws: `EngineError`, `SQLError`, `StoreError`, `CollapseError`.
    func countOutside() throws -> (cells: CollapsedCells, interners: [Int: ValueInterner])? {
        guard let facts = relation.facts.outside, facts.combinationsInPlaceOfRows == nil,
            let used = try columnsOutside(facts)
        else { return nil }
        let table = relation.facts.table.id
        let (group, _, counts, sums) = try facts.combinations(of: used.columns, sums: used.measures, table)
        let selector = selector(filters)
        let rows = try selector.rows(in: SampleBlock(group)) ?? GroupRows(count: 0)
        record?.rowGroupCount += 1
        record?.rowCount += rows.count
        record?.source = .cubes
        let block = SampleBlock(group)
        var batch = CollapseBatch(
            count: rows.count, samples: rows.samples, elements: rows.elements, keys: [], multiplicities: counts,
            mentions: output.usesMentions
                ? try relation.element?.list(in: block).mentions.map { .byElement($0) } : nil)
        var interners: [Int: ValueInterner] = [:]
        for (position, content) in output.countedBy {
            switch content {
            case .coded(let column): batch.keys.append(.init(try column.codes(in: block)))
            case .element(let column): batch.keys.append(.init(try column.codes(in: block), level: .element))
            default:
                var interner = ValueInterner(content)
                batch.keys.append(.init(try interner.codes(group, rows, selector)))
                interners[position] = interner
            }
        }
        if output.usesWeights { batch.lengths = try relation.element?.lengths(in: block) }
        // Each combination brings its totals as measures of one row: first how many rows have a number, then the sums.
        batch.measures = sums.map { .integers(IntegerVector(values: $0.known, validity: nil)) }
        batch.measures += sums.map { CellCounter.measure($0.totals) }
        var plan = output.plan(rowCount: rows.count)
        plan.measuresAreReal = sums.map { _ in false } + plan.measuresAreReal
        var collapse = Collapse(plan)
        try collapse.add(batch)
        var cells = collapse.cells
        let known = cells.sums[..<sums.count]
        cells.known = known.map { $0.map { if case .integer(let count) = $0 { count } else { 0 } } }
        cells.sums = Array(cells.sums[sums.count...])
        return (cells, interners)
    }

    private static func measure(_ totals: RawColumn) -> CollapseBatch.Measure {
        switch totals {
        case .integers(let values):
            .integers(IntegerVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil }))
        case .reals(let values):
            .reals(RealVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil }))
        case .texts: .integers(.nulls(totals.count))
        }
    }

    /// The columns to group by and the measures to add up; nil if something is used that no field has.
    private func columnsOutside(
        _ facts: OutsideFacts
    ) throws -> (columns: [ColumnDefinition], measures: [ColumnDefinition])? {
        var columns: [ColumnDefinition] = []
        var usesCodes = false
        for (_, content) in output.countedBy {
            switch content {
            case .coded, .element: usesCodes = true
            case .integer(let column), .real(let column), .text(let column): columns.append(column)
            default: return nil
            }
        }
        for filter in filters {
            switch filter {
            case .codes, .element: usesCodes = true
            case .integers(let column, _), .integerList(let column, _), .reals(let column, _), .texts(let column, _):
                columns.append(column)
            case .sampleID, .sampleIDs, .sampleIDList, .lengths, .pattern: return nil
            }
        }
        var measures: [ColumnDefinition] = []
        for measure in output.measures {
            guard case .column(let column) = measure, facts.field(of: column) != nil else { return nil }
            measures.append(column)
        }
        if usesCodes || relation.element != nil {
            guard let coded = try codedColumnsOutside(facts) else { return nil }
            columns += coded
        }
        return (columns.filter(facts.has), measures)
    }

    /// The fewest columns that have the codes of the used and compared columns.
    private func codedColumnsOutside(_ facts: OutsideFacts) throws -> [ColumnDefinition]? {
        var coded: [any CodedColumn] = []
        for case .coded(let column) in output.countedBy.map(\.content) { coded.append(column) }
        for case .codes(let column, _) in filters { coded.append(column) }
        return try CubeCoverage.columns(
            of: facts, table: relation.facts.table.id, for: coded, element: relation.element)
    }
}
