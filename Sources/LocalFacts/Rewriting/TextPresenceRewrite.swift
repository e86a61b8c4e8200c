import SQLite

/// Asks for the length of a text where a statement only asks whether there is one: `text is null` becomes `length(text)
/// is null`, and `text <> ''` becomes `octet_length(text) <> 0`.
///
/// Why the answer stays the same: the length of null is null and that of a text is not, and only the empty text has no
/// bytes, in every collation. Lengths are known without the texts, and `LengthRewrite` makes columns of them.
struct TextPresenceRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite
    private let operand: TextOperand

    private var tokens: [SQLToken] { rewrite.tokens }

    /// Nil if the query has no such condition, or reads other tables.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            !rewrite.relation.texts.isEmpty
        else { return nil }
        self.rewrite = rewrite
        operand = TextOperand(rewrite)
        let conditions = [core.condition, core.having].compactMap(\.self)
        for range in core.items.map(\.expression) + core.groupBy + conditions + rewrite.ownOrder {
            edits += range.flatMap { changes(ofTextAt: $0, within: range) }
        }
        if edits.isEmpty { return nil }
    }

    private func changes(ofTextAt index: Int, within range: Range<Int>) -> [CoreRewrite.Edit] {
        guard operand.isText(at: index) else { return [] }
        let isQualified = index > range.lowerBound && tokens[index - 1].isSymbol(".")
        let text = (isQualified ? index - 2 : index)..<index + 1
        guard text.lowerBound == range.lowerBound || begins(after: tokens[text.lowerBound - 1]) else { return [] }
        let next = range.suffix(from: index + 1)
        if TextPresenceRewrite.nullTests.contains(where: { test in
            next.count >= test.count && zip(next, test).allSatisfy { tokens[$0].isWord($1) }
        }) {
            return [.init(range: rewrite.bytes(of: text), text: "length(\(rewrite.text(text)))")]
        }
        guard next.count >= 2, TextPresenceRewrite.comparisons.contains(where: tokens[index + 1].isSymbol),
            tokens[index + 2].written == "''",
            next.count == 2 || ends(before: tokens[index + 3])
        else { return [] }
        return [
            .init(range: rewrite.bytes(of: text), text: "octet_length(\(rewrite.text(text)))"),
            .init(range: rewrite.bytes(of: index + 2..<index + 3), text: "0"),
        ]
    }

    /// Whether an operand begins after a token, so that no operator before it binds more.
    private func begins(after token: SQLToken) -> Bool {
        token.isSymbol("(") || token.isSymbol(",") || TextPresenceRewrite.wordsBefore.contains(where: token.isWord)
    }

    private func ends(before token: SQLToken) -> Bool {
        token.isSymbol(")") || token.isSymbol(",") || TextPresenceRewrite.wordsAfter.contains(where: token.isWord)
    }

    private static let nullTests = [["is", "null"], ["is", "not", "null"], ["isnull"], ["notnull"], ["not", "null"]]
    private static let comparisons = ["=", "==", "<>", "!="]
    private static let wordsBefore = ["and", "or", "not", "when", "then", "else", "where"]
    private static let wordsAfter = ["and", "or", "then", "when", "else", "end", "as", "asc", "desc"]
}
