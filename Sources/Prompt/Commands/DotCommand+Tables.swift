import Reports
import SQLite
import Warehouse

extension DotCommand {
    static let table = DotCommand(
        name: ".table", usage: "[NAME=FILE]",
        summary: "read a file as a temporary table; without a name list those there are",
        detail: """
            .table codes=codes.csv     CSV, TSV, JSON, JSON lines, Parquet or Arrow; a folder or pattern of several
            The table goes with the session, and drop table NAME removes it. Nothing is written to the store.
            """,
        arguments: [.definition], count: 0...1
    ) { session, call in
        guard let definition = call.words.first else { return try session.listTables() }
        guard let program = session.program else { throw PromptError.onlyInSession(command: ".table") }
        var lines: [String] = []
        try session.runAndShow {
            lines = try program.loadTable(definition, on: session.store)
            return nil
        } failing: {
            session.failure($0, stop: $1, seconds: $2, sql: "")
        }
        session.forgetNames()
        for line in lines { session.tell(line) }
    }
}

extension Session {
    /// Shows the temporary tables.
    fileprivate func listTables() throws {
        let names = try store.connection.rows(
            "select name from sqlite_temp_schema where type = 'table' order by name"
        ).compactMap { $0[0].text }
        let rows = try names.map { name -> [SQLValue] in
            let count = try store.connection.value("select count(*) from temp.\(SQLName.quoted(name))")
            let columns = try store.connection.rows(
                "select name || ' ' || type from pragma_table_info(?, 'temp') order by cid", .text(name)
            ).compactMap { $0[0].text }
            return [.text(name), count, .text(columns.joined(separator: ", "))]
        }
        try show(columns: ["table", "rows", "columns"], rows: rows)
    }
}
