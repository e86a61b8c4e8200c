import Columns
import SQLite

/// Gives one row per sample, or in a list relation one row per element, by ascending or descending ids.
final class RowScan: Scan {
    private let relation: Relation
    private let columns: [Int]
    private let selector: RowSelector
    private let groups: [RowGroup]
    private let isDescending: Bool
    private let firstRows: FirstRowsCounter?
    /// Row groups that were entered or skipped, the current one among them.
    private var groupCount = 0
    private var rows = GroupRows(count: 0)
    /// Rows of the row group before the current one, in the order of the scan.
    private var rowCount = 0
    private var values: RowValues?
    /// Row groups, in the order of the scan, whose columns were decoded before they were entered.
    private var preparedCount = 0
    private let record: ScanRecord?

    init(
        _ relation: Relation, columns: [Int], selector: RowSelector, groups: [RowGroup], isDescending: Bool = false,
        firstRows: FirstRowsCounter? = nil, record: ScanRecord? = nil
    ) throws {
        self.record = record
        self.relation = relation
        self.columns = columns
        self.selector = selector
        self.groups = groups
        self.isDescending = isDescending
        self.firstRows = firstRows
        try enterNextGroup()
    }

    var isAtEnd: Bool { groupCount > groups.count }

    /// The place of the current row group; row groups follow one another by their ids.
    private var groupIndex: Int { index(ofGroup: groupCount) }

    /// - Parameter number: in the order of the scan, from 1.
    private func index(ofGroup number: Int) -> Int { isDescending ? groups.count - number : number - 1 }

    /// The place of the current row among those of the row group.
    private var row: Int { isDescending ? rows.count - 1 - rowCount : rowCount }

    var rowID: Int64 { relation.rowID(groupIndex, groups[groupIndex], rows, row) }

    func next() throws {
        rowCount += 1
        if rowCount >= rows.count { try enterNextGroup() }
    }

    private func enterNextGroup() throws {
        rowCount = 0
        groupCount += 1
        while groupCount <= groups.count {
            try prepareAhead()
            let group = groups[groupIndex]
            if let selected = try rows(in: SampleBlock(group)), selected.count > 0 {
                rows = selected
                record?.note(selected)
                values = try RowValues(relation, columns: columns, group: group, selector: selector)
                return
            }
            record?.skippedRowGroupCount += 1
            groupCount += 1
        }
    }

    /// Decodes the columns of the next row groups on all threads: of as many as were entered, since a limit may end the
    /// scan soon.
    private func prepareAhead() throws {
        guard groupCount > 1, groupCount > preparedCount else { return }
        let last = min(groupCount + min(groupCount, RowScan.mostAhead) - 1, groups.count)
        preparedCount = last
        try selector.prepare((groupCount...last).map { SampleBlock(groups[index(ofGroup: $0)]) })
    }

    private static let mostAhead = 16

    private func rows(in block: SampleBlock) throws -> GroupRows? {
        let selected = try selector.rows(in: block)
        guard let selected, let firstRows else { return selected }
        return try firstRows.kept(selected, in: block, selector.reader)
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
