import SQLite

/// `from RELATION … [select …] [where …]`: SQL with the relation first.
struct FromForm {
    let sql: String

    /// Nil if the tokens are not of this form.
    init?(_ tokens: [SQLToken], text: String) {
        guard tokens.count >= 2 else { return nil }
        func part(_ range: Range<Int>) -> String {
            guard !range.isEmpty else { return "" }
            let bytes = tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
            return String(decoding: text.utf8.dropFirst(bytes.lowerBound).prefix(bytes.count), as: UTF8.self)
        }
        let starts = FromForm.clauseStarts(tokens)
        guard let select = starts.first(where: { tokens[$0].keyword == "select" }) else {
            let rest = part(0..<tokens.count)
            sql = "select * \(rest)"
            return
        }
        // The columns extend to the next clause; the parts before and after them follow in their order.
        let end = starts.first { $0 > select } ?? tokens.count
        sql = [part(select..<end), part(0..<select), part(end..<tokens.count)].filter { !$0.isEmpty }.joined(
            separator: " ")
    }

    /// Where clauses begin, outside of parentheses.
    private static func clauseStarts(_ tokens: [SQLToken]) -> [Int] {
        var starts: [Int] = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            if depth == 0, clauses.contains(token.keyword) { starts.append(index) }
        }
        return starts
    }

    private static let clauses: Set<String> = [
        "from", "select", "where", "group", "having", "window", "order", "limit", "union", "except", "intersect",
    ]
}
