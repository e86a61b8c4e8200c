import Columns
import Facts
import SQLite

/// A fact table whose rows lie outside the store: an engine gives its cubes and rows on demand.
///
/// A cube on demand has the combinations of just the columns that a question uses, so that all that follows is as for
/// the cubes of a row group: derived columns, lists, comparisons, fractions.
package final class OutsideFacts: @unchecked Sendable {
    let engine: any FactEngine
    let name: String
    let rowCount: Int
    /// The field of each column; nil for a column with the same value in all rows.
    private let fields: [ColumnDefinition.ID: OutsideField?]
    private let columns: [ColumnDefinition]
    private let snapshot: String
    private let connection: Connection
    private var values: [ColumnDefinition.ID: OutsideValues] = [:]
    private var latest: StoredCube?
    /// Combinations that relations read in place of the rows, while a condition on rows is applied to them.
    var combinationsInPlaceOfRows: RowGroup?
    /// The cubes that the engine has written, without those that were found to be of another state.
    private var cubes: [CubeTable]
    private var isVerified = false
    private var uses: [EngineUse] = []
    package private(set) var costs: EngineCosts
    private static let mostUses = 100
    /// Numbers the row groups of combinations, which are cached by their ids.
    private var combinationCount: Int64 = 0

    /// The limit of combinations of one cube: some hundred MB.
    static let maximumCellCount = 16 << 20

    init(
        _ table: StoredOutsideTable, columns: [ColumnDefinition], engine: any FactEngine, connection: Connection
    ) {
        self.engine = engine
        costs = EngineCosts(engine: engine.name)
        self.name = table.location.table
        self.connection = connection
        self.columns = columns
        rowCount = table.rowCount
        cubes = table.cubes
        snapshot = table.snapshot
        var fields = table.fields
        // A row of one value has this value also where the profile reads lists only.
        for column in columns where fields[column.id] == nil {
            guard let plural = column.role?.plural, let lists = columns.first(where: { $0.role == plural }),
                let field = fields[lists.id]
            else { continue }
            fields[column.id] = field
        }
        self.fields = fields
    }

    /// The row groups that relations read. Rows beyond the engine's limit are a row group that gives an error.
    func rowGroups(of table: FactTable.ID) -> [RowGroup] {
        var starts = Array(stride(from: 0, to: Int64(rowCount), by: RowGroup.targetRowCount))
        if let limit = engine.rowLimit { starts = limit < rowCount ? [0, limit] : [0] }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : Int64(rowCount)
            return RowGroup(
                id: -(table << 32 + Int64(index) + 1), fileID: fileID(of: table), firstSampleID: start + 1,
                rowCount: Int(end - start),
                outside: OutsideRows(self, start..<end))
        }
    }

    /// All rows, for a cube.
    func wholeGroup(of table: FactTable.ID) -> RowGroup {
        RowGroup(
            id: -(table << 32), fileID: fileID(of: table), firstSampleID: 1, rowCount: rowCount,
            outside: OutsideRows(self, 0..<Int64(rowCount)))
    }

    /// The rows have the table's name as that of their file.
    func fileID(of table: FactTable.ID) -> Int64 { -table }

    package func has(_ column: ColumnDefinition) -> Bool { fields[column.id] != nil }

    /// The field of a column; nil if the column has the same value in all rows.
    func field(of column: ColumnDefinition) -> OutsideField? { fields[column.id] ?? nil }

    /// The fields that columns are made of, each once.
    package func fields(of columns: [ColumnDefinition]) -> [OutsideField] {
        var found: [OutsideField] = []
        for case let field? in columns.map(field(of:)) where !found.contains(field) { found.append(field) }
        return found
    }

    /// The fields that rows are read with.
    var allFields: [OutsideField] { fields(of: columns) }

    /// The columns of tags and lists that the outside table has.
    var codedColumns: [ColumnDefinition] { columns.filter { $0.isDictionaryCoded && has($0) } }

    /// The codes by field values of a column, read on first use.
    func values(of column: ColumnDefinition) throws -> OutsideValues {
        if let known = values[column.id] { return known }
        var owner = column
        // The values of a list serve for single values, too.
        if let plural = column.role?.plural, let lists = columns.first(where: { $0.role == plural }),
            fields[lists.id] == fields[column.id], try !isRecorded(column)
        {
            owner = lists
        }
        let read = try OutsideValues(of: owner.id, table: name, on: connection)
        values[column.id] = read
        return read
    }

    private func isRecorded(_ column: ColumnDefinition) throws -> Bool {
        try connection.value("select 1 from main.outside_value where column_id = ?", .integer(column.id)) != .null
    }

    // MARK: - Cubes

    /// The combinations of columns with their counts.
    ///
    /// - Parameter columns: of tags, and at most one of lists, which comes last.
    /// - Throws: `EngineError`; `SQLError`, `SegmentError`.
    func cube(over columns: [ColumnDefinition], of table: FactTable.ID) throws -> StoredCube {
        if let latest, latest.description.columnIDs == columns.map(\.id) { return latest }
        let fields = fields(of: columns)
        let groups = try self.groups(GroupQuery(fields))
        func raw(_ column: ColumnDefinition) -> RawColumn? {
            field(of: column).flatMap(fields.firstIndex(of:)).map { groups.table.columns[$0] }
        }
        let count = groups.counts.count
        let tags = try columns.filter { $0.kind == .tag }.map { column in
            try values(of: column).tags(raw(column), rowCount: count)
        }
        let lists = try columns.first { $0.kind == .tags }.map { column in
            try values(of: column).lists(raw(column), rowCount: count)
        }
        let cube = StoredCube(
            description: CubeDescription(
                rowGroupID: -(table << 32), number: 1, columnIDs: columns.map(\.id), cellCount: count, checksum: 0),
            columnIDs: columns.map(\.id), cube: Cube(tags: tags, lists: lists, counts: groups.counts))
        latest = cube
        return cube
    }

    /// The combinations of the fields of columns, as a row group and field by field, with their counts and the totals
    /// of measures.
    ///
    /// - Throws: `EngineError`.
    package func combinations(
        of columns: [ColumnDefinition], sums measures: [ColumnDefinition], _ table: FactTable.ID
    ) throws -> (group: RowGroup, fields: [RawColumn], counts: [Int64], sums: [RawSum]) {
        let fields = fields(of: columns)
        let groups = try self.groups(GroupQuery(fields, sums: measures.compactMap { self.field(of: $0) }))
        combinationCount += 1
        let group = RowGroup(
            id: -(table << 32) - (1 << 31) - combinationCount, fileID: fileID(of: table), firstSampleID: 1,
            rowCount: groups.counts.count, outside: OutsideRows(self, combinations: groups.table, of: fields))
        return (group, groups.table.columns, groups.counts, groups.sums)
    }

    /// The statements that the engine has run since the last call.
    func takeUses() -> [EngineUse] {
        defer { uses = [] }
        return uses
    }

    private func groups(_ query: GroupQuery) throws -> RowGroups {
        if let groups = try groupsOfCube(query) { return groups }
        let (groups, use) = try engine.measuredGroups(query)
        note(use)
        guard groups.counts.count <= OutsideFacts.maximumCellCount else {
            throw EngineError.tooManyGroups(table: name, limit: OutsideFacts.maximumCellCount)
        }
        // Half an answer, or rows that were added meanwhile, would give wrong counts.
        guard groups.rowCount == rowCount else { throw EngineError.changed(table: name) }
        guard rowCount == 0, query.fields.isEmpty else { return groups }
        // Totals of no rows come as one combination, and it has no row that has values.
        let sums = query.sums.map { _ in RawSum(totals: .integers([]), known: []) }
        return RowGroups(table: RawTable(columns: [], rowCount: 0), counts: [], sums: sums)
    }

    /// The combinations from the table of the smallest cube that holds them; nil if there is none, or if the engine
    /// lacks it or it is not of this state.
    private func groupsOfCube(_ query: GroupQuery) throws -> RowGroups? {
        guard let engine = engine as? any CubeEngine,
            let cube = cubes.filter({ $0.holds(query) }).min(by: { $0.cellCount < $1.cellCount })
        else { return nil }
        do {
            let (groups, use) = try engine.measuredGroups(query, in: (engine, cube))
            note(use)
            // Rows of another stamp are not counted, so all rows are there or some are missing.
            if groups.rowCount == rowCount { return groups }
        } catch EngineError.refused {
        }
        cubes.removeAll { $0 == cube }
        return try groupsOfCube(query)
    }

    private func note(_ use: EngineUse) {
        uses = uses.suffix(OutsideFacts.mostUses - 1) + [use]
        costs.add(use)
    }

    /// Refuses a table that is not as it was; asked once, because a server may take seconds to tell.
    package func verify() throws {
        guard !isVerified else { return }
        guard try engine.snapshot() == snapshot else { throw EngineError.changed(table: name) }
        isVerified = true
    }
}
