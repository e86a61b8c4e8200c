import Reports
import SQLite
import Warehouse

extension DotCommand {
    static let columns = DotCommand(
        name: ".columns", usage: "[RELATION]",
        summary: "the columns with distinct values, nulls and most frequent values",
        detail: "Of samples where no relation is named. The short form is `summarize samples`.",
        arguments: [.relation], count: 0...1
    ) { session, call in
        let relation = try session.relation(named: call.words.first ?? "samples")
        try session.runAndShow {
            try ColumnSummary(store: session.store, relation: relation).rows()
        } failing: {
            session.failure($0, stop: $1, seconds: $2, sql: "")
        }
    }

    static let values = DotCommand(
        name: ".values", usage: "COLUMN [[like] PATTERN]", summary: "the values of a column, the most frequent first",
        detail: """
            .values language              all of them, with the samples that carry each
            .values country like %guinea  those like a pattern; % is any text
            .values places.country        of the relation that is named
            """,
        arguments: [.column, .oneOf(["like"])], count: 1...3
    ) { session, call in
        let (relation, column) = try session.column(named: call.words[0])
        let pattern = call.words.dropFirst().filter { $0.lowercased() != "like" || call.words.count == 2 }.last
        try session.runAndShow {
            let statement = try session.store.connection.prepare(
                """
                with counted as (
                    select \(quoted(column)) as value, sum(n) as samples
                    from \(quoted(relation.name))
                    group by value
                ),
                shared as (
                    select value, samples, samples * 1.0 / sum(samples) over () as share
                    from counted
                )
                select value as \(quoted(column)), samples, share
                from shared
                where ?1 is null or value like ?1
                order by samples desc, value
                """)
            try statement.bind([SQLValue(pattern)])
            return statement
        } failing: {
            session.failure($0, stop: $1, seconds: $2, sql: "")
        }
    }
}

extension Session {
    /// The column of a name, with or without its relation before it.
    ///
    /// - Throws: `PromptError.unknownColumn`, `.unknownTopic`.
    func column(named name: String) throws -> (relation: PromptCatalogue.Relation, column: String) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let given = parts.count == 2 ? try relation(named: parts[0]) : nil
        let plain = parts.last ?? name
        if let relation = given ?? catalogue.relation(withColumn: plain), let column = relation.column(named: plain) {
            return (relation, column.name)
        }
        var seen = Set<String>()
        let relations = given.map { [$0] } ?? Array(catalogue.sampleRelations)
        let known = relations.flatMap(\.columns).map(\.name).filter { seen.insert($0).inserted }
        throw PromptError.unknownColumn(plain, known: known, near: DidYouMean.guesses(for: plain, among: known))
    }
}
