import Columns

/// Gives one row for each distinct combination of the used columns, with the number of rows that have it.
final class CellScan: Scan {
    /// Where a column of the cells comes from.
    private enum Output {
        case codes(key: Int, CodeValues)
        case interned(key: Int, interner: Int)
        case count
        case mentions
        case weight
        case sum(measure: Int)
    }

    private let relation: Relation
    private let keys: [Int]
    private let measures: [ColumnDefinition]
    private var outputs: [Int: Output] = [:]
    private var interners: [Int: ValueInterner] = [:]
    private var cells = CollapsedCells.none
    private var cell = 0

    /// Counts all rows that the selector gives.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    /// - Complexity: O(rows × columns).
    init(_ relation: Relation, columns: [Int], selector: RowSelector, groups: [RowGroup]) throws {
        self.relation = relation
        keys = columns.filter { !relation.columns[$0].isHidden }
        var measures: [ColumnDefinition] = []
        var cardinalities: [Int?] = []
        for position in columns {
            let content = relation.columns[position].content
            switch content {
            case .coded(let column):
                let values = try column.values()
                outputs[position] = .codes(key: cardinalities.count, values)
                cardinalities.append(values.count)
            case .element(let column):
                let values = try column.values()
                outputs[position] = .codes(key: cardinalities.count, values)
                cardinalities.append(values.count)
            case .integer, .real, .text:
                interners[position] = ValueInterner(content)
                outputs[position] = .interned(key: cardinalities.count, interner: position)
                cardinalities.append(nil)
            case .count: outputs[position] = .count
            case .mentions: outputs[position] = .mentions
            case .weight: outputs[position] = .weight
            case .sum(let column):
                outputs[position] = .sum(measure: measures.count)
                measures.append(column)
            case .sampleID: break
            }
        }
        self.measures = measures
        var collapse = Collapse(
            .init(cardinalities: cardinalities, measuresAreReal: measures.map { $0.kind == .real }))
        for group in groups {
            guard let rows = try selector.rows(in: group) else { continue }
            try collapse.add(try batch(rows, group, selector))
        }
        cells = collapse.cells
    }

    private func batch(_ rows: GroupRows, _ group: RowGroup, _ selector: RowSelector) throws -> CollapseBatch {
        var batch = CollapseBatch(count: rows.count, samples: rows.samples, elements: rows.elements, keys: [])
        for position in keys {
            let content = relation.columns[position].content
            switch content {
            case .coded(let column): batch.keys.append(.init(try column.codes(in: group)))
            case .element(let column): batch.keys.append(.init(try column.codes(in: group), level: .element))
            default:
                guard var interner = interners.removeValue(forKey: position) else { continue }
                batch.keys.append(.init(try interner.codes(group, rows, selector)))
                interners[position] = interner
            }
        }
        for measure in measures {
            batch.measures.append(
                measure.kind == .integer
                    ? .integers(try selector.reader.integers(measure, group) ?? .nulls(group.rowCount))
                    : .reals(try selector.reader.reals(measure, group) ?? .nulls(group.rowCount)))
        }
        if let element = relation.element {
            batch.mentions = try element.list(in: group).mentions
            if outputs.values.contains(where: { if case .weight = $0 { true } else { false } }) {
                batch.fractions = try element.fractions(in: group)
            }
        }
        return batch
    }

    var isAtEnd: Bool { cell >= cells.count }

    var rowID: Int64 { Int64(cell) }

    func next() { cell += 1 }

    /// Back to the first cell.
    func rewind() { cell = 0 }

    func column(_ position: Int, into result: ResultContext) {
        switch outputs[position] {
        case .codes(let key, let values): result.set(cells.codes[key][cell], of: values)
        case .interned(let key, let position): interners[position]?.set(cells.codes[key][cell], into: result)
        case .count: result.set(cells.counts[cell])
        case .mentions: result.set(cells.mentions[cell])
        case .weight: result.set(cells.weights[cell])
        case .sum(let measure): result.set(cells.sums[measure][cell])
        case nil: result.setNull()
        }
    }
}

extension NumberVector where Number: ExpressibleByIntegerLiteral {
    /// As many nulls.
    static func nulls(_ count: Int) -> NumberVector {
        NumberVector(values: Array(repeating: 0, count: count), validity: Array(repeating: false, count: count))
    }
}
