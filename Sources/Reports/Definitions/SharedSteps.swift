import Tabular

/// The steps that the tables of a report file share: common table expressions, written once below `-- steps:`.
///
/// A table that names one of them gets it, and those that it names in turn, in front of its own.
struct SharedSteps: Equatable {
    /// One common table expression.
    struct Step: Equatable {
        var name: String
        /// `name as (…)`, with its line feeds and without the comma after it.
        var text: String
        /// The line of the file on which the text starts, from 1.
        var line: Int
        /// The words of the text in lower case, the names of other steps among them.
        var words: Set<String> = []
    }

    private(set) var steps: [Step] = []

    /// None.
    init() {}

    /// - Parameters:
    ///   - text: expressions with commas between them, without `with`.
    ///   - line: the line of the file on which the text starts, from 1.
    /// - Returns: nil where a part of the text is no `name as (…)`.
    init?(_ text: String, line: Int) {
        var step = Step(name: "", text: "", line: line)
        var depth = 0
        var line = line
        func finish() -> Bool {
            while step.text.last?.isWhitespace == true { step.text.removeLast() }
            guard let name = SharedSteps.name(of: step.text) else { return false }
            step.name = name
            step.words = SharedSteps.words(of: step.text)
            steps.append(step)
            step = Step(name: "", text: "", line: line)
            return true
        }
        for piece in SQLPieces(text).pieces {
            for scalar in piece.text.unicodeScalars {
                if scalar == "\n" { line += 1 }
                if piece.kind == .code {
                    if scalar == "," && depth == 0 {
                        guard finish() else { return nil }
                        continue
                    }
                    depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
                }
                // What stands in front of a step is blank, or a comment.
                if step.text.isEmpty {
                    if piece.kind == .comment || scalar.properties.isWhitespace { continue }
                    step.line = line
                }
                step.text.unicodeScalars.append(scalar)
            }
        }
        guard depth == 0, finish() else { return nil }
    }

    /// The name of `name as (…)` or `name(columns) as (…)`.
    private static func name(of text: String) -> String? {
        guard text.last == ")" else { return nil }
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let rest = text[name.endIndex...].drop(while: \.isWhitespace)
        guard !name.isEmpty, rest.first == "(" || rest.lowercased().hasPrefix("as") else { return nil }
        return String(name)
    }

    /// The steps that a statement names, and those that these name in turn, in their order.
    private func needed(by sql: String) -> [Step] {
        guard !steps.isEmpty else { return [] }
        var needed: Set<String> = []
        var unread = [SharedSteps.words(of: sql)]
        while let words = unread.popLast() {
            for step in steps where words.contains(step.name.lowercased()) && needed.insert(step.name).inserted {
                unread.append(step.words)
            }
        }
        return steps.filter { needed.contains($0.name) }
    }

    /// The words of the code in lower case. Names of steps are ASCII: other letters only keep words together.
    private static func words(of sql: String) -> Set<String> {
        var words: Set<String> = []
        for piece in SQLPieces(sql).pieces where piece.kind != .comment {
            for word in piece.text.utf8.split(whereSeparator: { !isOfWord($0) }) {
                words.insert(String(Substring(word)).lowercased())
            }
        }
        return words
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// A statement with the steps that it needs in front of its own.
    func statement(_ sql: String) -> String {
        let steps = needed(by: sql)
        guard !steps.isEmpty else { return sql }
        let own = OwnSteps(sql)
        return own.with + "\n" + steps.map(\.text).joined(separator: ",\n") + (own.hasSteps ? "," : "")
            + (own.rest.hasPrefix("\n") ? "" : "\n") + own.rest
    }

    /// The same statement with everything on the line that it has in the file, so that errors of SQLite have that line.
    ///
    /// - Parameter line: the line of the file on which the statement starts, from 1.
    func statement(_ sql: String, atLine line: Int) -> String {
        let steps = needed(by: sql)
        let own = OwnSteps(sql)
        var parts: [(line: Int, text: String)] = []
        if let first = steps.first { parts.append((first.line - 1, own.with)) }
        for step in steps {
            let isLast = step == steps.last && !own.hasSteps
            parts.append((step.line, " " + step.text + (isLast ? "" : ",")))
        }
        parts.append((line, steps.isEmpty ? sql : " " + own.rest))
        var text = ""
        var present = 1
        for part in parts {
            text += String(repeating: "\n", count: max(0, part.line - present)) + part.text
            present = max(present, part.line) + part.text.utf8.count { $0 == UInt8(ascii: "\n") }
        }
        return text
    }
}

/// A statement, and whether it has steps of its own.
private struct OwnSteps {
    var hasSteps = false
    /// What begins the steps.
    var with = "with"
    /// The statement without `with` or `with recursive`.
    var rest: String

    init(_ sql: String) {
        rest = sql
        guard let afterWith = OwnSteps.rest(of: sql[...], after: "with") else { return }
        hasSteps = true
        rest = String(afterWith)
        guard let afterRecursive = OwnSteps.rest(of: afterWith.drop(while: \.isWhitespace), after: "recursive") else {
            return
        }
        with = "with recursive"
        rest = String(afterRecursive)
    }

    private static func rest(of text: Substring, after word: String) -> Substring? {
        guard text.prefix(word.count).lowercased() == word else { return nil }
        let rest = text.dropFirst(word.count)
        return rest.first?.isWhitespace == true ? rest : nil
    }
}
