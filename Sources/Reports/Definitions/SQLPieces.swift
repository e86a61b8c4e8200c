/// Cuts SQL into code, quoted text and comments, as SQLite's tokenizer does, so that a brace or a parenthesis in a text is
/// taken for what it is.
struct SQLPieces {
    enum Kind: Equatable {
        case code, quoted, comment
    }

    struct Piece: Equatable {
        var kind: Kind
        var text: Substring
        /// False for a quotation or block comment that the end of the text cuts off.
        var isClosed = true
    }

    private(set) var pieces: [Piece] = []

    /// - Complexity: O(bytes of `sql`).
    init(_ sql: String) {
        let bytes = sql.utf8
        var start = bytes.startIndex
        var index = start
        func append(_ kind: Kind, upTo end: String.Index, isClosed: Bool = true) {
            if start < end { pieces.append(Piece(kind: kind, text: sql[start..<end], isClosed: isClosed)) }
            start = end
            index = end
        }
        while index < bytes.endIndex {
            guard let opening = SQLPieces.opening(of: bytes[index...]) else {
                bytes.formIndex(after: &index)
                continue
            }
            append(.code, upTo: index)
            let (end, isClosed) = SQLPieces.end(of: opening, in: bytes[index...])
            append(opening.kind, upTo: end, isClosed: isClosed)
        }
        append(.code, upTo: bytes.endIndex)
    }

    /// The names behind `$`, and those between braces.
    var parameterNames: (bound: Set<String>, braced: Set<String>) {
        var bound = Set<String>()
        var braced = Set<String>()
        for piece in pieces where piece.kind == .code {
            for match in piece.text.matches(of: /\$(\w+)/) { bound.insert(String(match.1)) }
            for match in piece.text.matches(of: /\{(\w+)\}/) { braced.insert(String(match.1)) }
        }
        return (bound, braced)
    }

    /// The SQL with `{name}` replaced in its code; a name without replacement stays as it is.
    func replacing(_ replacements: [String: String]) -> String {
        pieces.map { piece in
            guard piece.kind == .code else { return String(piece.text) }
            return String(
                piece.text.replacing(/\{(\w+)\}/) { match in replacements[String(match.1)] ?? String(match.0) })
        }.joined()
    }

    // MARK: - Quotations and comments

    /// What begins a quotation or a comment, and what ends it. By bytes: to Swift a quote with an accent behind it is another
    /// character than the quote that SQLite sees.
    private struct Opening {
        var kind: Kind
        var bytes: [UInt8]
        var closing: [UInt8]
        /// A line comment may end with the text.
        var needsClosing = true
    }

    private static let openings = [
        Opening(kind: .quoted, bytes: Array("'".utf8), closing: Array("'".utf8)),
        Opening(kind: .quoted, bytes: Array("\"".utf8), closing: Array("\"".utf8)),
        Opening(kind: .quoted, bytes: Array("`".utf8), closing: Array("`".utf8)),
        Opening(kind: .quoted, bytes: Array("[".utf8), closing: Array("]".utf8)),
        Opening(kind: .comment, bytes: Array("--".utf8), closing: Array("\n".utf8), needsClosing: false),
        Opening(kind: .comment, bytes: Array("/*".utf8), closing: Array("*/".utf8)),
    ]

    private static func opening(of bytes: Substring.UTF8View) -> Opening? {
        openings.first { bytes.starts(with: $0.bytes) }
    }

    /// The end of the quotation or comment at the start of `bytes`. A doubled quote makes two quotations side by side, which
    /// together end where the one does that SQLite sees.
    private static func end(
        of opening: Opening, in bytes: Substring.UTF8View
    ) -> (end: String.Index, isClosed: Bool) {
        var rest = bytes.dropFirst(opening.bytes.count)
        while !rest.isEmpty {
            if rest.starts(with: opening.closing) {
                return (rest.index(rest.startIndex, offsetBy: opening.closing.count), true)
            }
            rest = rest.dropFirst()
        }
        return (bytes.endIndex, !opening.needsClosing)
    }
}
