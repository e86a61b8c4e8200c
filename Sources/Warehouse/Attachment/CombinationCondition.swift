import LocalFacts
import SQLite

/// A condition that is applied to combinations, each of which stands in place of its rows.
struct CombinationCondition {
    private let tokens: [SQLToken]

    /// Names of single rows, and what is drawn for each row.
    private static let namesOfRows: Set<String> = ["rowid", "_rowid_", "oid", "random", "randomblob"]

    init(_ text: String) { tokens = SQLLexer.tokens(of: text) }

    /// Refuses what counts, limits, names or draws rows: it would count, limit, name or draw combinations.
    ///
    /// - Parameter aggregates: the names of all aggregates.
    /// - Throws: `StoreError.notOfCombinations`.
    func refuseRows(_ aggregates: [String]) throws(StoreError) {
        let refused = Self.namesOfRows.union(aggregates + ["n", "w", "mentions", "limit", "having"])
        for (place, token) in tokens.enumerated() where token.kind == .word || token.kind == .quotedName {
            let name = token.text.lowercased()
            guard !refused.contains(name), name != "id" || joinsRelations(place) else {
                throw StoreError.notOfCombinations(column: token.text)
            }
        }
    }

    /// Whether an id only says that a row of one relation is of the same sample as a row of another one:
    /// `id in (select id from places …)`, `places.id = samples.id`.
    private func joinsRelations(_ place: Int) -> Bool {
        let start = place > 1 && isSymbol(".", at: place - 1) ? place - 2 : place
        return isTestedByQuery(place) || isResult(start, place) || isEqualToID(start, place)
    }

    /// `id in (select`, `id not in (select`
    private func isTestedByQuery(_ place: Int) -> Bool {
        let word = isWord("not", at: place + 1) ? place + 2 : place + 1
        return isWord("in", at: word) && isSymbol("(", at: word + 1) && isWord("select", at: word + 2)
    }

    /// `select id from`, `select distinct places.id from`
    private func isResult(_ start: Int, _ end: Int) -> Bool {
        let first = isWord("distinct", at: start - 1) ? start - 1 : start
        return isWord("select", at: first - 1) && isWord("from", at: end + 1)
    }

    /// `places.id = samples.id`
    private func isEqualToID(_ start: Int, _ end: Int) -> Bool {
        func isID(_ place: Int) -> Bool { tokens.indices.contains(place) && tokens[place].text.lowercased() == "id" }
        func isEquality(_ place: Int) -> Bool { isSymbol("=", at: place) || isSymbol("==", at: place) }
        let next = isSymbol(".", at: end + 3) ? end + 4 : end + 2
        return (isEquality(end + 1) && isID(next)) || (isEquality(start - 1) && isID(start - 2))
    }

    private func isWord(_ word: String, at place: Int) -> Bool {
        tokens.indices.contains(place) && tokens[place].isWord(word)
    }

    private func isSymbol(_ symbol: String, at place: Int) -> Bool {
        tokens.indices.contains(place) && tokens[place].isSymbol(symbol)
    }
}
