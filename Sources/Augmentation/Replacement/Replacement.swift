/// One word of a template and what stands in its place.
public struct Replacement: Sendable, Hashable {
    /// The place of the word among the words of the template.
    public let place: Int
    public let word: String
    public let replacement: String
    public let partOfSpeech: PartOfSpeech?
    public let sense: Int?
}

/// Texts that come from one text by replacing words.
enum Replacing {
    /// Sets of one to `most` replacements of different words, at most `limit` of them.
    ///
    /// All sets of one word come first in the list that is drawn from; a seeded draw decides where there are more than
    /// `limit`. Words and options in their order, so the same input gives the same sets.
    static func sets(
        of words: [ReplaceableWord], most: Int, limit: Int, generator: inout some RandomNumberGenerator
    ) -> [[Replacement]] {
        let singles = words.map { word in
            word.options.map { option in
                Replacement(
                    place: word.place, word: word.word, replacement: option.text, partOfSpeech: option.partOfSpeech,
                    sense: option.sense)
            }
        }
        var sets = singles.flatMap { $0.map { [$0] } }
        if most > 1 {
            for first in singles.indices {
                for second in singles.indices.dropFirst(first + 1) {
                    for one in singles[first] { for other in singles[second] { sets.append([one, other]) } }
                }
            }
        }
        guard sets.count > limit else { return sets }
        // Fisher and Yates, written out: a later standard library may shuffle differently.
        for place in 0..<limit {
            let other = place + Int(generator.next().multipliedFullWidth(by: UInt64(sets.count - place)).high)
            sets.swapAt(place, other)
        }
        return Array(sets.prefix(limit))
    }

    /// A text with some words replaced, everything else as it was.
    static func text(_ text: String, with replacements: [Replacement]) -> String {
        let ranges = Words.ranges(in: text)
        var result = text
        // From the end, so that earlier places stay where they are.
        for replacement in replacements.sorted(by: { $0.place > $1.place })
        where ranges.indices.contains(replacement.place) {
            result.replaceSubrange(ranges[replacement.place], with: replacement.replacement)
        }
        return result
    }
}
