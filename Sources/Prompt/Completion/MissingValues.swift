import SQLite
import Warehouse

/// Conditions on values that do not occur: a misspelt tag gives an empty result and no error.
struct MissingValues {
    let catalogue: PromptCatalogue

    /// No rows, or one row of nulls and zeros, as an aggregate without rows gives.
    static func isEmpty(_ result: KeptResult) -> Bool {
        guard let row = result.rows.first else { return true }
        return result.rows.count == 1 && row.allSatisfy { $0 == .null || $0.number == 0 }
    }

    /// A sentence for each value that does not occur and that a statement compares a tag with.
    func remarks(on sql: String) -> [String] {
        let tokens = SQLLexer.tokens(of: sql)
        let relations = StatementScope(tokens).sources.map(\.relation)
        var remarks: [String] = []
        for (column, value) in MissingValues.comparisons(tokens) {
            guard let relation = catalogue.relation(withColumn: column, among: relations),
                let known = relation.column(named: column), known.hasValues
            else { continue }
            let values = catalogue.values(known.name, relation.name)
            // If the list is incomplete, a value that is not in it may occur.
            guard !values.isEmpty, values.count < ValueIndex.limit, !values.contains(where: { $0.text == value }) else {
                continue
            }
            let guess = DidYouMean.sentence(near(value, values.map(\.text)).map { "'\($0)'" })
            remarks.append("No sample has \(known.name) '\(value)'\(guess.map { ": \($0)" } ?? ".")")
        }
        return remarks
    }

    /// Values that begin with the typed value come before merely similar ones: 'Swahili' for 'swa'.
    private func near(_ value: String, _ values: [String]) -> [String] {
        let folded = value.lowercased()
        let longer = values.filter { folded.count > 1 && $0.lowercased().hasPrefix(folded) }
        var guesses = DidYouMean.guesses(for: value, among: values)
        guesses += longer.filter { !guesses.contains($0) }
        return Array(guesses.prefix(DidYouMean.count))
    }

    /// `column = 'value'` and `column in ('value', …)`.
    private static func comparisons(_ tokens: [SQLToken]) -> [(column: String, value: String)] {
        var found: [(String, String)] = []
        for (index, token) in tokens.enumerated() where index + 2 < tokens.count {
            guard [.word, .quotedName].contains(token.kind), !SQLKeywords.isKeyword(token), let column = token.value
            else {
                continue
            }
            let next = tokens[index + 1]
            if next.isSymbol("=") || next.isSymbol("=="), tokens[index + 2].kind == .string {
                found.append((column, tokens[index + 2].value ?? ""))
            } else if next.keyword == "in", tokens[index + 2].isSymbol("(") {
                for value in tokens[(index + 3)...] {
                    if value.kind == .string {
                        found.append((column, value.value ?? ""))
                    } else if !value.isSymbol(",") {
                        break
                    }
                }
            }
        }
        return found
    }
}
