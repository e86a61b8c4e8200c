import SQLite
import Tabular

/// A statement in fewer words than SQL takes, and what it means.
///
///     report decay by source where language = 'swh'
///     show tables | columns [from RELATION] | reports
///     describe RELATION          summarize RELATION
///     from RELATION [select …] [where …] [group by …]
struct ShortForm: Equatable {
    enum Meaning: Equatable {
        case sql(String)
        /// The line of a dot command.
        case command(String)
    }

    let meaning: Meaning

    /// Nil for a text that is no short form, and so is SQL.
    init?(_ text: String) {
        var tokens = SQLLexer.tokens(of: text)
        while tokens.last?.isSymbol(";") == true { tokens.removeLast() }
        let found: Meaning? =
            switch tokens.first?.keyword {
            case "show": ShortForm.show(tokens)
            case "describe", "desc": ShortForm.describe(tokens)
            case "summarize": ShortForm.summarize(tokens)
            case "report": ReportForm(tokens, text: text).map { .command($0.command) }
            case "from": FromForm(tokens, text: text).map { .sql($0.sql) }
            default: nil
            }
        guard let found else { return nil }
        meaning = found
    }

    private static func show(_ tokens: [SQLToken]) -> Meaning? {
        switch tokens.dropFirst().map(\.keyword) {
        case ["tables"]: return .command(".tables")
        case ["reports"]: return .command(".reports")
        case ["columns"]: return .command(".describe samples")
        default:
            guard tokens.count == 4, tokens[1].keyword == "columns", ["from", "of", "in"].contains(tokens[2].keyword),
                let name = tokens[3].value
            else { return nil }
            return .command(".describe \(word(name))")
        }
    }

    private static func describe(_ tokens: [SQLToken]) -> Meaning? {
        guard tokens.count == 2, let name = tokens[1].value else { return nil }
        return .command(".describe \(word(name))")
    }

    private static func summarize(_ tokens: [SQLToken]) -> Meaning? {
        guard tokens.count == 2, let name = tokens[1].value else { return nil }
        return .command(".columns \(word(name))")
    }

    /// A word of a dot command.
    static func word(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "_-./=".contains($0) } && !text.isEmpty
        return isPlain ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
