import ArgumentParser
import Foundation

/// What the offline tagger goes by.
struct LexiconOptions: ParsableArguments {
    /// The variable that names a model of languages.
    static let modelVariable = "CULTIVAR_LANGUAGE_MODEL"
    private static let usualModel = "lid.176.ftz"

    @Option(
        help: ArgumentHelp(
            "A lexicon in place of the shipped one of its dimension; may be repeated.", valueName: "file.yaml"),
        completion: .file(extensions: ["yaml", "yml"]))
    var lexicon: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            A model of languages of fastText's (default: $\(LexiconOptions.modelVariable), else \
            \(LexiconOptions.usualModel) in this folder, else script and stop words).
            """, valueName: "file"),
        completion: .file(extensions: ["ftz", "bin"]))
    var languageModel: String?

    var isGiven: Bool { !lexicon.isEmpty || languageModel != nil }

    /// The model of languages; nil if there is none.
    var modelPath: String? {
        if let languageModel { return languageModel }
        let variable = ProcessInfo.processInfo.environment[Self.modelVariable] ?? ""
        if !variable.isEmpty { return variable }
        return FileManager.default.fileExists(atPath: Self.usualModel) ? Self.usualModel : nil
    }
}
