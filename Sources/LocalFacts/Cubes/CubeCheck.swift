import Columns

/// Compares the cubes of a row group with the segments that they were made from.
package struct CubeCheck {
    let catalogue: Catalogue
    let reader: SegmentReader
    let cubes: CubeReader

    package init(catalogue: Catalogue, reader: SegmentReader, cubes: CubeReader) {
        self.catalogue = catalogue
        self.reader = reader
        self.cubes = cubes
    }

    /// Builds each cube again and compares every cell.
    ///
    /// - Returns: the number of cubes.
    /// - Throws: `StoreError` if a cube cannot be read or is not that of its rows; `SQLError`.
    /// - Complexity: O(samples × columns of the cubes).
    package func check(_ group: RowGroup) throws -> Int {
        let descriptions = try cubes.descriptions(of: group)
        var columns: [ColumnDefinition.ID: CubeColumn] = [:]
        for description in descriptions {
            let stored = try cubes.read(description, of: group)
            let own = try description.columnIDs.map { id in
                if let column = columns[id] { return column }
                let column = try read(id, group)
                columns[id] = column
                return column
            }
            guard Cube(over: own, sampleCount: group.rowCount).encoded() == stored.cube.encoded() else {
                throw StoreError.cube(rowGroup: group.id, number: description.number, .cubeCells)
            }
        }
        return descriptions.count
    }

    private func read(_ id: ColumnDefinition.ID, _ group: RowGroup) throws -> CubeColumn {
        guard let column = catalogue.column(id: id) else { throw StoreError.catalogue("cube of row group \(group.id)") }
        if column.kind == .tags {
            return CubeColumn(
                lists: try reader.lists(column, group) ?? ListVector(single: .constant(0, count: group.rowCount)))
        }
        let codes = try reader.codes(column, group) ?? .constant(0, count: group.rowCount)
        return CubeColumn(codes: codes.array)
    }
}
