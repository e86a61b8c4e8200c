import SQLite
import Warehouse

extension DotCommand {
    static let tables = DotCommand(
        name: ".tables", aliases: ["\\dt"], usage: "[PATTERN]", summary: "what a statement can read from",
        detail: "With a pattern, names like it: .tables %stage%", arguments: [.relation], count: 0...1
    ) { session, call in
        let catalogue = session.catalogue
        let rows = catalogue.relations.filter { call.words.first.map(LikePattern.init)?.matches($0.name) ?? true }
        try session.show(
            columns: ["name", "what"], rows: rows.map { [.text($0.name), .text($0.description)] })
    }

    static let describe = DotCommand(
        name: ".describe", aliases: ["\\d", "\\d+"], usage: "[RELATION]",
        summary: "the columns of a relation, hidden ones too; without a name as .tables",
        arguments: [.relation], count: 0...1
    ) { session, call in
        guard let name = call.words.first else { return try session.runCommand(".tables") }
        let relation = try session.relation(named: name)
        try session.show(
            columns: ["column", "type", "hidden", "what"],
            rows: relation.columns.map { column in
                [
                    .text(column.name), .text(column.type), .text(column.isHidden ? "hidden" : ""),
                    .text(column.description),
                ]
            })
    }

    static let schema = DotCommand(
        name: ".schema", usage: "[TABLE]", summary: "the SQL that made the plain tables",
        arguments: [.relation], count: 0...1
    ) { session, call in
        let rows = try session.store.connection.rows(
            """
            select sql || ';'
            from (select * from sqlite_schema union all select * from sqlite_temp_schema)
            where sql is not null and (?1 is null or tbl_name = ?1 collate nocase)
            order by tbl_name, type desc, name
            """, SQLValue(call.words.first))
        if let name = call.words.first, rows.isEmpty {
            _ = try session.relation(named: name)
            return try session.show([
                "\(name) is a relation over the samples, with no SQL behind it: `.describe \(name)` lists its columns."
            ])
        }
        try session.show(rows.compactMap { $0[0].text })
    }
}

extension Session {
    /// - Throws: `PromptError.unknownTopic`.
    func relation(named name: String) throws -> PromptCatalogue.Relation {
        if let relation = catalogue.relation(named: name) { return relation }
        throw PromptError.unknownTopic(
            name, near: DidYouMean.guesses(for: name, among: catalogue.relations.map(\.name)))
    }
}
