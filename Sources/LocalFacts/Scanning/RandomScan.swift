import Columns
import SQLite

/// Gives the rows that pass in random order, and reads only those that are requested.
///
/// If SQLite rejects a row, the others are still in random order. So `limit` rows of the scan are a sample without
/// replacement, and every set of rows is equally likely.
final class RandomScan: Scan {
    private struct Group {
        var index: Int
        var rows: GroupRows
        /// Rows of the groups before it.
        var firstRow: Int
    }

    private let relation: Relation
    private let columns: [Int]
    private let selector: RowSelector
    private let allGroups: [RowGroup]
    private var groups: [Group] = []
    private var order: RandomOrder
    /// Rows drawn together, so that a block of texts is read once for all of them.
    private var portion: [(group: Int, row: Int)] = []
    private var portionSize: Int
    private var place = 0
    /// By position among `groups`, decoded when its first row is given.
    private var values: [Int: RowValues] = [:]
    /// By column of texts, those of the portion.
    private var texts: [ColumnDefinition.ID: DrawnTexts] = [:]

    /// Texts of so many rows are held at once.
    static let maximumPortionSize = 1 << 14

    /// - Parameter portionSize: the number of rows that will probably be requested.
    /// - Throws: `StoreError`, `SQLError`.
    init(
        _ relation: Relation, columns: [Int], selector: RowSelector, groups: [RowGroup], portionSize: Int,
        using generator: any RandomNumberGenerator, record: ScanRecord? = nil
    ) throws {
        self.relation = relation
        self.columns = columns
        self.selector = selector
        self.portionSize = min(max(1, portionSize), RandomScan.maximumPortionSize)
        allGroups = groups
        var rowCount = 0
        for (index, group) in groups.enumerated() {
            guard let rows = try selector.rows(in: SampleBlock(group)), rows.count > 0 else {
                record?.skippedRowGroupCount += 1
                continue
            }
            record?.note(rows)
            self.groups.append(Group(index: index, rows: rows, firstRow: rowCount))
            rowCount += rows.count
        }
        order = RandomOrder(count: rowCount, using: generator)
        drawPortion()
    }

    var isAtEnd: Bool { place >= portion.count }

    var rowID: Int64 {
        let (group, row) = portion[place]
        return relation.rowID(groups[group].index, allGroups[groups[group].index], groups[group].rows, row)
    }

    func next() throws {
        place += 1
        if place == portion.count {
            portionSize = min(portionSize * 4, RandomScan.maximumPortionSize)
            drawPortion()
        }
    }

    private func drawPortion() {
        place = 0
        texts = [:]
        portion = []
        while portion.count < portionSize, let row = order.next() {
            let group = group(of: row)
            portion.append((group, row - groups[group].firstRow))
        }
    }

    /// The group that has a row, by its number among all rows.
    private func group(of row: Int) -> Int {
        var range = groups.indices
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range = groups[middle].firstRow <= row ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    func column(_ position: Int, into result: ResultContext) throws {
        let (group, row) = portion[place]
        let rows = groups[group].rows
        if let (column, unit) = relation.columns[position].text {
            let known = try texts[column.id] ?? readTexts(column)
            texts[column.id] = known
            return known.put(unit, of: rows.sample(row), in: allGroups[groups[group].index], into: result)
        }
        let known = try values[group] ?? decode(group)
        values[group] = known
        try known.put(position, sample: rows.sample(row), element: rows.element(row), into: result)
    }

    private func decode(_ group: Int) throws -> RowValues {
        try RowValues(
            relation, columns: columns.filter { relation.columns[$0].text == nil },
            group: allGroups[groups[group].index],
            selector: selector)
    }

    private func readTexts(_ column: ColumnDefinition) throws -> DrawnTexts {
        let samples = Dictionary(grouping: portion, by: \.group).map { group, drawn in
            (allGroups[groups[group].index], drawn.map { UInt32(groups[group].rows.sample($0.row)) })
        }
        return try DrawnTexts(column, of: samples, connection: selector.connection)
    }
}

extension RelationColumn {
    /// The text to read for it, and the unit of its length if only the length is requested.
    fileprivate var text: (column: ColumnDefinition, unit: TextUnit?)? {
        switch content {
        case .text(let column): (column, nil)
        case .length(let column, let unit): (column, unit)
        default: nil
        }
    }
}
