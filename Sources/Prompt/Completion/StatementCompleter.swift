import Reports
import SQLite
import Tabular

/// Completion inside of a statement.
struct StatementCompleter {
    private let catalogue: PromptCatalogue
    /// The tokens before what is being typed.
    private let before: [SQLToken]
    /// What is being typed: a word, a quoted name or a string, from its start to the cursor.
    private let typed: SQLToken?
    private let cursor: Int
    private let scope: StatementScope

    init(catalogue: PromptCatalogue, before: [SQLToken], after: [SQLToken], cursor: Int) {
        self.catalogue = catalogue
        self.cursor = cursor
        // Only the statement that the cursor is in.
        var own = before
        if let end = before.lastIndex(where: { $0.isSymbol(";") }) { own = Array(before[(end + 1)...]) }
        let rest = after.prefix { !$0.isSymbol(";") }
        scope = StatementScope(own + rest)
        if let last = own.last, last.range.upperBound == cursor, last.kind == .word || !last.isClosed {
            typed = last
            self.before = own.dropLast()
        } else {
            typed = nil
            self.before = own
        }
    }

    func completion() -> Completion {
        let range = (typed?.range.lowerBound ?? cursor)..<cursor
        return Completion(range: range, candidates: candidates())
    }

    private func candidates() -> [Completion.Candidate] {
        if typed?.kind == .string { return values() }
        if typed?.kind == .quotedName { return matching(columns() + relations(), quoted: true) }
        if let column = comparedColumn(before), typed == nil { return values(of: column) }
        if let short = shortForm() { return matching(short) }
        if let qualifier = qualifier() { return matching(columns(of: qualifier)) }
        guard let last = before.last else { return matching(Self.beginnings + Self.keywords(["with", "values"])) }
        if ["from", "join"].contains(last.keyword) || last.isSymbol(",") && isInFrom { return matching(relations()) }
        // Without a typed letter a list of everything would not help; the columns of the statement do.
        if typed == nil { return columns() }
        let expressions = columns() + functions()
        let keywords = Self.keywords(SQLKeywords.all)
        return matching((isOperand(last) ? keywords + expressions : expressions + keywords) + relations())
    }

    /// After a name, a value or a closed parenthesis a clause continues with a keyword.
    private func isOperand(_ token: SQLToken) -> Bool {
        token.isSymbol(")") || ![.symbol, .illegal].contains(token.kind) && !SQLKeywords.isKeyword(token)
    }

    // MARK: - Values

    /// The column that a string at this place is compared with: `column = '`, `column in ('a', '`.
    private func comparedColumn(_ tokens: [SQLToken]) -> String? {
        var index = tokens.count - 1
        guard index >= 1 else { return nil }
        if tokens[index].isSymbol("(") || tokens[index].isSymbol(",") {
            // Back over the values of a list.
            while index >= 0, tokens[index].isSymbol(",") || tokens[index].kind == .string { index -= 1 }
            guard index >= 2, tokens[index].isSymbol("("), tokens[index - 1].keyword == "in" else { return nil }
            index -= 2
            if tokens[index].keyword == "not", index >= 1 { index -= 1 }
            return name(tokens[index])
        }
        let isComparison =
            ["=", "==", "<>", "!="].contains(tokens[index].text)
            || ["is", "like", "glob"].contains(tokens[index].keyword)
            || tokens[index].keyword == "not" && index >= 2 && tokens[index - 1].keyword == "is"
        guard isComparison else { return nil }
        index -= 1
        while index > 0, ["not", "is"].contains(tokens[index].keyword) { index -= 1 }
        return name(tokens[index])
    }

    private func name(_ token: SQLToken) -> String? {
        guard [.word, .quotedName].contains(token.kind), !SQLKeywords.isKeyword(token) else { return nil }
        return token.value
    }

    private func values() -> [Completion.Candidate] {
        guard let column = comparedColumn(before) else { return [] }
        return values(of: column)
    }

