import CSQLite
import SQLite

/// Joins lines until they are whole statements.
struct StatementAssembler {
    /// A statement, and the number of lines before it in its text.
    struct Piece: Equatable {
        var text: String
        var linesBefore: Int
    }

    private(set) var pending = ""

    /// No line of a statement has been read yet.
    var isEmpty: Bool { pending.allSatisfy(\.isWhitespace) }

    /// Adds a line. Returns the text of one or more complete statements when the last one ends with `;` outside of
    /// quotes, comments and triggers.
    mutating func add(_ line: String) -> String? {
        pending += pending.isEmpty ? line : "\n" + line
        guard StatementAssembler.isWhole(pending) else { return nil }
        return takePending()
    }

    /// What has been read so far, and nothing is pending any more.
    mutating func takePending() -> String {
        defer { pending = "" }
        return pending
    }

    /// Whether a text ends with a whole statement.
    static func isWhole(_ text: String) -> Bool { sqlite3_complete(text) != 0 }

    /// The statements of a text, each from its first word to its semicolon. Comments and blanks alone are not
    /// statements.
    static func pieces(of text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var start: Int?
        func add(upTo end: Int) {
            guard let begin = start else { return }
            let linesBefore = bytes[..<begin].count { $0 == UInt8(ascii: "\n") }
            pieces.append(Piece(text: String(decoding: bytes[begin..<end], as: UTF8.self), linesBefore: linesBefore))
            start = nil
        }
        for token in SQLLexer.tokens(of: text) {
            guard token.isSymbol(";") else {
                start = start ?? token.range.lowerBound
                continue
            }
            // Inside of a trigger a semicolon ends nothing.
            let upToHere = String(
                decoding: bytes[(start ?? token.range.lowerBound)..<token.range.upperBound], as: UTF8.self)
            if isWhole(upToHere) { add(upTo: token.range.upperBound) }
        }
        add(upTo: bytes.count)
        return pieces
    }
}
