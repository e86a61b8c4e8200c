import CSQLite
import SQLite

extension ScanEngine {
    /// The number of each sample that a statement asks for by a line of what it passes.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    func numbers(_ line: String, of relation: Relation) throws -> NumberByID {
        if let number = IDNumber(encoded: line) { return NumberByID(number, lastID: relation.facts.lastID) }
        if let wanted = ListNumber(encoded: line) { return try listNumbers(wanted, in: relation.facts) }
        guard let (place, rows) = RowPlace.decoded(line) else { return try self.rows(of: IDQuery(rows: line)) }
        if let known = numbersByID[line] { return known }
        let partition = try place.partition.map { try relation.codedColumn(named: $0) }
        let places = try RowPlaces(
            place, partition: partition, of: rows.map(self.rows(of:)), in: relation.facts.rowGroups,
            checkInterrupt: connection.checkInterrupt)
        let result = NumberByID(places, description: place.description)
        numbersByID[line] = result
        return result
    }

    private func listNumbers(_ wanted: ListNumber, in facts: StoredFacts) throws -> NumberByID {
        if let known = numbersByID[wanted.encoded] { return known }
        guard let element = elements[wanted.relation] else {
            throw SQLError(code: SQLITE_INTERNAL, message: "relation \(wanted.relation) has no lists")
        }
        let lists = try NumberedLists(of: element, in: facts.rowGroups, checkInterrupt: connection.checkInterrupt)
        for (kind, codes) in [(ListNumber.Kind.number, lists.numbers), (.isFirst, lists.firsts)] {
            let text = ListNumber(kind, of: wanted.relation).encoded
            numbersByID[text] = NumberByID(text, codes: codes)
        }
        return try listNumbers(wanted, in: facts)
    }

    /// How many rows each sample has in a query of ids.
    ///
    /// The rows of the query are counted by the columns that its condition names. SQLite decides the condition for each
    /// combination of these columns, and then every row of an accepted combination counts for its sample. So the
    /// condition is decided as in the statement as written, but once for all equal rows.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    /// - Complexity: O(rows), on all threads, and a step of SQLite for each combination.
    func rows(of query: IDQuery) throws -> NumberByID {
        if let known = numbersByID[query.rows] { return known }
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
        let rows = NumberByID("rows of \(query.description)", codes: codes)
        numbersByID[query.rows] = rows
        return rows
    }
}
