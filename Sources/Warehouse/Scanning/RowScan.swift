import Columns

/// Gives one row a sample, or in a list relation one row an element.
final class RowScan: Scan {
    /// A used column of the row group that the scan is in.
    private enum Vector {
        case sampleID
        case codes(CodeVector, CodeValues, CollapseBatch.Level)
        case integers(IntegerVector?)
        case reals(RealVector?)
        case texts(TextReader)
        case one
        case mentions([UInt32]?)
        case known(IntegerVector?, RealVector?)
        case lengths(CodeVector)
    }

    private let relation: Relation
    private let columns: [Int]
    private let selector: RowSelector
    private let groups: [RowGroup]
    private var groupIndex = -1
    private var rows = GroupRows(count: 0)
    private var row = 0
    private var vectors: [Int: Vector] = [:]
    private let record: ScanRecord?

    init(
        _ relation: Relation, columns: [Int], selector: RowSelector, groups: [RowGroup], record: ScanRecord? = nil
    ) throws {
        self.record = record
        self.relation = relation
        self.columns = columns
        self.selector = selector
        self.groups = groups
        try enterNextGroup()
    }

    var isAtEnd: Bool { groupIndex >= groups.count }

    /// The same for a row whatever the filters: where SQLite answers an OR by two scans, it goes by it to give no row twice.
    var rowID: Int64 {
        guard relation.element != nil else { return groups[groupIndex].firstSampleID + Int64(rows.sample(row)) }
        return Int64(groupIndex) << 40 + Int64(rows.element(row))
    }

    func next() throws {
        row += 1
        if row >= rows.count { try enterNextGroup() }
    }

    private func enterNextGroup() throws {
        row = 0
        groupIndex += 1
        while groupIndex < groups.count {
            if let selected = try selector.rows(in: SampleBlock(groups[groupIndex])), selected.count > 0 {
                rows = selected
                record?.rowGroupCount += 1
                record?.rowCount += selected.count
                record?.resultCount += selected.count
                vectors = [:]
                for position in columns { vectors[position] = try vector(relation.columns[position].content) }
                return
            }
            record?.skippedRowGroupCount += 1
            groupIndex += 1
        }
    }

    private func vector(_ content: RelationColumn.Content) throws -> Vector {
        let group = groups[groupIndex]
        let block = SampleBlock(group)
        switch content {
        case .sampleID: return .sampleID
        case .coded(let column): return .codes(try column.codes(in: block), try column.values(), .sample)
        case .element(let column): return .codes(try column.codes(in: block), try column.values(), .element)
        case .integer(let column): return .integers(try selector.reader.integers(column, group))
        case .real(let column): return .reals(try selector.reader.reals(column, group))
        case .text(let column):
            return .texts(try TextReader(connection: selector.connection, column: column, group: group))
        case .count: return .one
        case .mentions: return .mentions(try relation.element?.list(in: block).mentions)
        case .weight: return .lengths(try relation.element?.lengths(in: block) ?? .constant(1, count: group.rowCount))
        case .known(let column):
            return column.kind == .integer
                ? .known(try selector.reader.integers(column, group), nil)
                : .known(nil, try selector.reader.reals(column, group))
        case .sum(let column):
            return column.kind == .integer
                ? .integers(try selector.reader.integers(column, group))
                : .reals(try selector.reader.reals(column, group))
        }
    }

    func column(_ position: Int, into result: ResultContext) throws {
        guard let vector = vectors[position] else { return result.setNull() }
        let sample = rows.sample(row)
        switch vector {
        case .sampleID: result.set(groups[groupIndex].firstSampleID + Int64(sample))
        case .codes(let codes, let values, let level):
            result.set(codes[level == .sample ? sample : rows.element(row)], of: values)
        case .integers(let vector):
            if let value = vector?[sample] { result.set(value) } else { result.setNull() }
        case .reals(let vector):
            if let value = vector?[sample] { result.set(value) } else { result.setNull() }
        case .texts(let reader):
            try reader.withBytes(ofRow: sample) { bytes in
                if let bytes { result.set(text: bytes) } else { result.setNull() }
            }
        case .one: result.set(Int64(1))
        case .mentions(let mentions): result.set(Int64(mentions?[rows.element(row)] ?? 1))
        case .known(let integers, let reals):
            result.set(Int64(integers?[sample] != nil || reals?[sample] != nil ? 1 : 0))
        case .lengths(let lengths): result.set(1 / Double(lengths[sample]))
        }
    }
}
