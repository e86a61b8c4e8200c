import Facts
import SQLite

/// Groups and reads an ordinary table of a SQLite database.
///
/// Small and obvious: tests compare the local engine with it, statement by statement.
public final class PlainFacts: FactEngine {
    public static let engineName = "sqlite"

    private let connection: Connection
    private let table: String
    private let statement: EngineStatement<SQLiteDialect>

    /// - Parameters:
    ///   - location: a table or view; the address is the path of its database, nil for the store's own.
    ///   - store: the connection of the store.
    /// - Throws: `EngineError.noTable` if the database cannot be opened.
    public init(_ location: EngineLocation, besides store: Connection) throws {
        table = location.table
        statement = EngineStatement(SQLiteDialect(), source: "main.\(SQLName.quoted(table))")
        guard let path = location.address else {
            connection = store
            return
        }
        do { connection = try Connection(path: path, access: .readOnly) } catch {
            throw EngineError.noTable(table, reason: "database \(path) cannot be read: \(error)")
        }
        // An interrupt of the statement reaches the store's connection only.
        connection.setProgressHandler { [weak store] in (try? store?.checkInterrupt()) != nil }
    }

    public var name: String { PlainFacts.engineName }
    public var readsRowsInOneOrder: Bool { true }
    public var rowLimit: Int64? { nil }

    /// - Throws: `EngineError.noTable`; `SQLError`.
    /// - Complexity: O(rows × columns), because a column of SQLite may have values of several types.
    public func fields() throws -> [OutsideFieldDescription] {
        try columnNames().map { name in
            let column = SQLName.quoted(name)
            let types = try rows("select distinct typeof(\(column)) from main.\(SQLName.quoted(table))")
                .compactMap { $0[0].text }.filter { $0 != "null" }.sorted()
            let kind: OutsideFieldDescription.Kind =
                switch types {
                case ["integer"]: .integer
                case ["real"], ["integer", "real"]: .real
                case ["text"]: try hasLists(column) ? .list : .text
                default: .text
                }
            return OutsideFieldDescription(path: [name], kind: kind, type: types.joined(separator: ", "))
        }
    }

    /// The number of rows. Other changes need no notice: the table is read again for each question.
    ///
    /// - Throws: `EngineError.noTable`; `SQLError`.
    public func snapshot() throws -> String {
        _ = try columnNames()
        return "\(try groups(GroupQuery([])).rowCount) rows"
    }

    private func columnNames() throws -> [String] {
        let names = try rows("select name from pragma_table_xinfo(?, 'main') where hidden <> 1", .text(table))
            .compactMap { $0[0].text }
        guard !names.isEmpty else { throw EngineError.noTable(table, reason: "the database has none of that name") }
        return names
    }

    public func groups(_ query: GroupQuery) throws -> RowGroups {
        var builder = RawTableBuilder(query.fields, table: table)
        var totals = RawTableBuilder(query.sums, table: table)
        var known: [[Int64]] = query.sums.map { _ in [] }
        var counts: [Int64] = []
        let statement = try Statement(unchecked: statement(for: query), on: connection)
        while try statement.step() {
            for place in query.fields.indices { try builder.append(statement.value(at: place), at: place) }
            counts.append(statement.integer(at: Int32(query.fields.count)))
            for place in query.sums.indices {
                let column = query.fields.count + 1 + 2 * place
                try totals.append(statement.value(at: column), at: place)
                known[place].append(statement.integer(at: Int32(column + 1)))
            }
        }
        return RowGroups(
            table: builder.table(rowCount: counts.count), counts: counts,
            sums: zip(totals.table(rowCount: counts.count).columns, known).map { RawSum(totals: $0, known: $1) })
    }

    /// In the order of the rows' ids, or of the view.
    ///
    /// - Complexity: O(rows before the first one + rows).
    public func rows(_ query: RowQuery) throws -> RawTable {
        var builder = RawTableBuilder(query.fields, table: table)
        let sql = """
            \(self.statement.rows(query.fields, limit: nil)) \(try hasRowIDs ? "order by rowid" : "") \
            limit \(query.rows.count) offset \(query.rows.lowerBound)
            """
        let statement = try Statement(unchecked: sql, on: connection)
        var count = 0
        while try statement.step() {
            for place in query.fields.indices { try builder.append(statement.value(at: place), at: place) }
            count += 1
        }
        return builder.table(rowCount: count)
    }

    public func statement(for query: GroupQuery) -> String { statement.groups(query) }

    /// Whether each text is a JSON list, as SQLite keeps lists.
    private func hasLists(_ column: String) throws -> Bool {
        try rows(
            """
            select 1 from main.\(SQLName.quoted(table))
            where \(column) is not null and not iif(json_valid(\(column)), json_type(\(column)) = 'array', 0)
            limit 1
            """
        ).isEmpty
    }

    /// Views and tables `without rowid` have none.
    private var hasRowIDs: Bool {
        get throws {
            try !rows(
                "select 1 from pragma_table_list where schema = 'main' and name = ? and type = 'table' and wr = 0",
                .text(table)
            ).isEmpty
        }
    }

    private func rows(_ sql: String, _ values: SQLValue...) throws -> [[SQLValue]] {
        let statement = try Statement(unchecked: sql, on: connection)
        try statement.bind(values)
        var rows: [[SQLValue]] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }
}
