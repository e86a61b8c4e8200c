/// Finds the places that texts name, by a gazetteer.
///
/// The longest spelling wins. In scripts that have capital letters a name needs one at both of its ends; where it
/// begins a sentence, or stands in a heading, the letter says nothing, and a single word counts only if it is the name
/// or the demonym of a country. Spellings of up to three letters must be all capitals. Vetoed words never count alone.
/// It finds what it knows: a floor for comparison, not a reader.
public struct PlaceFinder: Sendable {
    private let aliases: [String: PlaceAlias]
    private let veto: Set<String>
    private let normalize: @Sendable (Substring) -> String
    /// The most words and characters of a spelling.
    private let mostWords: Int
    private let mostCharacters: Int

    /// - Parameters:
    ///   - aliases: spellings in normal form; of equal ones the first counts.
    ///   - veto: words in normal form that are more often something else.
    ///   - normalize: the normal form of a spelling.
    public init(aliases: [PlaceAlias], veto: Set<String>, normalize: @escaping @Sendable (Substring) -> String) {
        self.aliases = Dictionary(aliases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.veto = veto
        self.normalize = normalize
        mostWords = min(aliases.map { $0.name.split(separator: " ").count }.max() ?? 1, 8)
        mostCharacters = min(
            aliases.filter { $0.name.unicodeScalars.contains { $0.value > 0x0E00 } }.map(\.name.count).max() ?? 1, 16)
    }

    /// The places of a text, each once, in the order in which they come; the score is that of the surest mention.
    ///
    /// Cost: linear in the words.
    public func find(_ text: String) -> [FoundPlace] {
        let tokens = TextToken.all(text)
        var found: [FoundPlace] = []
        var place = 0
        while place < tokens.count {
            guard let (match, count) = match(tokens, at: place, text) else {
                place += 1
                continue
            }
            if let earlier = found.firstIndex(where: { $0.target == match.target }) {
                if match.score > found[earlier].score { found[earlier] = match }
            } else {
                found.append(match)
            }
            place += count
        }
        return found
    }

    private func match(_ tokens: [TextToken], at place: Int, _ text: String) -> (FoundPlace, count: Int)? {
        guard tokens[place].isCapital else { return nil }
        let most = tokens[place].isCharacter ? mostCharacters : mostWords
        var end = place + 1
        while end < tokens.count, end - place < most, tokens[end].continues,
            tokens[end].isCharacter == tokens[place].isCharacter
        {
            end += 1
        }
        for last in stride(from: end - 1, through: place, by: -1) where tokens[last].isCapital {
            let spelling = text[tokens[place].range.lowerBound..<tokens[last].range.upperBound]
            guard let alias = aliases[normalize(spelling)],
                let score = score(alias, tokens[place...last])
            else { continue }
            return (
                FoundPlace(target: alias.target, kind: alias.kind, text: String(spelling), score: score),
                last - place + 1
            )
        }
        return nil
    }

    /// `nil` if the spelling does not count there.
    private func score(_ alias: PlaceAlias, _ tokens: ArraySlice<TextToken>) -> Double? {
        guard let first = tokens.first else { return nil }
        let base: Double =
            switch alias.kind {
            case .name: 0.95
            case .alias: 0.9
            case .demonym: 0.8
            case .city: 0.8
            case .part: 0.75
            }
        if first.isCharacter { return tokens.count > 1 ? base : nil }
        if tokens.count > 1 { return first.isFirst ? base * 0.95 : base }
        if veto.contains(alias.name) { return nil }
        guard first.isCased else { return alias.name.count > 2 ? base * 0.9 : nil }
        if alias.name.count <= 3, !first.isUpper { return nil }
        guard first.isFirst else { return base }
        switch alias.kind {
        case .name, .alias, .demonym: return alias.name.count > 3 ? base * 0.75 : nil
        case .part, .city: return nil
        }
    }
}