    private func values(of column: String) -> [Completion.Candidate] {
        let named = scope.sources.map(\.relation)
        guard let relation = catalogue.relation(withColumn: column, among: named),
            let known = relation.column(named: column), known.hasValues
        else { return [] }
        let typed = self.typed?.value ?? ""
        let values = catalogue.values(known.name, relation.name)
        let folded = typed.lowercased()
        var found = values.filter { $0.text.lowercased().hasPrefix(folded) }
        if found.isEmpty { found = values.filter { $0.text.lowercased().contains(folded) } }
        return found.map { value in
            Completion.Candidate(
                "'" + value.text.replacing("'", with: "''") + "'", label: value.text,
                detail: Magnitude.grouped(value.count), kind: .value)
        }
    }

    // MARK: - Names

    /// The relation before the dot before the typed text.
    private func qualifier() -> String? {
        guard before.count >= 2, before[before.count - 1].isSymbol("."), let name = before[before.count - 2].value
        else {
            return nil
        }
        return scope.relation(of: name) ?? name
    }

    private func columns(of relation: String) -> [Completion.Candidate] {
        (catalogue.relation(named: relation)?.columns ?? []).map(Self.candidate)
    }

    /// The columns of the statement's relations; if it has none yet, those of all relations over the samples.
    private func columns() -> [Completion.Candidate] {
        let relations = scope.sources.compactMap { catalogue.relation(named: $0.relation) }
        let columns = (relations.isEmpty ? Array(catalogue.sampleRelations) : relations).flatMap(\.columns)
        var seen = Set<String>()
        return columns.filter { seen.insert($0.name).inserted }.map(Self.candidate)
    }

    private static func candidate(_ column: PromptCatalogue.Column) -> Completion.Candidate {
        let isPlain = column.name.wholeMatch(of: /[\p{L}_][\p{L}\p{N}_]*/) != nil
        return Completion.Candidate(isPlain ? column.name : quoted(column.name), label: column.name, kind: .column)
    }

    private var isInFrom: Bool {
        for token in before.reversed() {
            if token.keyword == "from" { return true }
            if SQLKeywords.isKeyword(token), !["as", "join", "left", "cross", "inner"].contains(token.keyword) {
                return false
            }
        }
        return false
    }

    private func relations() -> [Completion.Candidate] {
        (scope.named + catalogue.relations.map(\.name)).map { Completion.Candidate($0, kind: .relation) }
    }

    private func functions() -> [Completion.Candidate] {
        catalogue.functions.map { Completion.Candidate($0.name + "(", label: $0.signature, kind: .function) }
            + catalogue.builtInFunctions.map { Completion.Candidate($0 + "(", label: $0 + "()", kind: .function) }
    }

    private static func keywords(_ words: [String]) -> [Completion.Candidate] {
        words.map { Completion.Candidate($0, kind: .keyword) }
    }

    private static let beginnings = keywords([
        "select", "from", "report", "show", "describe", "summarize", "explain",
    ])

    /// The words that can continue a short form.
    private func shortForm() -> [Completion.Candidate]? {
        switch before.first?.keyword {
        case "report" where before.count == 1:
            return catalogue.reports().map { Completion.Candidate($0.name, kind: .report) }
        case "report" where before.last?.keyword == "by":
            guard let name = before.dropFirst().first?.value else { return [] }
            let parts = catalogue.reports().first { $0.name == name }?.parts ?? []
            return parts.map { Completion.Candidate($0, kind: .argument) } + columns()
        case "show" where before.count == 1: return Self.keywords(["tables", "columns", "reports"])
        case "describe" where before.count == 1, "summarize" where before.count == 1: return relations()
        default: return nil
        }
    }

    /// Those that begin with the typed text, in its case.
    private func matching(_ candidates: [Completion.Candidate], quoted isQuoted: Bool = false) -> [Completion.Candidate]
    {
        let typed = isQuoted ? self.typed?.value ?? "" : self.typed?.text ?? ""
        let folded = typed.lowercased()
        let isUpper = !typed.isEmpty && typed == typed.uppercased() && typed != typed.lowercased()
        var seen = Set<String>()
        return candidates.compactMap { candidate in
            var candidate = candidate
            if isQuoted { candidate.text = quoted(candidate.label) }
            guard candidate.label.lowercased().hasPrefix(folded), seen.insert(candidate.text).inserted else {
                return nil
            }
            if candidate.kind == .keyword, isUpper { candidate.text = candidate.text.uppercased() }
            return candidate
        }
    }
}
