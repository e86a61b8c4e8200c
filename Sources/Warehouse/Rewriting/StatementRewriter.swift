/// Writes statements that count rows of a relation, `select stage, count(*) from samples group by stage`, so that they
/// add up `n`, over a few combinations in place of millions of rows; those that want some rows `order by random()` so
/// that the relation draws them; and those that ask for lengths of texts or numbers of distinct values so that it
/// counts them.
///
/// It changes what it can prove to give the same answer, and leaves every other statement as written. That a change is
/// one that SQLite can prepare, with the same columns, is for the caller to see.
struct StatementRewriter {
    private let relations: [SQLName: CountedRelation]

    init(_ relations: [Relation]) {
        let counted = relations.map(CountedRelation.init)
        self.relations = Dictionary(counted.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A statement over combinations in place of rows.
    struct Rewritten {
        var sql: String
        /// It compares texts: it is worth its while only where the relation decides the comparisons.
        var comparesTexts = false
    }

    /// The statement in a form that costs less; nil where it stays as written.
    func rewritten(_ sql: String) -> Rewritten? {
        guard let parser = parser(of: sql) else { return nil }
        // The columns that lengths become can be counted by and added up like others.
        var rewritten: Rewritten?
        if let shorter = withLengths(parser, sql), let parser = self.parser(of: shorter) {
            rewritten = withCounts(parser, shorter) ?? Rewritten(sql: shorter)
        } else {
            rewritten = withCounts(parser, sql)
        }
        // Distinct values are counted in combinations, whether these were asked for or made.
        guard parser.tokens.contains(where: { $0.isWord("distinct") }),
            let last = rewritten.map({ self.parser(of: $0.sql) }) ?? parser,
            let counted = withDistinctCounts(last, rewritten?.sql ?? sql)
        else { return rewritten }
        return Rewritten(sql: counted, comparesTexts: rewritten?.comparesTexts ?? false)
    }

    private func parser(of sql: String) -> SelectParser? {
        // A load prepares thousands of `insert`: they are not worth their tokens.
        if let first = sql.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first, !"sew".utf8.contains(first) {
            return nil
        }
        guard let tokens = SQLTokenizer.tokens(of: sql), let first = tokens.first,
            first.isWord("select") || first.isWord("with") || first.isWord("explain"),
            tokens.contains(where: { $0.name.map { relations[$0] != nil } ?? false }),
            let parser = SelectParser(tokens),
            // A step of the name of a relation hides it.
            !parser.queries.contains(where: { $0.stepNames.contains { relations[$0] != nil } })
        else { return nil }
        return parser
    }

    private func withLengths(_ parser: SelectParser, _ sql: String) -> String? {
        let bytes = Array(sql.utf8)
        let edits = parser.queries.flatMap { query in
            query.cores.flatMap { core in
                LengthRewrite(parser, query, core, relations: relations, sql: bytes)?.edits ?? []
            }
        }
        return apply(edits, parser, bytes)
    }

    private func withDistinctCounts(_ parser: SelectParser, _ sql: String) -> String? {
        let bytes = Array(sql.utf8)
        let edits = parser.queries.flatMap { query in
            query.cores.flatMap { core in
                DistinctCountRewrite(parser, query, core, relations: relations, sql: bytes)?.edits() ?? []
            }
        }
        return apply(edits, parser, bytes)
    }

    private func withCounts(_ parser: SelectParser, _ sql: String) -> Rewritten? {
        let bytes = Array(sql.utf8)
        var edits: [CoreRewrite.Edit] = []
        var comparesTexts = false
        for query in parser.queries {
            if let drawn = RandomOrderRewrite(parser, query, relations: relations, sql: bytes) {
                edits.append(drawn.edit)
            }
            for core in query.cores {
                guard let rewrite = CoreRewrite(parser, query, core, relations: relations, sql: bytes),
                    let own = rewrite.edits()
                else { continue }
                edits += own
                comparesTexts = comparesTexts || rewrite.comparesTexts
            }
        }
        return apply(edits, parser, bytes).map { Rewritten(sql: $0, comparesTexts: comparesTexts) }
    }

    /// The statement with the changes; nil where there are none, or they overlap.
    private func apply(_ edits: [CoreRewrite.Edit], _ parser: SelectParser, _ bytes: [UInt8]) -> String? {
        if edits.isEmpty { return nil }
        let aliases = parser.queries.flatMap(\.cores).flatMap { names(of: $0.items, after: edits, parser, bytes) }
        return StatementRewriter.apply(edits + aliases, to: bytes)
    }

    /// Columns without a name of their own are called what is written: those that are changed keep that name.
    private func names(
        of items: [SelectCore.Item], after edits: [CoreRewrite.Edit], _ parser: SelectParser, _ bytes: [UInt8]
    ) -> [CoreRewrite.Edit] {
        items.compactMap { item in
            guard item.alias == nil, let first = item.expression.first, let last = item.expression.last else {
                return nil
            }
            let written = parser.tokens[first].range.lowerBound..<parser.tokens[last].range.upperBound
            guard edits.contains(where: { written.contains($0.range.lowerBound) }) else { return nil }
            // SQLite takes a comment behind it for a part of the name.
            let next = last + 1 < parser.tokens.count ? parser.tokens[last + 1].range.lowerBound : bytes.count
            let end = bytes[..<next].lastIndex { !SQLTokenizer.spaces.contains($0) }.map { $0 + 1 } ?? next
            let name = String(decoding: bytes[written.lowerBound..<end], as: UTF8.self)
            return CoreRewrite.Edit(range: written.upperBound..<written.upperBound, text: " as \(Store.quoted(name))")
        }
    }

    private static func apply(_ edits: [CoreRewrite.Edit], to bytes: [UInt8]) -> String? {
        // One within another would be of texts that no longer stand there.
        let ordered = edits.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var result: [UInt8] = []
        var place = 0
        for edit in ordered {
            guard edit.range.lowerBound >= place else { return nil }
            result += bytes[place..<edit.range.lowerBound]
            result += edit.text.utf8
            place = edit.range.upperBound
        }
        result += bytes[place...]
        return String(decoding: result, as: UTF8.self)
    }
}
