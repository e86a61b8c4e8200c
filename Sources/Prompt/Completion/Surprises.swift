import SQLite

/// What a statement does in silence that people who know other databases do not expect.
struct Surprises {
    enum Kind: Hashable {
        /// A division of whole numbers, which leaves out the fraction.
        case wholeDivision
        /// A name in double quotes that is no column, which SQLite takes for a text.
        case textInDoubleQuotes(String)
        /// An alias that is also a hidden column, which SQLite takes in a clause.
        case hiddenColumn(String, clause: String)
        /// `text[1:3]`, where SQLite takes the brackets for quotes of another name of the column.
        case nameInBrackets(String)
        /// A word such as `semi` before `join`, which SQLite takes for another name of the table.
        case unknownJoin(String)
    }

    /// Is asked if a statement has a name in double quotes or a sum.
    let catalogue: () -> PromptCatalogue

    private static let aggregates = ["count", "sum"]
    private static let joins = ["semi", "anti", "asof", "positional"]

    /// The surprises of a statement in the order of their tokens, each once.
    func found(in sql: String) -> [Kind] {
        let tokens = SQLLexer.tokens(of: sql).filter { $0.kind != .comment }
        guard let first = tokens.first, ["select", "with", "values"].contains(first.keyword) else { return [] }
        var found: [Kind] = []
        let unknown = unknownNames(tokens)
        let hidden = hiddenColumns(tokens)
        for index in tokens.indices {
            let kind: Kind? =
                if tokens[index].isSymbol("/"), isWholeDivision(tokens, at: index) {
                    .wholeDivision
                } else if isSlice(tokens, at: index) {
                    .nameInBrackets(tokens[index].written)
                } else if unknown.contains(index) {
                    .textInDoubleQuotes(tokens[index].value ?? "")
                } else if let use = hidden[index] {
                    .hiddenColumn(use.name, clause: use.clause)
                } else {
                    Surprises.join(tokens, at: index)
                }
            if let kind, !found.contains(kind) { found.append(kind) }
        }
        return found
    }

    /// The sentences of a surprise: what happens, and what to write.
    func remark(_ kind: Kind) -> String {
        switch kind {
        case .wholeDivision:
            return "A division of whole numbers leaves out the fraction: multiply one of them by 1.0."
        case .textInDoubleQuotes(let name):
            let columns = catalogue().relations.flatMap(\.columns).map(\.name)
            let guess = DidYouMean.sentence(DidYouMean.guesses(for: name, among: Array(Set(columns)).sorted()))
            let start = "No column is named \(name), so \"\(name)\" is a text here"
            return start + (guess.map { ": \($0)" } ?? ". Write texts in single quotes.")
        case .hiddenColumn(let name, let clause):
            return "In `\(clause)`, \(name) is the hidden column of the relation, not the alias: rename the alias."
        case .nameInBrackets(let written):
            return "\(written) is another name of the column here: write substr(text, first, length) for a part of a "
                + "text, list_extract(list, n) for an element of a list."
        case .unknownJoin(let word):
            let advice =
                switch word {
                case "semi": " Write `where id in (select id from …)`."
                case "anti": " Write `where id not in (select id from …)`."
                default: ""
                }
            return "`\(word)` is another name of the table here, and the join is an inner one.\(advice)"
        }
    }

    // MARK: - Divisions

    /// Whether both sides of a division are counts, or sums of whole numbers.
    private func isWholeDivision(_ tokens: [SQLToken], at index: Int) -> Bool {
        guard index > 0, let open = Surprises.opening(tokens, closedAt: index - 1), open > 0,
            isWhole(tokens, name: open - 1, arguments: open + 1..<index - 1)
        else { return false }
        // A factor with a fraction comes first: 100.0 * count(*) / …
        if open > 2, tokens[open - 2].isSymbol("*"), tokens[open - 3].kind != .number || !isInteger(tokens[open - 3]) {
            return false
        }
        var next = index + 1
        // A query of one count, such as (select count(*) from samples).
        if next + 1 < tokens.count, tokens[next].isSymbol("("), tokens[next + 1].keyword == "select" { next += 2 }
        guard next + 1 < tokens.count, tokens[next + 1].isSymbol("("),
            let close = Surprises.closing(tokens, openedAt: next + 1)
        else { return false }
        return isWhole(tokens, name: next, arguments: next + 2..<close)
    }

    /// Whether a call counts, or adds up whole numbers.
    private func isWhole(_ tokens: [SQLToken], name: Int, arguments: Range<Int>) -> Bool {
        switch tokens[name].keyword {
        case "count": return true
        case "sum":
            let isPlain = arguments.allSatisfy { index in
                switch tokens[index].kind {
                case .number: isInteger(tokens[index])
                case .word, .quotedName, .string: tokens[index].keyword != "cast"
                default: !tokens[index].isSymbol("/")
                }
            }
            return isPlain && !arguments.contains { isReal(tokens[$0]) }
        default: return false
        }
    }

    private func isInteger(_ token: SQLToken) -> Bool { Int64(token.text) != nil }

