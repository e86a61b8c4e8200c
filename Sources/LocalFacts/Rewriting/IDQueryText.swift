import SQLite

/// The text of a query of ids, as a statement passes it to a scan.
struct IDQueryText: Hashable {
    /// An expression of SQL: a literal, or a concatenation with the values of parameters.
    let expression: String
    let hasParameters: Bool

    /// A part of a condition, as SQL.
    enum Part {
        case text(String)
        case parameter(String)
    }

    /// - Parameters:
    ///   - table: the relation with its alias.
    ///   - conditions: those that all must hold.
    ///   - passed: the queries of ids that they name.
    ///
    /// Nil if the passed queries depend on parameters, which are not bound within a query.
    init?(of table: String, where conditions: [[Part]], passing passed: PassedQueryColumns) {
        guard !passed.queries.contains(where: \.hasParameters) else { return nil }
        var parameters: [String] = []
        // A parameter is cut out of the text by a sign that no SQL has.
        let condition = conditions.map { parts in
            let texts = parts.map { part in
                switch part {
                case .text(let text): return text
                case .parameter(let name):
                    parameters.append(name)
                    return IDQueryText.gap
                }
            }
            let joined = IDQueryText.joined(texts)
            return conditions.count == 1 ? joined : "(\(joined))"
        }.joined(separator: " and ")
        let rows = IDQuery.rows(of: table, where: conditions.isEmpty ? nil : condition, passing: passed.text)
        var pieces: [String] = []
        for (place, text) in rows.split(separator: IDQueryText.gap, omittingEmptySubsequences: false).enumerated() {
            if place > 0 { pieces.append(IDQueryText.value(of: parameters[place - 1])) }
            pieces.append(TextExpressionRewrite.literal(String(text)))
        }
        expression = pieces.joined(separator: " || ")
        hasParameters = !parameters.isEmpty
    }

    init(_ number: IDNumber) {
        expression = TextExpressionRewrite.literal(number.encoded)
        hasParameters = false
    }

    /// The places of the rows of a query; of all rows if it is nil. Nil if they cannot be passed.
    init?(_ place: RowPlace, of rows: IDQueryText?) {
        guard let start = place.encoded.map(TextExpressionRewrite.literal) else { return nil }
        expression = rows.map { "\(start) || \($0.expression)" } ?? start
        hasParameters = rows?.hasParameters == true
    }

    private static let gap = "\0"

    /// The value of a parameter as SQL writes it. `quote` would end a text at a NUL. The sign before the cast leaves
    /// the value without affinity, like a parameter.
    private static func value(of parameter: String) -> String {
        "iif(typeof(\(parameter)) = 'text', '+cast(x''' || hex(\(parameter)) || ''' as text)', quote(\(parameter)))"
    }

    private static func joined(_ texts: [String]) -> String {
        var result = ""
        var last = "("
        for text in texts {
            let isTight = ["(", "."].contains(last) || [")", ".", ","].contains(text)
            result += isTight ? text : " " + text
            last = text
        }
        return result
    }
}
