import Reports
import SQLite
import Tabular
import Warehouse

/// One row for each column of a relation: distinct values, nulls, least and greatest, most frequent values.
struct ColumnSummary {
    let store: Store
    let relation: PromptCatalogue.Relation

    private static let topCount = 3

    /// - Throws: `SQLError`.
    /// - Complexity: one collapse for each column.
    func rows() throws -> HeldRows {
        let isOfSamples = relation.columns.contains { $0.isHidden && $0.name == "n" }
        let texts = Set(store.columns.filter { $0.kind == .text }.map(\.name))
        // Every sample has a different id and position in its file: listing these would cost more than everything else.
        let unique: Set<String> = isOfSamples ? ["id", "row"] : []
        let rows = try relation.columns.filter { !$0.isHidden }.map { column -> [SQLValue] in
            if isOfSamples, texts.contains(column.name) || unique.contains(column.name) {
                return [.text(column.name), .text(column.type), .null, .null, .null, .null, .null]
            }
            return try row(column, counting: isOfSamples ? "sum(n)" : "count(*)")
        }
        return HeldRows(
            columns: ["column", "type", "distinct", "nulls", "least", "greatest", "most frequent"], rows: rows)
    }

    private func row(_ column: PromptCatalogue.Column, counting: String) throws -> [SQLValue] {
        let summary = try store.connection.rows(
            """
            with counted as (
                select \(quoted(column.name)) as value, \(counting) as samples
                from \(quoted(relation.name))
                group by value
            ),
            ranked as (
                select value, samples
                from counted
                where value is not null
                order by samples desc, value
                limit \(ColumnSummary.topCount)
            )
            select
                (select count(value) from counted),
                (select coalesce(sum(samples) filter (where value is null), 0) from counted),
                (select min(value) from counted),
                (select max(value) from counted),
                (select group_concat(value, ', ') from ranked)
            """)
        return [.text(column.name), .text(column.type)] + (summary.first ?? [])
    }
}