    /// Whether a column of this name may have fractions; also whether it is unknown, and no word of SQL.
    private func isReal(_ token: SQLToken) -> Bool {
        guard [.word, .quotedName].contains(token.kind), let name = token.value, !SQLKeywords.isKeyword(token) else {
            return false
        }
        if Surprises.aggregates.contains(token.keyword) { return false }
        let columns = catalogue().relations.compactMap { $0.column(named: name) }
        return columns.isEmpty || columns.contains { $0.type.uppercased() != "INTEGER" && $0.type != "TEXT" }
    }

    private static func opening(_ tokens: [SQLToken], closedAt close: Int) -> Int? {
        guard tokens[close].isSymbol(")") else { return nil }
        var depth = 0
        for index in (0...close).reversed() {
            if tokens[index].isSymbol(")") { depth += 1 }
            if tokens[index].isSymbol("(") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func closing(_ tokens: [SQLToken], openedAt open: Int) -> Int? {
        var depth = 0
        for index in open..<tokens.count {
            if tokens[index].isSymbol("(") { depth += 1 }
            if tokens[index].isSymbol(")") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    // MARK: - Names

    /// Whether a name in brackets is a place or a range of places, behind an expression: `text[1:3]`, `parts[-1]`.
    private func isSlice(_ tokens: [SQLToken], at index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .quotedName, token.written.first == "[", Surprises.isAlias(tokens, at: index),
            tokens[index - 1].keyword != "as", let name = token.value
        else { return false }
        return name.contains(where: \.isNumber) && name.allSatisfy { $0.isNumber || ":- ".contains($0) }
    }

    /// The aliases that clauses name and that are hidden columns of a relation, by the places of their tokens.
    private func hiddenColumns(_ tokens: [SQLToken]) -> [Int: AliasUse] {
        let uses = AliasUse.all(in: tokens) { Surprises.isAlias(tokens, at: $0) }
        if uses.isEmpty { return [:] }
        let relations = catalogue().sampleRelations
        let hidden = uses.filter { use in
            relations.contains { relation in
                use.tables.contains { $0.lowercased() == relation.name.lowercased() }
                    && relation.column(named: use.name)?.isHidden == true
            }
        }
        return Dictionary(hidden.map { ($0.index, $0) }) { first, _ in first }
    }

    /// The names in double quotes that are neither those of columns and tables nor given by the statement.
    private func unknownNames(_ tokens: [SQLToken]) -> Set<Int> {
        let quoted = tokens.indices.filter { tokens[$0].kind == .quotedName && tokens[$0].written.first == "\"" }
        let scope = StatementScope(tokens)
        if quoted.isEmpty { return [] }
        let aliases = tokens.indices.filter { index in
            let token = tokens[index]
            let isName = token.kind == .quotedName || (token.kind == .word && !SQLKeywords.isKeyword(token))
            return isName && Surprises.isAlias(tokens, at: index)
        }.compactMap { tokens[$0].value }
        let given = Set(
            (aliases + scope.named + scope.sources.map(\.name) + ["rowid", "oid", "_rowid_"]).map { $0.lowercased() })
        let unknown = quoted.filter { index in
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            let isPart = next.map { $0.isSymbol(".") || $0.isSymbol("(") } ?? false
            let isAfter = index > 0 && (tokens[index - 1].isSymbol(".") || tokens[index - 1].keyword == "collate")
            return !isPart && !isAfter && !given.contains(tokens[index].value?.lowercased() ?? "")
        }
        if unknown.isEmpty { return [] }
        let catalogue = catalogue()
        // The columns of another table, such as that of a function, are not known.
        let areKnown = scope.sources.allSatisfy { source in
            catalogue.relation(named: source.relation) != nil
                || scope.named.contains { $0.lowercased() == source.relation.lowercased() }
        }
        let known = Set(catalogue.relations.flatMap { [$0.name] + $0.columns.map(\.name) }.map { $0.lowercased() })
        return areKnown ? Set(unknown.filter { !known.contains(tokens[$0].value?.lowercased() ?? "") }) : []
    }

    /// Whether a name is given here: behind `as`, or right behind an expression or a table.
    private static func isAlias(_ tokens: [SQLToken], at index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = tokens[index - 1]
        switch before.kind {
        case .number, .string, .quotedName: return true
        case .word: return before.keyword == "as" || before.keyword == "end" || !SQLKeywords.isKeyword(before)
        default: return before.isSymbol(")") || (before.isSymbol("(") && isNaming(tokens, openedAt: index - 1))
        }
    }

    /// Whether parentheses have the columns of a step: `with t("a", "b") as`.
    private static func isNaming(_ tokens: [SQLToken], openedAt open: Int) -> Bool {
        guard let close = closing(tokens, openedAt: open), close + 1 < tokens.count else { return false }
        return tokens[close + 1].keyword == "as"
    }

    /// A word of another database before `join`, behind the name of a table.
    private static func join(_ tokens: [SQLToken], at index: Int) -> Kind? {
        guard index > 0, index + 1 < tokens.count, tokens[index + 1].keyword == "join",
            joins.contains(tokens[index].keyword), tokens[index].kind == .word,
            tokens[index - 1].value != nil, !SQLKeywords.isKeyword(tokens[index - 1])
        else { return nil }
        return .unknownJoin(tokens[index].keyword)
    }
}
