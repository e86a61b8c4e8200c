import Columns
import Parallel
import SQLite

/// Codes of the distinct texts of a column. The texts themselves stay in the store: a text is read again where it is
/// given to SQLite.
struct StoredTexts {
    /// Where a text was found first.
    private struct Place {
        var group: UInt32
        var row: UInt32
    }

    private let column: ColumnDefinition
    private var table = TextHashTable()
    /// By code less one.
    private var places: [Place] = []
    private var groups: [RowGroup] = []
    private var connection: Connection?
    private let last = LastReader()

    /// The texts are given in the order of their codes as a rule, so that one reader after another is used.
    private final class LastReader {
        var reader: (group: UInt32, TextReader)?
    }

    init(_ column: ColumnDefinition) { self.column = column }

    /// The codes of the rows' texts by row of the row group; 0 for null and for rows that are not chosen.
    ///
    /// - Parameter rows: ascending; nil for all.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(bytes of the texts), on all threads.
    mutating func codes(_ group: RowGroup, rows: [UInt32]?, _ connection: Connection) throws -> [UInt32] {
        var codes = [UInt32](repeating: 0, count: group.rowCount)
        self.connection = connection
        let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks(of: rows)
        let place = UInt32(groups.count)
        groups.append(group)
        for (block, hashes) in zip(blocks, try blocks.concurrentMap { try $0.texts().hashes() }) {
            let end = block.firstRow + hashes.count
            func code(_ row: Int) {
                guard let hash = hashes[row - block.firstRow] else { return }
                codes[row] = table.intern(hash)
                if table.count > places.count { places.append(Place(group: place, row: UInt32(row))) }
            }
            if let rows {
                for row in rows[rows.places(from: block.firstRow, to: end)] { code(Int(row)) }
            } else {
                for row in block.firstRow..<end { code(row) }
            }
        }
        return codes
    }

    /// Puts the text of a code.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(1) within the block that was read last; else the cost of a block.
    func set(_ code: UInt32, into result: ResultContext) throws {
        guard code > 0, Int(code) <= places.count, let connection else { return result.setNull() }
        let place = places[Int(code) - 1]
        if last.reader?.group != place.group {
            let group = groups[Int(place.group)]
            last.reader = (place.group, try TextReader(connection: connection, column: column, group: group))
        }
        try last.reader?.1.withBytes(ofRow: Int(place.row)) { bytes in
            if let bytes { result.set(text: bytes) } else { result.setNull() }
        }
    }
}
