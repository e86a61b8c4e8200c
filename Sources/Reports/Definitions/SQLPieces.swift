/// Splits SQL into code, quoted text and comments, as SQLite's tokenizer does, so that a brace or parenthesis in a text
/// counts as text.
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

    /// - Complexity: O(bytes of `sql`).
    init(_ sql: String) {
        var sql = sql
        let cuts = sql.withUTF8(SQLPieces.cuts)
        var start = sql.startIndex
        for cut in cuts {
            let end = sql.utf8.index(sql.startIndex, offsetBy: cut.end)
            pieces.append(Piece(kind: cut.kind, text: sql[start..<end], isClosed: cut.isClosed))
            start = end
        }
    }

    /// The end of a piece; it begins at the end of the previous one.
    private typealias Cut = (kind: Kind, end: Int, isClosed: Bool)

    private static func cuts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Cut] {
        var cuts: [Cut] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            guard let opening = opening(of: bytes[index...]) else {
                index += 1
                continue
            }
            if start < index { cuts.append((.code, index, true)) }
            let (end, isClosed) = end(of: opening, in: bytes[index...])
            cuts.append((opening.kind, end, isClosed))
            start = end
            index = end
        }
        if start < bytes.count { cuts.append((.code, bytes.count, true)) }
        return cuts
    }

    /// The names after `$`, and those between braces.
    var parameterNames: (bound: Set<String>, braced: Set<String>) {
        var bound = Set<String>()
        var braced = Set<String>()
        for piece in pieces where piece.kind == .code {
            for parameter in SQLPieces.parameters(in: piece.text.utf8) {
                if parameter.isBraced { braced.insert(parameter.name) } else { bound.insert(parameter.name) }
            }
        }
        return (bound, braced)
    }

    /// The SQL with `{name}` replaced in its code; a name without replacement stays as it is.
    func replacing(_ replacements: [String: String]) -> String {
        var sql = ""
        for piece in pieces {
            var rest = piece.text
            for parameter in piece.kind == .code ? SQLPieces.parameters(in: rest.utf8) : [] where parameter.isBraced {
                guard let replacement = replacements[parameter.name] else { continue }
                sql += rest[..<parameter.range.lowerBound] + replacement
                rest = rest[parameter.range.upperBound...]
            }
            sql += rest
        }
        return sql
    }

    // MARK: - Parameters

    /// `$name` or `{name}` as code has it.
    private struct Parameter {
        var name: String
        var range: Range<String.Index>
        var isBraced: Bool
    }

    private static func parameters(in code: Substring.UTF8View) -> [Parameter] {
        var parameters: [Parameter] = []
        var rest = code
        while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{") }) {
            let isBraced = rest[start] == UInt8(ascii: "{")
            rest = rest[start...].dropFirst()
            let name = rest.prefix(while: isOfName)
            guard !name.isEmpty, !isBraced || rest[name.endIndex...].first == UInt8(ascii: "}") else { continue }
            rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0)
            parameters.append(
                Parameter(name: String(Substring(name)), range: start..<rest.startIndex, isBraced: isBraced))
        }
        return parameters
    }

    /// Whether the byte can be part of a name in SQLite: letters, digits, `_`, and everything that is not ASCII.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    // MARK: - Quotations and comments

    /// What begins a quotation or a comment, and what ends it. By bytes: in Swift a quote followed by a combining
    /// accent is another character than the quote that SQLite sees.
    private struct Opening {
        var kind: Kind
        /// Its bytes.
        var length = 1
        var closing: UInt8
        /// The byte before `closing`: the asterisk of a block comment's end.
        var beforeClosing: UInt8?
        /// A line comment may end with the text.
        var needsClosing = true
    }

    private static func opening(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Opening? {
        guard let first = bytes.first else { return nil }
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): return Opening(kind: .quoted, closing: first)
        case UInt8(ascii: "["): return Opening(kind: .quoted, closing: UInt8(ascii: "]"))
        case UInt8(ascii: "-") where bytes.dropFirst().first == UInt8(ascii: "-"):
            return Opening(kind: .comment, length: 2, closing: UInt8(ascii: "\n"), needsClosing: false)
        case UInt8(ascii: "/") where bytes.dropFirst().first == UInt8(ascii: "*"):
            return Opening(
                kind: .comment, length: 2, closing: UInt8(ascii: "/"), beforeClosing: UInt8(ascii: "*"))
        default: return nil
        }
    }

    /// The end of the quotation or comment at the start of `bytes`. A doubled quote gives two adjacent quotations,
    /// which together end where SQLite's single one does.
    private static func end(
        of opening: Opening, in bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (end: Int, isClosed: Bool) {
        var previous: UInt8?
        for index in bytes.indices.dropFirst(opening.length) {
            if bytes[index] == opening.closing, opening.beforeClosing == nil || previous == opening.beforeClosing {
                return (index + 1, true)
            }
            previous = bytes[index]
        }
        return (bytes.endIndex, !opening.needsClosing)
    }
}
