import Foundation
import TestSupport
import Testing

@testable import OfflineTagging

@Suite struct LanguageModelTests {
    /// The file of the model, named by a variable: it is no part of the project.
    private static let file = ProcessInfo.processInfo.environment["CULTIVAR_LANGUAGE_MODEL"]

    private struct Golden: Decodable {
        let text: String
        let languages: [String]
        let probabilities: [Double]
    }

    /// As fasttext-predict answers: see Golden/make_languages.py.
    @Test(.enabled(if: file != nil, "CULTIVAR_LANGUAGE_MODEL does not name lid.176.ftz"))
    func theModelOf176Languages() throws {
        let data = try Data(contentsOf: URL(filePath: try #require(Self.file)))
        let model = try LanguageModel(data)
        #expect(model.languages.count == 176)
        let golden = try JSONDecoder().decode(
            [Golden].self,
            from: Data(
                contentsOf: PackageRoot.url.appending(path: "Tests/OfflineTaggingTests/Golden/languages.json")))
        #expect(golden.count > 50)
        var unknown: [String] = []
        for golden in golden {
            let found = model.guesses(golden.text, count: 3)
            if found.isEmpty { unknown.append(golden.text) }
            for (guess, expected) in zip(found, golden.probabilities) {
                #expect(abs(guess.probability - min(expected, 1)) <= 1e-5, "'\(golden.text)': \(found)")
            }
            if let best = found.first { #expect(best.language == golden.languages[0], "'\(golden.text)'") }
        }
        // The model knows no part of these; fastText answers by the end of the line alone.
        #expect(unknown == ["x", "a b c d e f", "12345 67890", "!!!", "HELLO WORLD"])
    }

    @Test func aSmallModel() throws {
        let model = try LanguageModel(ModelFile().data)
        #expect(model.languages == ["en", "de"])
        #expect(model.guesses("the the").first?.language == "en" && model.guesses("der").first?.language == "de")
        // Two words and the end of the text: the mean is (4, 0).
        let expected = 1 / (1 + exp(4.0))
        let found = model.guesses("the\nthe", count: 5)
        #expect(found.count == 2 && abs(found[1].probability - expected) < 2e-5)
        #expect(abs(found[0].probability + found[1].probability - 1) < 5e-5)
        #expect(model.guesses("").isEmpty && model.guesses(" \n\t ").isEmpty && model.guesses("the", count: 0).isEmpty)
        // Words that nothing is known of leave the end of the text alone.
        #expect(model.guesses("???").isEmpty)
    }

    @Test func whatIsNoModel() {
        #expect(throws: LanguageModelError.notAModel) { try LanguageModel(Data()) }
        #expect(throws: LanguageModelError.notAModel) { try LanguageModel(Data("language model".utf8)) }
        #expect(throws: LanguageModelError.unknownVersion(11)) { try LanguageModel(ModelFile(version: 11).data) }
        for file in [ModelFile(loss: 3), ModelFile(kind: 1), ModelFile(wordNGrams: 2)] {
            #expect(throws: LanguageModelError.self) { try LanguageModel(file.data) }
        }
        for error: LanguageModelError in [
            .notAModel, .unknownVersion(1), .unsupported("a model"), .damaged(offset: 5),
        ] {
            #expect(error.description.contains(":"))
        }
    }

    /// A file that was cut anywhere, or has other bytes anywhere, is refused or read: it never ends the program.
    @Test func damage() {
        let data = ModelFile().data
        for length in 0..<data.count {
            #expect(throws: LanguageModelError.self) { try LanguageModel(data.prefix(length)) }
        }
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            var changed = data
            for _ in 0..<3 {
                changed[Int.random(in: 0..<min(data.count, 260), using: &generator)] =
                    UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? LanguageModel(changed).guesses("the der word")
        }
    }
}
