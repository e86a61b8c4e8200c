import Columns

/// The header of a cube, read without its cells.
struct CubeDescription: Sendable, Hashable {
    var rowGroupID: Int64
    /// Place among the cubes of the row group, from 1.
    var number: Int64
    /// The columns, in the order of the cube's vectors; one of lists comes last.
    var columnIDs: [ColumnDefinition.ID]
    var cellCount: Int
    var checksum: Int64

    /// The columns as the store has them.
    var columnList: String { columnIDs.map(String.init).joined(separator: ",") }

    /// The checksum of the other columns of the row.
    var headerChecksum: UInt64 { headerChecksum(columnList: columnList) }

    /// The checksum of the other columns of the row, with the columns as the row has them.
    func headerChecksum(columnList: String) -> UInt64 {
        HeaderChecksum.of([rowGroupID, number, Int64(cellCount), checksum], set: Array(columnList.utf8))
    }
}

/// The cells of a cube in memory, by column.
struct StoredCube: Sendable {
    let description: CubeDescription
    /// The columns that were read, in the order of the cube's vectors.
    let columnIDs: [ColumnDefinition.ID]
    let cube: Cube

    var cellCount: Int { cube.cellCount }

    /// The codes of a tag column; nil if the cube does not have it, or it was not read.
    func codes(_ column: ColumnDefinition) -> CodeVector? {
        guard let place = columnIDs.firstIndex(of: column.id), place < cube.tags.count else { return nil }
        return cube.tags[place]
    }

    /// The lists of a multi-valued column; nil if the cube does not have it, or it was not read.
    func lists(_ column: ColumnDefinition) -> ListVector? {
        columnIDs.last == column.id ? cube.lists : nil
    }
}

/// What a scan reads the samples of a row group from: its rows, or the cells of a cube. A cell is treated as a sample
/// with a count.
struct SampleBlock {
    let group: RowGroup
    let cube: StoredCube?

    init(_ group: RowGroup, cube: StoredCube? = nil) {
        self.group = group
        self.cube = cube
    }

    /// Samples, or cells.
    var rowCount: Int { cube?.cellCount ?? group.rowCount }
}
