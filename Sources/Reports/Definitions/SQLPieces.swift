import SQLite

/// SQL cut into code, quoted text and comments, so that a brace or parenthesis in a text counts as text.
struct SQLPieces {
    enum Kind: Equatable {
        case code, quoted, comment
    }

    struct Piece: Equatable {
        var kind: Kind
        var text: Substring
        /// False for a quotation or block comment that is not closed.
        var isClosed = true
    }

    private(set) var pieces: [Piece] = []
    private let sql: String
    private let parameters: [Parameter]

    /// - Complexity: O(bytes of `sql`).
    init(_ sql: String) {
        self.sql = sql
        let tokens = SQLLexer.tokens(of: sql, withComments: true)
        parameters = Parameter.all(in: tokens)
        var end = sql.startIndex
        for token in tokens where Kind(token.kind) != .code {
            let range = SQLPieces.range(token.range, in: sql)
            if end < range.lowerBound { pieces.append(Piece(kind: .code, text: sql[end..<range.lowerBound])) }
            pieces.append(Piece(kind: Kind(token.kind), text: sql[range], isClosed: token.isClosed))
            end = range.upperBound
        }
        if end < sql.endIndex { pieces.append(Piece(kind: .code, text: sql[end...])) }
    }

    /// The names after `$`, and those between braces.
    var parameterNames: (bound: Set<String>, braced: Set<String>) {
        (
            bound: Set(parameters.lazy.filter { !$0.isBraced }.map(\.name)),
            braced: Set(parameters.lazy.filter(\.isBraced).map(\.name))
        )
    }

    /// The SQL with `{name}` replaced in its code; a name without replacement stays as it is.
    func replacing(_ replacements: [String: String]) -> String {
        var result = ""
        var end = sql.startIndex
        for parameter in parameters where parameter.isBraced {
            guard let replacement = replacements[parameter.name] else { continue }
            let range = SQLPieces.range(parameter.range, in: sql)
            result += sql[end..<range.lowerBound] + replacement
            end = range.upperBound
        }
        return result + sql[end...]
    }

    private static func range(_ bytes: Range<Int>, in sql: String) -> Range<String.Index> {
        let start = sql.utf8.index(sql.startIndex, offsetBy: bytes.lowerBound)
        return start..<sql.utf8.index(start, offsetBy: bytes.count)
    }
}

extension SQLPieces.Kind {
    fileprivate init(_ kind: SQLToken.Kind) {
        switch kind {
        case .string, .quotedName, .blob: self = .quoted
        case .comment: self = .comment
        case .word, .number, .parameter, .symbol, .illegal: self = .code
        }
    }
}

/// `$name` or `{name}` in the code of a report.
private struct Parameter {
    var name: String
    /// Bytes of the SQL.
    var range: Range<Int>
    var isBraced: Bool

    static func all(in tokens: [SQLToken]) -> [Parameter] {
        var parameters: [Parameter] = []
        for (index, token) in tokens.enumerated() {
            if token.kind == .parameter, token.written.utf8.first == UInt8(ascii: "$") {
                parameters.append(
                    Parameter(name: String(token.written.dropFirst()), range: token.range, isBraced: false))
            } else if token.kind == .word, index > 0, index + 1 < tokens.count {
                // SQLite knows no braces: they are illegal tokens.
                let (opening, closing) = (tokens[index - 1], tokens[index + 1])
                guard opening.written == "{", opening.range.upperBound == token.range.lowerBound,
                    closing.written == "}", closing.range.lowerBound == token.range.upperBound
                else { continue }
                parameters.append(
                    Parameter(
                        name: token.written, range: opening.range.lowerBound..<closing.range.upperBound,
                        isBraced: true))
            }
        }
        return parameters
    }
}
