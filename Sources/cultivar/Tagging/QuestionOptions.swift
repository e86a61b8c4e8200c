import ArgumentParser
import Tagging

/// What is asked of each text.
struct QuestionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The dimensions (default: all of the vocabulary).", valueName: "culture,domain,task,language,places"))
    var dimensions: String?

    @Option(
        help: ArgumentHelp("The values (default: \(Vocabulary.usualName)).", valueName: "name or file.yaml"),
        completion: .file(extensions: ["yaml", "yml"]))
    var vocabulary: String?

    @Option(
        help: ArgumentHelp("The instructions (default: \(TagPrompt.usualName)).", valueName: "name or file.yaml"),
        completion: .file(extensions: ["yaml", "yml"]))
    var prompt: String?

    /// Nil for all.
    var dimensionNames: [String]? {
        dimensions.map { names in
            names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
    }

    /// The vocabulary with the named dimensions.
    ///
    /// - Throws: `VocabularyError`.
    func chosenVocabulary() throws -> Vocabulary {
        let vocabulary = try Vocabulary.load(vocabulary ?? Vocabulary.usualName)
        return try dimensionNames.map { try vocabulary.selecting($0) } ?? vocabulary
    }

    /// - Throws: `VocabularyError`.
    func instructions() throws -> Instructions {
        Instructions(try TagPrompt.load(prompt ?? TagPrompt.usualName), try chosenVocabulary())
    }
}
