import Columns
import Parallel
import SQLite

/// Finds the rows of row groups whose texts pass a pattern: by the text index if there is one, else by reading.
final class TextFilter {
    let column: ColumnDefinition
    let pattern: TextPattern
    private let connection: Connection
    private let index: TextIndexReader?
    private let query: TermQuery?

    /// - Throws: `SQLError`, `StoreError`.
    init(_ pattern: TextPattern, on column: ColumnDefinition, connection: Connection) throws {
        self.pattern = pattern
        self.column = column
        self.connection = connection
        query = pattern.query
        index = query == nil ? nil : try TextIndexReader(connection: connection, column: column)
    }

    /// The rows that pass, ascending.
    ///
    /// - Parameters:
    ///   - samples: the rows to choose from, ascending; nil for all of `range`.
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: that of reading the pages of an index that decides, else that of decoding the blocks of the rows.
    func rows(among samples: [UInt32]?, in range: Range<Int>, _ group: RowGroup) throws -> [UInt32] {
        var candidates = samples
        if let query, let found = try index?.rows(matching: query, in: group) {
            candidates =
                samples.map { $0.filter { found.contains(Int($0)) } }
                ?? found.rows.filter { range.contains(Int($0)) }
            if pattern.isDecidedByTerms { return candidates ?? [] }
        } else if samples == nil, range != 0..<group.rowCount {
            candidates = range.map { UInt32($0) }
        }
        if candidates?.isEmpty == true { return [] }
        let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks(of: candidates)
        let (pattern, chosen) = (pattern, candidates)
        return try blocks.concurrentMap { try pattern.rows(of: $0.texts(), firstRow: $0.firstRow, among: chosen) }
            .flatMap(\.self)
    }
}
