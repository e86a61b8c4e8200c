import Columns

/// For each row group the smallest cube that has all columns that a question reads.
struct CubeCoverage {
    /// A row group, its cube, nil if none serves, and the columns of the cube that the question reads.
    typealias Entry = (group: RowGroup, cube: CubeDescription?, columns: [ColumnDefinition.ID])

    let entries: [Entry]
    private let cubes: CubeReader
    /// The one cube, made on demand, if the rows lie outside the store.
    private var outside: StoredCube?

    /// - Throws: `StoreError`, `SQLError`.
    init(of groups: [RowGroup], columns: [any CodedColumn], element: ElementSource?, cubes: CubeReader) throws {
        self.cubes = cubes
        // Mostly the same in all row groups.
        var known: [ColumnDefinition.ID] = []
        entries = try groups.map { group in
            func areIn(_ ids: [ColumnDefinition.ID]) throws -> Bool {
                try columns.allSatisfy { try $0.isIn(cubeOf: ids, group) }
                    && (try element?.isIn(cubeOf: ids, group) ?? true)
            }
            guard let cube = try cubes.descriptions(of: group).first(where: { try areIn($0.columnIDs) }) else {
                return (group, nil, [])
            }
            if known.allSatisfy(cube.columnIDs.contains), try areIn(known) { return (group, cube, known) }
            known = try cube.columnIDs.filter { id in try !areIn(cube.columnIDs.filter { $0 != id }) }
            return (group, cube, try areIn(known) ? known : cube.columnIDs)
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
            entries = facts.rowGroups(of: table).map { ($0, nil, []) }
            return
        }
        let cube = try facts.cube(over: needed, of: table)
        outside = cube
        entries = [(facts.wholeGroup(of: table), cube.description, cube.columnIDs)]
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

    /// The same, of a cube only by the columns that the question reads. Its cells are not kept.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func readBlock(_ entry: Entry) throws -> SampleBlock {
        guard outside == nil, let cube = entry.cube else { return try block(entry) }
        return SampleBlock(entry.group, cube: try cubes.read(cube, columns: entry.columns, of: entry.group))
    }
}
