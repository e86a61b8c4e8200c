import SQLite

/// `report NAME [by COLUMN] [weighted by COLUMN] [where CONDITION] [with name = value, …] [as FORMAT] [into FOLDER]`
/// as the line of `.report`.
struct ReportForm {
    let command: String

    /// Nil if the tokens are not of this form.
    init?(_ tokens: [SQLToken], text: String) {
        guard tokens.count >= 2, let (name, afterName) = ReportForm.name(tokens) else { return nil }
        var words = [name]
        var index = afterName
        /// The text up to the next clause.
        func clause(upTo stops: Set<String>) -> String {
            let start = index
            var depth = 0
            while index < tokens.count, depth > 0 || !stops.contains(tokens[index].keyword) {
                if tokens[index].isSymbol("(") { depth += 1 }
                if tokens[index].isSymbol(")") { depth -= 1 }
                index += 1
            }
            guard start < index else { return "" }
            let range = tokens[start].range.lowerBound..<tokens[index - 1].range.upperBound
            return String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
        }
        while index < tokens.count {
            let keyword = tokens[index].keyword
            index += 1
            switch keyword {
            case "by":
                let value = clause(upTo: ["where", "with", "weighted", "as", "into"])
                if value.isEmpty { return nil }
                words += ["--by", value]
            case "weighted" where index < tokens.count && tokens[index].keyword == "by":
                index += 1
                let value = clause(upTo: ["where", "with", "as", "into", "by"])
                if value.isEmpty { return nil }
                words += ["--weight", value]
            case "where":
                let value = clause(upTo: ["with", "weighted", "as", "into"])
                if value.isEmpty { return nil }
                words += ["--where", value]
            case "with":
                let values = clause(upTo: ["where", "weighted", "as", "into"])
                for assignment in values.split(separator: ",") {
                    let sides = assignment.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
                    guard sides.count == 2 else { return nil }
                    words += ["--param", "\(sides[0])=\(sides[1])"]
                }
            case "as":
                let value = clause(upTo: ["where", "with", "weighted", "into"])
                if value.isEmpty { return nil }
                words += ["--format", value]
            case "into":
                let value = clause(upTo: ["where", "with", "weighted", "as"])
                if value.isEmpty { return nil }
                words += ["--out", SQLLexer.tokens(of: value).first?.value ?? value]
            default: return nil
            }
        }
        command = ".report " + words.map(ShortForm.word).joined(separator: " ")
    }

    /// A report's name has hyphens, which are minus signs to SQL.
    private static func name(_ tokens: [SQLToken]) -> (String, Int)? {
        guard var name = tokens[1].value else { return nil }
        var index = 2
        while index + 1 < tokens.count, tokens[index].isSymbol("-"),
            tokens[index].range.lowerBound == tokens[index - 1].range.upperBound,
            tokens[index + 1].range.lowerBound == tokens[index].range.upperBound, let part = tokens[index + 1].value
        {
            name += "-" + part
            index += 2
        }
        return (name, index)
    }
}
