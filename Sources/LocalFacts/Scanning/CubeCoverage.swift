import Columns

/// For each row group the smallest cube that has all columns that a question reads.
struct CubeCoverage {
    /// A row group and its cube; nil if none serves.
    typealias Entry = (group: RowGroup, cube: CubeDescription?)

    let entries: [Entry]
    private let cubes: CubeReader
    /// The one cube, made on demand, if the rows lie outside the store.
    private var outside: StoredCube?

    /// - Throws: `StoreError`, `SQLError`.
    init(of groups: [RowGroup], columns: [any CodedColumn], element: ElementSource?, cubes: CubeReader) throws {
        self.cubes = cubes
        entries = try groups.map { group in
            let smallest = try cubes.descriptions(of: group).first { description in
                let has = description.columnIDs
                return try columns.allSatisfy { try $0.isIn(cubeOf: has, group) }
                    && (try element?.isIn(cubeOf: has, group) ?? true)
            }
            return (group, smallest)
        }
    }

    /// The cube that an engine makes of just the columns that the question reads; the rows if none can serve.
    ///
    /// - Throws: `StoreError`, `SQLError`, `EngineError`.
    init(
        of facts: OutsideFacts, table: FactTable.ID, columns: [any CodedColumn], element: ElementSource?,
        cubes: CubeReader
    ) throws {
        self.cubes = cubes
        guard let needed = try CubeCoverage.columns(of: facts, table: table, for: columns, element: element) else {
            entries = facts.rowGroups(of: table).map { ($0, nil) }
            return
        }
        let cube = try facts.cube(over: needed, of: table)
        outside = cube
        entries = [(facts.wholeGroup(of: table), cube.description)]
    }

    /// The fewest columns of an outside table whose cube has all that a question reads; nil if none has.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    static func columns(
        of facts: OutsideFacts, table: FactTable.ID, for columns: [any CodedColumn], element: ElementSource?
    ) throws -> [ColumnDefinition]? {
        // A cube has one column of lists at most: that of the relation's elements.
        let tags = facts.codedColumns.filter { $0.kind == .tag }
        let lists = facts.codedColumns.filter { $0.kind == .tags }
        for list in [nil] + lists {
            let all = tags + (list.map { [$0] } ?? [])
            if let needed = try facts.fewest(of: all, for: columns, element.map { [$0] } ?? [], table) { return needed }
        }
        return nil
    }

    /// The rows of the row group, or the cells of its cube.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func block(_ entry: Entry) throws -> SampleBlock {
        guard let cube = entry.cube else { return SampleBlock(entry.group) }
        if let outside { return SampleBlock(entry.group, cube: outside) }
        return SampleBlock(entry.group, cube: try cubes.read(cube, of: entry.group))
    }
}
