import Foundation
import TestSupport
import Testing
import Yams

@testable import OfflineTagging

@Suite struct LexiconTests {
    private func shipped(_ dimension: String) throws -> Lexicon {
        let file = PackageRoot.url.appending(path: "schema/tagging/\(dimension).yaml")
        return try YAMLDecoder().decode(Lexicon.self, from: Data(contentsOf: file))
    }

    private func tagger(_ values: [String: [String: Double]], least: Double = 1) throws -> LexiconTagger {
        try LexiconTagger(
            Lexicon(
                dimension: "culture", fallback: "None", least: least,
                values: values.mapValues { Lexicon.Value(definition: "", terms: $0) }))
    }

    @Test func wordsPhrasesAndBeginnings() throws {
        let tagger = try tagger(["A": ["festival*": 2, "new year": 3], "B": ["cat": 1.5, "New Year": 1], "None": [:]])
        #expect(tagger.tag("Festivals! FESTIVAL").weights == [.init(value: "A", weight: 2)])
        #expect(
            tagger.tag("a happy new-year, cat").weights == [
                .init(value: "A", weight: 3), .init(value: "B", weight: 2.5),
            ])
        #expect(tagger.tag("cats are no cat").value == "B")
        #expect(tagger.tag("cats").value == "None" && tagger.tag("").value == "None" && tagger.tag("").score == 0.5)
    }

    @Test func tiesAndLittleGiveTheFallback() throws {
        let tagger = try tagger(["A": ["a": 2], "B": ["b": 2, "c": 0.5], "None": ["n": 1]])
        #expect(tagger.tag("a b").value == "None" && tagger.tag("a b c").value == "B")
        #expect(tagger.tag("c").value == "None")
        for text in ["", "a", "a b", "a b c n", "c"] { #expect((0...1).contains(tagger.tag(text).score)) }
        #expect(tagger.tag("a").score > tagger.tag("a c").score)
    }

    @Test func whatIsNoLexicon() {
        #expect(throws: LexiconError.unknownFallback("None", known: ["A"])) { try tagger(["A": [:]]) }
        #expect(throws: LexiconError.leastOutOfRange(0)) { try tagger(["None": [:]], least: 0) }
        #expect(throws: LexiconError.invalidTerm("*", value: "None")) { try tagger(["None": ["*": 1]]) }
        #expect(throws: LexiconError.invalidTerm("a", value: "None")) { try tagger(["None": ["a": .infinity]]) }
        for error: LexiconError in [
            .unknownFallback("x", known: ["y"]), .leastOutOfRange(0), .invalidTerm("a", value: "b"),
        ] {
            #expect(error.description.contains(":"))
        }
    }

    @Test func theShippedOnes() throws {
        let examples = [
            (
                "culture", "How do people celebrate the lunar new year, and what traditions and rituals belong to it?",
                "CultureAsKnowledge"
            ),
            ("culture", "Is it rude or a taboo to refuse food from your host?", "CultureAsPreference"),
            ("culture", "How did the diaspora change through assimilation and migration?", "CultureAsDynamics"),
            ("culture", "This text repeats a racist stereotype about an ethnic minority.", "CultureAsBias"),
            ("culture", "Write a SQL query for the database.", "NoCulture"),
            ("culture", "Where is my umbrella?", "NoCulture"),
            ("domain", "What are the symptoms of diabetes?", "Medical"),
            ("domain", "Solve the equation for the triangle.", "Math"),
            ("domain", "xyzzy", "Unspecified"), ("task", "Translate this sentence into French.", "Translation"),
            ("task", "Summarize the key points.", "Summarization"),
            ("task", "Please rewrite and paraphrase this.", "Rewrite"),
        ]
        for (dimension, text, value) in examples {
            #expect(try LexiconTagger(shipped(dimension)).tag(text).value == value, "\(text)")
        }
        for dimension in ["culture", "domain", "task"] {
            let lexicon = try shipped(dimension)
            #expect(lexicon.dimension == dimension)
            for (name, value) in lexicon.values { #expect(!value.definition.isEmpty, "\(name)") }
        }
    }
}
