import LocalFacts
import SQLite

/// The likely fix of an error of SQL.
struct ErrorHint {
    let catalogue: PromptCatalogue

    /// A sentence for the person; nil without a guess.
    func hint(for error: SQLError, sql: String) -> String? {
        let message = error.message
        if let name = message.suffix(after: "no such column: ") { return column(name, sql) }
        if let name = message.suffix(after: "no such table: ") { return table(name) }
        if let name = message.suffix(after: "no such function: ") {
            if ["rollup", "cube"].contains(name.lowercased()) { return ForeignSyntax.groupingSets }
            return ForeignFunctions.advice(for: name)
                ?? sentence(name, among: catalogue.functions.map(\.name) + catalogue.builtInFunctions)
        }
        if let name = message.suffix(after: "wrong number of arguments to function ") {
            let plain = String(name.prefix { $0 != "(" }).lowercased()
            return catalogue.functions.first { $0.name == plain }.map { "It is called \($0.signature): \($0.summary)" }
        }
        if message.hasPrefix("misuse of aggregate") {
            return isInAggregate(error.offset, sql)
                ? "An aggregate cannot stand in another: write the outer one in a query around it, or sum(…) over ()."
                : "An aggregate such as sum(n) cannot stand in `where`: compare it in `having`, behind `group by`."
        }
        if message.hasPrefix("aggregate functions are not allowed in the GROUP BY") {
            return "Count in a sub-query, and group what it gives by the number."
        }
        if message.hasPrefix("misuse of window function") || message.hasPrefix("misuse of aliased window function") {
            return "Windows are made after `where` and `group by`: filter and group a query around it, or filter with "
                + "`qualify`."
        }
        if let name = message.suffix(after: "ambiguous column name: ") {
            return "More than one of the relations has it: write its relation before it, as in samples.\(name)."
        }
        if message == "incomplete input" { return "The statement is not finished: is a ) or a quote missing?" }
        if message.contains("syntax error") {
            return ForeignSyntax.advice(for: sql) ?? keyword(near: error.offset, sql)
        }
        if message.hasPrefix("unrecognized token") { return ForeignSyntax.advice(for: sql) }
        if message.hasPrefix("DISTINCT aggregates must have exactly one argument") {
            return "With distinct leave out the separator, which is then a comma: string_agg(distinct x)."
        }
        if message == "row value misused" {
            return "SQLite compares rows of values, but counts none: join them, count(distinct a || '|' || b)."
        }
        return nil
    }

    /// Whether a byte of a statement is within the arguments of an aggregate, other than in a query there.
    private func isInAggregate(_ offset: Int?, _ sql: String) -> Bool {
        guard let offset else { return false }
        var isArgument: [Bool] = []
        var former = ""
        for token in SQLLexer.tokens(of: sql).prefix(while: { $0.range.lowerBound < offset }) {
            if token.isSymbol("(") { isArgument.append(SQLKeywords.aggregates.contains(former)) }
            if token.isSymbol(")") { _ = isArgument.popLast() }
            if token.isWord("select"), !isArgument.isEmpty { isArgument = isArgument.map { _ in false } }
            former = token.keyword
        }
        return isArgument.contains(true)
    }

    private func column(_ name: String, _ sql: String) -> String? {
        let plain = name.split(separator: ".").last.map(String.init) ?? name
        let scope = StatementScope(SQLLexer.tokens(of: sql))
        let relations = scope.sources.compactMap { catalogue.relation(named: $0.relation) }
        if sql.contains("[\(name)]"), name.contains(",") || !(name.first?.isLetter ?? false) {
            return "In SQL […] is a name, and SQLite has no lists: write each value as an argument or a row of its own."
        }
        // A column of another relation, such as country, which samples does not have.
        let others = catalogue.sampleRelations.filter { $0.column(named: plain) != nil }.map(\.name)
        if !others.isEmpty, !relations.isEmpty {
            return "\(plain) is a column of \(others.joined(separator: ", ")): read it from there."
        }
        let own = (relations.isEmpty ? Array(catalogue.sampleRelations) : relations).flatMap(\.columns).map(\.name)
        return sentence(plain, among: own)
            ?? (relations.isEmpty ? nil : "`.describe \(relations[0].name)` lists the columns.")
    }

    private func table(_ name: String) -> String? {
        if ["range", "generate_series"].contains(name.lowercased()) {
            return "Count in a step: with recursive t(i) as (select 1 union all select i + 1 from t where i < 10) …."
        }
        if Self.isFile(name) {
            return "Give a file a name, `--table t=FILE` or at the prompt `.table t=FILE`, and write `from t`."
        }
        return sentence(name, among: catalogue.relations.map(\.name)) ?? "`.tables` lists what there is."
    }

    /// Whether a table's name is that of a file, or of a function of DuckDB that reads files.
    private static func isFile(_ name: String) -> Bool {
        let name = name.lowercased()
        let readers = ["read_csv", "read_parquet", "read_json", "read_ndjson", "parquet_scan", "glob"]
        let endings = [
            "csv", "tsv", "json", "jsonl", "ndjson", "parquet", "arrow", "feather", "gz", "zst", "txt", "xlsx",
        ]
        return readers.contains(where: name.hasPrefix) || name.contains("/")
            || endings.contains { name.hasSuffix(".\($0)") }
    }

    private func sentence(_ name: String, among names: [String]) -> String? {
        var seen = Set<String>()
        let guesses = DidYouMean.guesses(for: name, among: names.filter { seen.insert($0).inserted })
        return DidYouMean.sentence(guesses).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }

    /// A word that is almost a keyword, where SQLite stopped or just before.
    private func keyword(near offset: Int?, _ sql: String) -> String? {
        let tokens = SQLLexer.tokens(of: sql)
        guard let offset, let index = tokens.firstIndex(where: { $0.range.contains(offset) }) else { return nil }
        for token in [index, index - 1].filter(tokens.indices.contains).map({ tokens[$0] }) {
            guard token.kind == .word, token.text.count > 2, !SQLKeywords.isKeyword(token),
                catalogue.relation(named: token.text) == nil
            else { continue }
            let guesses = SQLKeywords.all.filter {
                NearestName.editDistance(token.keyword, $0) <= ($0.count > 4 ? 2 : 1)
            }
            if let guess = DidYouMean.sentence(Array(guesses.prefix(DidYouMean.count))) {
                return "“\(token.text)”: \(guess)"
            }
        }
        return nil
    }
}

extension String {
    /// The text after a prefix; nil if it does not begin with the prefix.
    fileprivate func suffix(after start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }
}
