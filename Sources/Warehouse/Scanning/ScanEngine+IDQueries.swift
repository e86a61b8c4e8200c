import CSQLite
import SQLite

extension ScanEngine {
    /// The number of each sample that a statement asks for by a line of what it passes.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    func numbers(_ line: String, of relation: Relation) throws -> RowsByID {
        if let number = IDNumber(encoded: line) { return RowsByID(number, lastID: relation.facts.lastID) }
        guard let (place, rows) = RowPlace.decoded(line) else { return try self.rows(of: IDQuery(rows: line)) }
        if let known = rowsOfQueries[line] { return known }
        let partition = try place.partition.map { try relation.codedColumn(named: $0) }
        let places = try RowPlaces(
            place, partition: partition, of: rows.map(self.rows(of:)), in: relation.facts.rowGroups,
            checkInterrupt: connection.checkInterrupt)
        let result = RowsByID(places, description: place.description)
        rowsOfQueries[line] = result
        return result
    }

    /// How many rows each sample has in a query of ids.
    ///
    /// The rows of the query are counted by the columns that its condition names. SQLite decides the condition for each
    /// combination of these columns, and then every row of an accepted combination counts for its sample. So the
    /// condition is decided as in the statement as written, but once for all equal rows.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    /// - Complexity: O(rows), on all threads, and a step of SQLite for each combination.
    func rows(of query: IDQuery) throws -> RowsByID {
        if let known = rowsOfQueries[query.rows] { return known }
        let collected = CollectedCells()
        let outer = collectedCells
        collectedCells = collected
        defer { collectedCells = outer }
        let statement = try Statement(refined: query.statement, on: connection)
        var accepted: [Int] = []
        while try statement.stepPlainly() {
            if let place = statement.value(at: 0).integer { accepted.append(Int(place)) }
        }
        let codes = try collected.taken.map { try $0.counter.rowsBySample(in: accepted, of: $0) } ?? [:]
        let rows = RowsByID(query, codes: codes)
        rowsOfQueries[query.rows] = rows
        return rows
    }
}
