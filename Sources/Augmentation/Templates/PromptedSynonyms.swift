/// Synonyms from a language model, asked word by word.
public struct PromptedSynonyms: SynonymSource {
    public let method = "endpoint"
    public var model: String { paraphraser.model }
    private let paraphraser: any Paraphraser
    private let count: Int

    /// - Parameter count: how many synonyms are asked for per word.
    public init(_ paraphraser: any Paraphraser, count: Int = 5) {
        (self.paraphraser, self.count) = (paraphraser, count)
    }

    public func replaceableWords(in texts: [String]) throws -> [[ReplaceableWord]] {
        var asked: [(text: Int, place: Int, word: String)] = []
        for (number, text) in texts.enumerated() {
            for (place, range) in Words.ranges(in: text).enumerated() {
                let word = String(text[range])
                let lowered = word.lowercased()
                guard lowered.count > 2, lowered.allSatisfy(\.isLetter), !StopList.contains(lowered) else { continue }
                asked.append((number, place, word))
            }
        }
        let prompts = asked.map { ParaphrasePrompt.synonyms(of: $0.word, in: texts[$0.text], count: count) }
        let replies = try paraphraser.replies(to: prompts, round: 0)
        guard replies.count == prompts.count else {
            throw AugmentationError.repliesMiscounted(
                model: paraphraser.model, prompts: prompts.count, replies: replies.count)
        }
        var found = [[ReplaceableWord]](repeating: [], count: texts.count)
        for (request, reply) in zip(asked, replies) {
            guard let reply, let options = Self.options(reply, request.word, count), !options.isEmpty else { continue }
            found[request.text].append(ReplaceableWord(place: request.place, word: request.word, options: options))
        }
        return found
    }

    /// Synonyms in the case of the word; nil for a word of mixed case.
    private static func options(_ reply: String, _ word: String, _ count: Int) -> [ReplaceableWord.Option]? {
        let letterCase = LetterCase(of: word)
        var options: [ReplaceableWord.Option] = []
        for item in NumberedList.items(of: reply).prefix(count) {
            let lowered = item.lowercased()
            // A sentence or an apology is no synonym.
            guard !lowered.isEmpty, lowered != word.lowercased(), lowered.count <= 40,
                lowered.allSatisfy({ $0.isLetter || $0 == " " || $0 == "-" || $0 == "'" || $0 == "’" })
            else { continue }
            guard let text = letterCase.applied(to: lowered) else { return nil }
            if !options.contains(where: { $0.text == text }) { options.append(ReplaceableWord.Option(text: text)) }
        }
        return options
    }
}
