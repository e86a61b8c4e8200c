import Endpoint
import TestSupport
import Testing

@testable import Tagging

@Suite struct VocabularyTests {
    private func decode(_ yaml: String) throws -> Vocabulary { try Vocabulary.decode(yaml: yaml, file: "v.yaml") }

    @Test func theShippedVocabulary() throws {
        let vocabulary = try Vocabulary.load()
        #expect(vocabulary.dimensions.map(\.name) == ["culture", "domain", "task", "language", "places"])
        let culture = vocabulary.dimensions[0]
        #expect(
            culture.allowed == [
                "CultureAsKnowledge", "CultureAsPreference", "CultureAsDynamics", "CultureAsBias", "GeneralCulture",
                "NoCulture",
            ])
        guard case .listed(let values) = culture.values else { return }
        #expect(values.allSatisfy { $0.means.count > 40 })
        #expect(vocabulary.dimensions[4].isMany)
    }

    @Test func readingsOfAListedDimension() throws {
        let culture = try Vocabulary.load().dimensions[0]
        #expect(culture.reading(of: "NoCulture") == .valid("NoCulture"))
        for spelling in ["noculture", "No Culture", " no-culture ", "NO_CULTURE."] {
            #expect(culture.reading(of: spelling) == .valid("NoCulture"))
        }
        #expect(culture.reading(of: "none") == .aliased("NoCulture"))
        #expect(culture.reading(of: "Stereotype") == .aliased("CultureAsBias"))
        for spelling in ["", "Culture", "NoCulture CultureAsBias", "culture as"] {
            #expect(culture.reading(of: spelling) == .outside, "\(spelling)")
        }
    }

    @Test func readingsOfOpenDimensions() throws {
        let vocabulary = try Vocabulary.load()
        let language = vocabulary.dimensions[3]
        #expect(language.reading(of: "ENG") == .valid("eng"))
        #expect(language.reading(of: "zh-Hant") == .valid("zh-hant"))
        #expect(language.reading(of: "German") == .aliased("deu"))
        for text in ["", "x", "engl", "en-", "12", "e\u{301}n"] {
            #expect(language.reading(of: text) == .outside)
        }
        let places = vocabulary.dimensions[4]
        #expect(places.reading(of: "  New\u{A0} York ") == .valid("New York"))
        #expect(places.reading(of: "日本") == .valid("日本"))
        for text in ["", " ", "123", "a\u{0}", String(repeating: "a", count: 101)] {
            #expect(places.reading(of: text) == .outside)
        }
    }

    @Test(arguments: [
        ("dimensions: [", "not YAML"), ("", "empty"), ("name: x", "missing here"),
        ("name: x\ndimensions: []", "missing here"),
        ("name: x\ncolour: red\ndimensions: []", "v.yaml:2"),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n", "“values” is missing"),
        ("name: x\ndimensions:\n  - name: a\n    values: [b]\n", "“question” is missing"),
        ("name: x\ndimensions:\n  - name: A b\n    question: q\n    values: [b]\n", "small letters"),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n    values: [b, B]\n", "spelt so already"),
        (
            "name: x\ndimensions:\n  - name: a\n    question: q\n    values: [b, {name: c, aliases: [B]}]\n",
            "spelt so already"
        ),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n    values: ['-']\n", "no letter"),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n    form: colour\n", "language or name"),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n    form: name\n    most: 0\n", "from 1"),
        ("name: x\ndimensions:\n  - name: a\n    question: q\n    form: name\n    many: 3\n", "true or false"),
        ("name: x\ndimensions:\n  - &a {name: a, question: q, form: name}\n", "anchors"),
        (
            "name: x\ndimensions:\n  - {name: a, question: q, form: name}\n  - {name: a, question: q, form: name}\n",
            "two dimensions"
        ),
    ])
    func filesThatAreRefused(yaml: String, words: String) {
        let error = #expect(throws: VocabularyError.self) { try decode(yaml) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func filesThatAreNotThere() throws {
        #expect(throws: VocabularyError.notFound("nowhere", shipped: ["culture-funnel"])) {
            try Vocabulary.load("nowhere")
        }
        let folder = try TemporaryFolder()
        #expect(throws: VocabularyError.self) { try Vocabulary.load(folder.path) }
        let file = try folder.write(
            "name: mine\ndimensions:\n  - {name: a, question: q, values: [b, c]}\n", to: "v.yaml")
        #expect(try Vocabulary.load(file).dimensions[0].allowed == ["b", "c"])
    }

    @Test func partsAndHashes() throws {
        let vocabulary = try Vocabulary.load()
        let part = try vocabulary.selecting(["places", "culture"])
        #expect(part.dimensions.map(\.name) == ["culture", "places"])
        #expect(part.hash != vocabulary.hash)
        #expect(throws: VocabularyError.self) { try vocabulary.selecting(["colour"]) }
        // Words that explain change the prompt and not the reading of answers.
        let one = try decode("name: x\ndimensions:\n  - {name: a, question: q, values: [b]}\n")
        let two = try decode("# Remark\nname: y\ndimensions:\n  - {name: a, question: r, values: [b]}\n")
        #expect(one.hash == two.hash)
        let prompt = try TagPrompt.load()
        #expect(Instructions(prompt, one).hash != Instructions(prompt, two).hash)
    }

    @Test func promptsNeedTheirPlaces() {
        #expect(throws: VocabularyError.missingPlaceholder("dimensions", key: "system", file: "p")) {
            try TagPrompt.decode(yaml: "name: x\nsystem: s\nagain: '{{allowed}}'\n", file: "p")
        }
        #expect(throws: VocabularyError.missingPlaceholder("allowed", key: "again", file: "p")) {
            try TagPrompt.decode(yaml: "name: x\nsystem: '{{dimensions}}'\nagain: a\n", file: "p")
        }
    }

    @Test func instructionsNameAllValues() throws {
        let vocabulary = try Vocabulary.load()
        let instructions = Instructions(try TagPrompt.load(), vocabulary)
        for dimension in vocabulary.dimensions {
            for value in dimension.allowed { #expect(instructions.system.contains("- \(value): ")) }
        }
        #expect(!instructions.system.contains("{{"))
        let again = instructions.system(namingAgain: ["culture"])
        #expect(again.hasPrefix(instructions.system))
        #expect(again.contains("- culture: CultureAsKnowledge, CultureAsPreference") && !again.contains("- domain:"))
    }

    @Test func schemaOfAnAnswer() throws {
        let vocabulary = try Vocabulary.load().selecting(["language", "places"])
        let text =
            #"{"type":"object","properties":{"language":{"type":"string"},"#
            + #""places":{"type":"array","items":{"type":"string"}}},"#
            + #""required":["language","places"],"additionalProperties":false}"#
        #expect(vocabulary.schema.text == text)
    }
}
