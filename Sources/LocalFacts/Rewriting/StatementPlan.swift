import SQLite

/// Decides for each query of a statement whether its rows may be combinations.
///
/// A query that aggregates gives the answer of rows by itself (`CoreRewrite`). A query that only selects gives
/// combinations (`ProjectionRewrite`). That is allowed in the result of the statement, and in a step if every query
/// that reads the step accepts combinations. So the queries are visited from the inside out. A step with a reader that
/// does not accept combinations is left as written, and so are the steps that only it reads.
struct StatementPlan {
    private struct Part {
        /// The query, by its place in the parser.
        var query: Int
        var edits: [CoreRewrite.Edit] = []
        /// Whether it hands combinations on.
        var isProjection = false
        /// The steps and sub-queries that it reads as combinations, by the places of their queries.
        var reads: [Int] = []
        var comparesTexts = false
        /// Whether a count of a row is named.
        var namesCounts = false
        /// Whether it has a form over combinations.
        var isKnown = false
    }

    private let parser: SelectParser
    private let sql: [UInt8]
    private var scope: RewriteScope
    private var parts: [Part] = []
    /// Queries that give combinations and may be read as such.
    private var candidates: Set<Int> = []
    /// A query of a relation is written in a way that is not understood.
    private var hasUnknown = false

    init(_ parser: SelectParser, relations: CountedRelations, sql: [UInt8]) {
        self.parser = parser
        self.sql = sql
        scope = RewriteScope(relations: relations)
        for place in parser.queries.indices { add(place) }
        dropUnread()
    }

    private func isAccepted(_ part: Part) -> Bool {
        part.isKnown && (!part.isProjection || part.query == parser.root || candidates.contains(part.query))
    }

    var edits: [CoreRewrite.Edit] { parts.filter(isAccepted).flatMap(\.edits) }

    var comparesTexts: Bool { parts.contains { isAccepted($0) && $0.comparesTexts } }

    /// Whether a row of the statement's result may stand for several samples.
    var givesCombinations: Bool { parts.contains { $0.isProjection && $0.query == parser.root } }

    /// Whether every query that names a count, or reads a step with counts, has the same answer over combinations as
    /// written.
    var collapsesAsWritten: Bool {
        !hasUnknown
            && parts.allSatisfy { part in
                (!part.namesCounts && part.reads.isEmpty)
                    || (isAccepted(part) && part.edits.allSatisfy(\.isRenaming))
            }
    }

    /// Whether every query has the same answer over the rows of combinations, each repeated for all of its samples, as
    /// over the samples. Rows that the statement itself gives come in the order of the samples.
    var repeatsAsWritten: Bool {
        // SQLite may read the rows of both sides of an `or` apart, and drop those of the second side that have the
        // rowid of one of the first. Repeated rows have no rowid that is the same in both.
        !parser.tokens.contains { $0.isWord("or") } && !hasUnknown && !givesCombinations && parts.allSatisfy(isAccepted)
    }

    // MARK: - From the inside out

    private mutating func add(_ place: Int) {
        let query = parser.queries[place]
        var projections: [ProjectionRewrite] = []
        for core in query.cores {
            guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql) else {
                if mayReadRelations(core) { hasUnknown = true }
                continue
            }
            var part = Part(query: place)
            part.namesCounts = !rewrite.namesNone(of: rewrite.countNames)
            part.comparesTexts = rewrite.comparesTexts
            part.reads = rewrite.sources.compactMap { queryIndex(of: $0.form) }
            if let edits = rewrite.edits() {
                part.edits = edits
                part.isKnown = true
            } else if query.keepsAllRows,
                let projection = ProjectionRewrite(rewrite, isResult: place == parser.root)
            {
                part.edits = projection.edits
                part.isProjection = true
                part.isKnown = true
                projections.append(projection)
            }
            parts.append(part)
        }
        if !projections.isEmpty, projections.count == query.cores.count, place != parser.root {
            offer(place, projections)
        }
    }

    /// Lets other queries read a query's rows as combinations.
    private mutating func offer(_ place: Int, _ projections: [ProjectionRewrite]) {
        let query = parser.queries[place]
        // A compound has the names of its first part; the others must have the same kinds of columns.
        let outputs = projections[0].outputs
        for projection in projections.dropFirst() {
            guard projection.outputs.count == outputs.count,
                zip(projection.outputs, outputs).allSatisfy({ $0.kind.isSame(as: $1.kind) })
            else { return }
        }
        let steps = parser.queries.flatMap(\.steps)
        if let step = steps.first(where: { $0.query == query.range }) {
            guard !step.namesColumns, steps.count(where: { $0.name == step.name }) == 1 else { return }
            scope.add(step: step.name, outputs: outputs)
        } else {
            guard query.place == .apart else { return }
            scope.add(subquery: query.range, outputs: outputs)
        }
        candidates.insert(place)
    }

    /// The query of a table of `from`, if it gives combinations.
    private func queryIndex(of form: FromClause.Table.Form) -> Int? {
        switch form {
        case .named(let name):
            let step = parser.queries.flatMap(\.steps).first { $0.name == name }
            return step.flatMap { step in parser.queries.firstIndex { $0.range == step.query } }
        case .query(let range): return parser.queries.firstIndex { $0.range == range }
        case .function: return nil
        }
    }

    private func mayReadRelations(_ core: SelectCore) -> Bool {
        core.from?.contains { index in parser.tokens[index].name.map(scope.relations.contains) ?? false } ?? false
    }

    // MARK: - Readers

    /// Leaves a step as written if some reader does not accept combinations.
    private mutating func dropUnread() {
        let readers = Dictionary(uniqueKeysWithValues: candidates.map { ($0, readerCount($0)) })
        while true {
            let unread = candidates.filter { candidate in
                let accepted = parts.filter(isAccepted).reduce(0) { count, part in
                    count + part.reads.count { $0 == candidate }
                }
                return accepted < readers[candidate] ?? 0
            }
            if unread.isEmpty { return }
            candidates.subtract(unread)
        }
    }

    /// How many times a query is read.
    private func readerCount(_ place: Int) -> Int {
        let query = parser.queries[place]
        guard let step = parser.queries.flatMap(\.steps).first(where: { $0.query == query.range }) else { return 1 }
        // Every mention of its name counts, except its definition and prefixes of column names.
        let mentions = parser.tokens.indices.filter { index in
            parser.tokens[index].name == step.name
                && !(index + 1 < parser.tokens.count && parser.tokens[index + 1].isSymbol("."))
        }
        let others = mentions.filter { index in !isItem(index) }
        return max(1, others.count - 1)
    }

    /// Whether a token is a column or its alias: it occurs in an expression of a query, and not after `in`.
    private func isItem(_ index: Int) -> Bool {
        guard index > 0, !parser.tokens[index - 1].isWord("in"), let owner = parser.owners[index] else { return false }
        return parser.queries[owner].cores.contains { core in
            (core.expressions + parser.queries[owner].orderBy).contains { $0.contains(index) }
                || core.items.contains { item in
                    item.alias != nil && [0, 1].contains(index - item.expression.upperBound)
                }
        }
    }
}

extension ProjectedColumn.Kind {
    /// Whether two parts of a compound may have such columns at one place.
    fileprivate func isSame(as other: ProjectedColumn.Kind) -> Bool {
        switch (self, other) {
        case (.count(let own), .count(let other)):
            own.isRowCount == other.isRowCount && own.isReal == other.isReal && own.isNullable == other.isNullable
        case (.key, .key), (.rowColumn, .rowColumn), (.text, .text): true
        default: false
        }
    }
}
