import TestSupport
import Testing

@testable import Augmentation

@Suite(.enabled(if: InstalledWordNet.isPresent, InstalledWordNet.missing))
struct WordNetSynonymTests {
    private let synonyms: WordNetSynonyms

    init() throws { synonyms = WordNetSynonyms(try WordNet()) }

    private func words(_ text: String) throws -> [String: [String]] {
        let found = try synonyms.replaceableWords(in: [text])[0]
        return Dictionary(uniqueKeysWithValues: found.map { ($0.word, $0.options.map(\.text)) })
    }

    @Test func caseAndFormAreKept() throws {
        #expect(try words("These goals matter")["goals"]?.contains("ends") == true)
        #expect(try words("Goals matter")["Goals"]?.contains("Ends") == true)
        #expect(try words("THE GOALS")["GOALS"]?.contains("ENDS") == true)
        let verbs = try words("They acquired land")
        #expect(verbs["acquired"]?.allSatisfy { $0.hasSuffix("ed") || ["got", "won"].contains($0) } ?? true)
    }

    @Test func whatIsLeftAlone() throws {
        let found = try words(
            "Making my parents proud is one of the things that I have been doing; don't ask Goal 7 well-being")
        for word in [
            "Making", "my", "is", "one", "of", "the", "things", "have", "been", "doing", "don", "ask", "Goal", "well",
            "being",
        ] {
            #expect(found[word] == nil, "\(word): \(found[word] ?? [])")
        }
        #expect(try words("").isEmpty)
        #expect(try words("1234 !? ©").isEmpty)
    }

    @Test func articlesStillFit() throws {
        for (word, options) in try words("He is a physician and an employer with an idea of a goal") {
            for option in options {
                let isVowel = "aeiou".contains(option.first ?? "x")
                if ["employer", "idea"].contains(word) { #expect(isVowel, "\(option)") }
                if ["physician", "goal"].contains(word) { #expect(!isVowel, "\(option)") }
            }
        }
    }

    @Test func optionsAreOneWordInLowerCase() throws {
        guard SharedQuestions.isPresent else { return }
        let texts = try SharedQuestions.texts("WVQ")
        let found = try synonyms.replaceableWords(in: texts)
        #expect(found.flatMap { $0 }.count > 30)
        for (text, words) in zip(texts, found) {
            for word in words {
                #expect(Words.ranges(in: text).map { String(text[$0]) }[word.place] == word.word)
                #expect(Set(word.options.map(\.text)).count == word.options.count)
                for option in word.options {
                    #expect(option.text.allSatisfy { $0.isLetter })
                    #expect(option.text.lowercased() != word.word.lowercased())
                    #expect((1...2).contains(option.sense ?? 0))
                }
            }
        }
    }
}

@Suite struct ReplacingTests {
    private let words = [
        ReplaceableWord(place: 0, word: "big", options: [.init(text: "large"), .init(text: "great")]),
        ReplaceableWord(place: 2, word: "cat", options: [.init(text: "feline")]),
        ReplaceableWord(place: 3, word: "sat", options: [.init(text: "lay")]),
    ]

    @Test func allSetsOfOneAndTwo() {
        var generator = SeededGenerator(seed: 1)
        let sets = Replacing.sets(of: words, most: 2, limit: 100, generator: &generator)
        // 4 single ones, and 2 + 2 + 1 pairs.
        #expect(sets.count == 9)
        #expect(Set(sets).count == 9)
        #expect(sets.allSatisfy { Set($0.map(\.place)).count == $0.count })
        #expect(Replacing.sets(of: words, most: 1, limit: 100, generator: &generator).count == 4)
        #expect(Replacing.sets(of: [], most: 2, limit: 100, generator: &generator).isEmpty)
    }

    @Test func aDrawWhereThereAreMore() {
        func draw(_ seed: UInt64) -> [[Replacement]] {
            var generator = SeededGenerator(seed: seed)
            return Replacing.sets(of: words, most: 2, limit: 5, generator: &generator)
        }
        #expect(draw(1).count == 5)
        #expect(Set(draw(1)).count == 5)
        #expect(draw(1) == draw(1))
        #expect(draw(1) != draw(2))
    }

    @Test func everythingElseStays() {
        var generator = SeededGenerator(seed: 1)
        for set in Replacing.sets(of: words, most: 2, limit: 100, generator: &generator) {
            let text = Replacing.text("big—red cat sat, é (big).", with: set)
            let map = Dictionary(uniqueKeysWithValues: set.map { ($0.place, $0.replacement) })
            #expect(text == "\(map[0] ?? "big")—red \(map[2] ?? "cat") \(map[3] ?? "sat"), é (big).")
        }
        let stray = Replacement(place: 9, word: "x", replacement: "y", partOfSpeech: nil, sense: nil)
        #expect(Replacing.text("a", with: [stray]) == "a")
    }
}

@Suite struct PromptedSynonymTests {
    @Test func repliesAreReadWordByWord() throws {
        let paraphraser = ScriptedParaphraser { prompt, _ in
            if prompt.contains("“Goal”") { return "1. aim\n2. Target\n3. goal\n4. aim\n5. 42" }
            if prompt.contains("“proud”") { return "Sorry, I cannot do that for you today, whatever you may ask." }
            return nil
        }
        let words = try PromptedSynonyms(paraphraser).replaceableWords(in: ["Goal of the proud iPhone", "x"])
        #expect(
            words == [
                [ReplaceableWord(place: 0, word: "Goal", options: [.init(text: "Aim"), .init(text: "Target")])], [],
            ])
    }
}
