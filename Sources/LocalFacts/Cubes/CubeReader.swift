import Columns
import SQLite

/// Finds, reads and verifies the cubes of row groups, and caches the decoded cubes.
package final class CubeReader {
    private let connection: Connection
    private let catalogue: Catalogue
    private var descriptions: [Int64: [CubeDescription]]?
    private var decoded: [CubeDescription: StoredCube] = [:]
    private var decodedCellCount = 0
    private var select: Statement?

    /// Cells that are kept decoded: about 100 MB.
    private static let maximumCellCount = 8 << 20

    package init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    /// Drops the caches.
    func clear() {
        descriptions = nil
        decoded = [:]
        decodedCellCount = 0
    }

    /// Forgets the cells of one cube.
    func forget(_ cube: StoredCube) {
        guard decoded.removeValue(forKey: cube.description) != nil else { return }
        decodedCellCount -= cube.cellCount
    }

    /// The cubes of a row group, the smallest first; none if the store was loaded without cubes.
    ///
    /// - Throws: `StoreError` where their description is not as it was written; `SQLError`.
    func descriptions(of group: RowGroup) throws -> [CubeDescription] {
        if let descriptions { return descriptions[group.id] ?? [] }
        let found = try CubeReader.isThere(connection) ? try readDescriptions() : [:]
        descriptions = found
        return found[group.id] ?? []
    }

    /// The cubes of all row groups: a store of a million samples has a hundred.
    private func readDescriptions() throws -> [Int64: [CubeDescription]] {
        let statement = try Statement(
            unchecked: """
                select row_group_id, number, columns, cell_count, checksum, header_checksum from main.cube
                order by row_group_id, cell_count, number
                """, on: connection)
        var found: [Int64: [CubeDescription]] = [:]
        // Row groups have cubes of the same columns.
        var columnIDs: [String: [ColumnDefinition.ID]] = [:]
        while try statement.step() {
            let columns = statement.value(at: 2).text ?? ""
            let ids = columnIDs[columns] ?? columns.split(separator: ",").compactMap { Int64($0) }
            columnIDs[columns] = ids
            let description = CubeDescription(
                rowGroupID: statement.integer(at: 0), number: statement.integer(at: 1), columnIDs: ids,
                cellCount: Int(clamping: statement.integer(at: 3)), checksum: statement.integer(at: 4))
            guard
                description.headerChecksum(columnList: columns) == UInt64(bitPattern: statement.integer(at: 5)),
                (0...RowGroup.maximumRowCount).contains(description.cellCount)
            else { throw StoreError.cube(rowGroup: description.rowGroupID, number: description.number, nil) }
            found[description.rowGroupID, default: []].append(description)
        }
        return found
    }

    /// Whether the store has a table of cubes.
    package static func isThere(_ connection: Connection) throws -> Bool {
        try StoreSchema.hasTable("cube", on: connection)
    }

    /// The cells of a cube, which are kept.
    ///
    /// - Throws: `StoreError` if they are not as they were written; `SQLError`.
    func read(_ description: CubeDescription, of group: RowGroup) throws -> StoredCube {
        if let cube = decoded[description] { return cube }
        let cube = try read(description, columns: description.columnIDs, of: group)
        keep(cube)
        return cube
    }

    /// The cells of a cube by some of its columns. They are not kept.
    ///
    /// - Throws: `StoreError` if they are not as they were written; `SQLError`.
    func read(
        _ description: CubeDescription, columns wanted: [ColumnDefinition.ID], of group: RowGroup
    ) throws -> StoredCube {
        if let cube = decoded[description] { return cube }
        let statement =
            try select
            ?? Statement(
                unchecked: "select data from main.cube where row_group_id = ? and number = ?", on: connection)
        select = statement
        defer { statement.reset() }
        try statement.bind([.integer(description.rowGroupID), .integer(description.number)])
        guard try statement.step() else {
            throw StoreError.cube(rowGroup: description.rowGroupID, number: description.number, nil)
        }
        let columns = try description.columnIDs.map { id in
            guard let column = catalogue.column(id: id) else {
                throw StoreError.catalogue("cube \(description.number)")
            }
            return column
        }
        let limits = try columns.map { column in
            wanted.contains(column.id) ? try catalogue.dictionary(of: column).greatestCode : nil
        }
        let isOfLists = columns.last?.kind == .tags
        do {
            return try statement.withBytes(at: 0) { bytes in
                let found = Checksum.of(bytes)
                guard found == UInt64(bitPattern: description.checksum) else {
                    throw SegmentError.checksum(expected: UInt64(bitPattern: description.checksum), found: found)
                }
                return StoredCube(
                    description: description, columnIDs: description.columnIDs.filter(wanted.contains),
                    cube: try Cube(
                        decoding: bytes, cellCount: description.cellCount,
                        tagLimits: isOfLists ? limits.dropLast() : limits,
                        listLimit: isOfLists ? limits.last ?? nil : nil, hasLists: isOfLists,
                        sampleCount: group.rowCount))
            }
        } catch let error as SegmentError {
            throw StoreError.cube(rowGroup: description.rowGroupID, number: description.number, error)
        }
    }

    private func keep(_ cube: StoredCube) {
        if decodedCellCount + cube.cellCount > CubeReader.maximumCellCount {
            decoded = [:]
            decodedCellCount = 0
        }
        decoded[cube.description] = cube
        decodedCellCount += cube.cellCount
    }
}
