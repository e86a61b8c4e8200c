/// Writes the statements that an engine runs.
public struct EngineStatement<Dialect: SQLDialect>: Sendable {
    public let dialect: Dialect
    /// The table as it stands after `from`.
    public let source: String

    /// - Parameter source: a quoted name, or another table expression of the engine.
    public init(_ dialect: Dialect, source: String) {
        self.dialect = dialect
        self.source = source
    }

    /// The combinations of fields `field_0`, `field_1`, … with their number of rows, `row_count`, and for each field of
    /// numbers its total and how many rows have one, `sum_0`, `known_0`, ….
    public func groups(_ query: GroupQuery) -> String {
        let names = query.fields.indices.map(EngineStatement.name)
        let numbers = query.sums.enumerated().map { "\(dialect.expression($1)) as number_\($0)" }
        let sums = query.sums.enumerated().flatMap { place, field in
            [
                "\(dialect.sum("number_\(place)", field.form)) as sum_\(place)",
                "count(number_\(place)) as known_\(place)",
            ]
        }
        let results = (names + ["count(*) as row_count"] + sums).joined(separator: ", ")
        let columns = named(query.fields) + numbers
        guard !columns.isEmpty else { return "select \(results) from \(source)" }
        let rows = "(select \(columns.joined(separator: ", ")) from \(source)) as field"
        // Grouped by name, because a constant in `group by` would be a position.
        return """
            select \(results)
            from \(rows)
            \(names.isEmpty ? "" : "group by \(names.joined(separator: ", "))")
            """
    }

    /// The combinations of a cube's fields, as the rows of its table: `stamp`, `field_0`, …, `row_count`.
    public func cells(of cube: CubeTable) -> String {
        let names = cube.fields.indices.map(EngineStatement.name)
        return """
            select '\(cube.stamp)' as stamp, \((names + ["count(*) as row_count"]).joined(separator: ", "))
            from (select \(named(cube.fields).joined(separator: ", ")) from \(source)) as field
            group by \(names.joined(separator: ", "))
            """
    }

    /// As ``groups(_:)``, from the table of a cube that holds the query.
    ///
    /// - Parameter table: the cube's table as it stands after `from`.
    public func groups(_ query: GroupQuery, in cube: CubeTable, table: String) -> String {
        let keys = query.fields.enumerated().map { place, field in
            "\(EngineStatement.name(cube.fields.firstIndex(of: field) ?? 0)) as key_\(place)"
        }
        let results = query.fields.indices.map { "key_\($0) as \(EngineStatement.name($0))" }
        let count = "\(dialect.integer("sum(row_count)")) as row_count"
        let names = query.fields.indices.map { "key_\($0)" }.joined(separator: ", ")
        return """
            select \((results + [count]).joined(separator: ", "))
            from (select \((keys + ["row_count"]).joined(separator: ", ")) from \(table) where stamp = '\(cube.stamp)') as cell
            \(names.isEmpty ? "" : "group by \(names)")
            """
    }

    /// The fields of rows, without an order.
    public func rows(_ fields: [OutsideField], limit: Int64?) -> String {
        let columns = fields.isEmpty ? "1 as field_0" : named(fields).joined(separator: ", ")
        return "select \(columns) from \(source)" + (limit.map { " limit \($0)" } ?? "")
    }

    /// The rows of a table of combinations `selection`, whose columns are `field_0`, … and `added_0`, ….
    ///
    /// - Parameters:
    ///   - names: what the added columns are called in the result. The selection has one row if there are no fields.
    ///   - drawn: a condition on a row by which it is drawn; nil for all.
    public func chosenRows(
        _ fields: [OutsideField], addedNames names: [String], from selection: String, drawn: String?
    ) -> String {
        let added = names.enumerated().map { ", chosen.added_\($0) as \(dialect.quoted($1))" }.joined()
        let condition = drawn.map { "where \($0)" } ?? ""
        guard !fields.isEmpty || !names.isEmpty else { return "select * from \(source) \(condition)" }
        let pairs = fields.indices.map { "\(dialect.expression(fields[$0])) <=> chosen.\(EngineStatement.name($0))" }
        return """
            select row_.*\(added)
            from \(source) as row_
                join \(selection) as chosen on \(pairs.isEmpty ? "true" : pairs.joined(separator: " and "))
            \(condition)
            """
    }

    private func named(_ fields: [OutsideField]) -> [String] {
        fields.enumerated().map { "\(dialect.expression($1)) as \(EngineStatement.name($0))" }
    }

    /// What the field at a place is called in a result.
    public static func name(_ place: Int) -> String { "field_\(place)" }
}
