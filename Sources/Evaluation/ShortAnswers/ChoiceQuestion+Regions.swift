import Foundation
import Statistics

extension ChoiceQuestion {
    /// Multiple-choice questions from the short answers of several regions: the region's most frequent answer, among
    /// the most frequent answers of other regions.
    ///
    /// A distractor is the answer of at least two annotators of its region, shares no word with any answer of the
    /// question's own region, and none with another distractor. A question without enough of them is left out. BLEnD's
    /// own choices were checked by a language model; these are not.
    ///
    /// - Parameters:
    ///   - region: whose knowledge is asked.
    ///   - regions: the short answers of all regions by name; answers are taken in English.
    ///   - options: per question, the right one included; 2 to 26.
    ///   - seed: decides between distractors of equal votes, and the place of the right option.
    public static func questions(
        region: String, regions: [String: ShortAnswers], options: Int = 4, seed: UInt64
    ) throws(EvaluationError) -> [ChoiceQuestion] {
        guard let own = regions[region] else { throw .unknownModel(region, known: regions.keys.sorted()) }
        var others: [(name: String, byID: [String: ShortAnswerQuestion])] = []
        for name in regions.keys.sorted() where name != region {
            let questions = regions[name]?.questions ?? []
            others.append((name, Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })))
        }
        var made: [ChoiceQuestion] = []
        for question in own.questions where question.isScored {
            guard let answer = question.bestEnglish, answer.votes > 1 else { continue }
            let ownWords = Set(question.groups.flatMap { $0.englishAnswers }.flatMap(words))
            var generator = Philox(seed: seed, stream: stableHash("\(region)/\(question.id)"))
            // The random number decides between answers of equal votes, so that no region is favoured by its name.
            let candidates = others.compactMap { other in other.byID[question.id]?.bestEnglish }
                .map { (answer: $0, order: generator.next()) }
                .filter { $0.answer.votes > 1 }
                .sorted { ($1.answer.votes, $0.order) < ($0.answer.votes, $1.order) }
            var chosen: [String] = []
            var taken = ownWords
            for candidate in candidates where chosen.count < options - 1 {
                let words = words(candidate.answer.text)
                guard !words.isEmpty, taken.isDisjoint(with: words) else { continue }
                taken.formUnion(words)
                chosen.append(candidate.answer.text)
            }
            guard chosen.count == options - 1 else { continue }
            let place = Int(generator.next().multipliedFullWidth(by: UInt64(options)).high)
            chosen.insert(answer.text, at: place)
            made.append(
                try ChoiceQuestion(id: question.id, text: question.englishText, options: chosen, answer: place))
        }
        return made
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
    }
}

extension ShortAnswerQuestion {
    /// The most frequent answer that has an English text; the first of those with equal votes.
    var bestEnglish: (text: String, votes: Int)? {
        var best: (text: String, votes: Int)?
        for group in groups {
            guard let text = group.englishAnswers.first, group.votes > best?.votes ?? 0 else { continue }
            best = (text, group.votes)
        }
        return best
    }
}
