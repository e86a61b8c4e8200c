import Columns

/// Finds for each row group the smallest cube that has all that a question reads.
struct CubeCoverage {
    let columns: [any CodedColumn]
    let element: ElementSource?
    let cubes: CubeReader

    /// The smallest cube of the row group that serves; nil where none does.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func smallest(in group: RowGroup) throws -> CubeDescription? {
        try cubes.descriptions(of: group).first { description in
            let has = description.columnIDs
            return try columns.allSatisfy { try $0.isIn(cubeOf: has, group) }
                && (try element?.isIn(cubeOf: has, group) ?? true)
        }
    }

    /// The rows of the row group, or the cells of its smallest cube that serves.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func block(_ group: RowGroup) throws -> SampleBlock {
        guard let description = try smallest(in: group) else { return SampleBlock(group) }
        return SampleBlock(group, cube: try cubes.read(description, of: group))
    }
}
