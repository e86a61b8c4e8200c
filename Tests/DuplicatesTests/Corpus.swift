import TestSupport

/// Seeded texts, some of them edited copies of others.
struct Corpus: Sequence {
    private(set) var texts: [(row: Int64, text: String)] = []

    /// - Parameters:
    ///   - share: one text in so many is an edited copy of an earlier one, or an equal one.
    init(_ count: Int, seed: UInt64, oneIn share: Int = 4, words: ClosedRange<Int> = 8...60) {
        var generator = SeededGenerator(seed: seed)
        // Frequent words are short, as in language.
        let vocabulary = (0..<8_000).map { number in
            String(String(number * 7_919 % 46_656 + number, radix: 36).reversed())
        }
        func word() -> String {
            let place = Double.random(in: 0..<1, using: &generator)
            return vocabulary[Int(place * place * place * Double(vocabulary.count))]
        }
        var all: [[String]] = []
        for number in 0..<count {
            if number > 10, generator.chance(1, in: share) {
                var copy = all[Int.random(in: 0..<number, using: &generator)]
                for _ in 0..<Int.random(in: 0...4, using: &generator) where !copy.isEmpty {
                    let place = copy.indices.randomElement(using: &generator) ?? 0
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: copy.remove(at: place)
                    case 1: copy.insert(word(), at: place)
                    default: copy[place] = word()
                    }
                }
                all.append(copy)
            } else {
                all.append((0..<Int.random(in: words, using: &generator)).map { _ in word() })
            }
        }
        texts = all.enumerated().map { (Int64($0 + 1), $1.joined(separator: " ")) }
    }

    func makeIterator() -> IndexingIterator<[(row: Int64, text: String)]> { texts.makeIterator() }
}
