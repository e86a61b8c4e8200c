import Columns
import SQLite

/// Gives one row per sample, or in a list relation one row per element.
final class RowScan: Scan {
    private let relation: Relation
    private let columns: [Int]
    private let selector: RowSelector
    private let groups: [RowGroup]
    private var groupIndex = -1
    private var rows = GroupRows(count: 0)
    private var row = 0
    private var values: RowValues?
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

    var rowID: Int64 { relation.rowID(groupIndex, groups[groupIndex], rows, row) }

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
                record?.note(selected)
                values = try RowValues(relation, columns: columns, group: groups[groupIndex], selector: selector)
                return
            }
            record?.skippedRowGroupCount += 1
            groupIndex += 1
        }
    }

    func column(_ position: Int, into result: ResultContext) throws {
        try values?.put(position, sample: rows.sample(row), element: rows.element(row), into: result)
    }
}

extension Relation {
    /// The same for a row whatever the filters: when SQLite evaluates an OR by two scans, it uses this to give no row
    /// twice.
    func rowID(_ groupIndex: Int, _ group: RowGroup, _ rows: GroupRows, _ row: Int) -> Int64 {
        guard element != nil else { return group.firstSampleID + Int64(rows.sample(row)) }
        return Relation.rowID(ofElement: rows.element(row), inRowGroup: groupIndex)
    }

    /// The number of an element, counted from 0 in each row group.
    static func rowID(ofElement element: Int, inRowGroup index: Int) -> Int64 { Int64(index) << 40 + Int64(element) }
}

extension ScanRecord {
    /// Rows of a row group that are given one by one.
    func note(_ rows: GroupRows) {
        rowGroupCount += 1
        rowCount += rows.count
        resultCount += rows.count
    }
}
