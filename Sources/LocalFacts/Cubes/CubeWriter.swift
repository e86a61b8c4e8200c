import Columns
import SQLite

/// Makes and writes the cubes of row groups as they are loaded.
package struct CubeWriter {
    /// What cubes may cost.
    var limits = CubeDesign.Limits()
    /// The sets of columns that were chosen for the first row group with the same columns, and are used for the
    /// following ones.
    private var chosen: (columns: [ColumnDefinition.ID], tagCount: Int, sets: [[Int]])?

    package init() {}

    /// A cube that is to be written.
    package struct Made: Sendable {
        var columns: [ColumnDefinition]
        var cube: Cube
    }

    /// A tag column of a row group, with one code per sample, or a multi-valued one.
    package struct Column {
        var definition: ColumnDefinition
        var values: CubeColumn

        package init(definition: ColumnDefinition, values: CubeColumn) {
            self.definition = definition
            self.values = values
        }
    }

    /// The cubes of a row group.
    ///
    /// The choice for the first row group is used for all that have the same columns, so that its cost occurs once.
    ///
    /// - Complexity: O(samples × columns of the cubes).
    package mutating func cubes(of columns: [Column], sampleCount: Int) -> [Made] {
        // Tags first, then lists, each in the order of their ids: so are the vectors of a cube.
        let columns = columns.filter { $0.definition.kind == .tag } + columns.filter { $0.definition.kind == .tags }
        let ids = columns.map(\.definition.id)
        let design = CubeDesign(columns.map(\.values), sampleCount: sampleCount, limits: limits)
        // A column that was widened has lists from then on.
        let tagCount = columns.count { $0.definition.kind == .tag }
        if chosen?.columns != ids || chosen?.tagCount != tagCount { chosen = (ids, tagCount, design.choose()) }
        let sets = chosen?.sets ?? []
        func cubes(over sets: [[Int]]) -> [Made] {
            zip(sets, design.cubes(over: sets)).compactMap { members, cube in
                cube.map { Made(columns: members.map { columns[$0].definition }, cube: $0) }
            }
        }
        let made = cubes(over: sets)
        // A smaller row group bears other cubes.
        return made.count == sets.count ? made : cubes(over: design.choose())
    }

    /// Writes the cubes of a row group.
    ///
    /// - Throws: `SQLError`.
    package static func write(_ cubes: [Made], rowGroup: Int64, on connection: Connection) throws {
        guard !cubes.isEmpty else { return }
        let insert = try connection.prepare(
            """
            insert into cube (row_group_id, number, columns, cell_count, checksum, header_checksum, data)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        for (index, made) in cubes.enumerated() {
            let data = made.cube.encoded()
            let description = CubeDescription(
                rowGroupID: rowGroup, number: Int64(index + 1), columnIDs: made.columns.map(\.id),
                cellCount: made.cube.cellCount, checksum: Int64(bitPattern: Checksum.of(data)))
            try insert.run(
                .integer(rowGroup), .integer(description.number), .text(description.columnList),
                .integer(Int64(description.cellCount)), .integer(description.checksum),
                .integer(Int64(bitPattern: description.headerChecksum)), .blob(data))
        }
    }
}
