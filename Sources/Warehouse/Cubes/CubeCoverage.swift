import Columns

/// For each row group the smallest cube that has all columns that a question reads.
struct CubeCoverage {
    /// A row group and its cube; nil if none serves.
    typealias Entry = (group: RowGroup, cube: CubeDescription?)

    let entries: [Entry]
    private let cubes: CubeReader

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

    /// The rows of the row group, or the cells of its cube.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func block(_ entry: Entry) throws -> SampleBlock {
        guard let cube = entry.cube else { return SampleBlock(entry.group) }
        return SampleBlock(entry.group, cube: try cubes.read(cube, of: entry.group))
    }
}
