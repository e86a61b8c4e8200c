import Foundation
import Readers
import TestSupport
import Testing

@testable import Augmentation

/// The questions of CultureLLM that lie beside the package, in `../shared/data/culturellm`.
enum SharedQuestions {
    static let folder = PackageRoot.sharedData.appending(path: "culturellm")
    static let isPresent = FileManager.default.isReadableFile(atPath: folder.appending(path: "expected.json").path)
    static let missing: Comment = "../shared/data/culturellm is not there: nothing to compare with"

    static func rows(_ name: String) throws -> [RecordFields] {
        let reader = try RecordFieldsReader(path: folder.appending(path: "\(name).jsonl").path)
        var rows: [RecordFields] = []
        while let batch = try reader.next() { rows += batch }
        return rows
    }

    static func texts(_ name: String) throws -> [String] { try rows(name).compactMap { $0["q_content"]?.text } }

    /// The 50 seeds; their texts are distinct.
    static func seeds() throws -> [AugmentationSeed] {
        try rows("WVQ").map { AugmentationSeed(id: $0["q_id"]?.text ?? "", text: $0["q_content"]?.text ?? "") }
    }
}

/// WordNet, which is installed with Debian's package `wordnet-base`.
enum InstalledWordNet {
    static let isPresent = FileManager.default.isReadableFile(atPath: "\(WordNet.usualFolder)/index.noun")
    static let missing: Comment = "WordNet is not installed: apt-get install wordnet-base"
}

/// A model that answers from a function.
struct ScriptedParaphraser: Paraphraser {
    let model = "scripted"
    let reply: @Sendable (_ prompt: String, _ round: Int) -> String?

    func replies(to prompts: [String], round: Int) throws -> [String?] { prompts.map { reply($0, round) } }
}

/// Synonyms from a dictionary, in lower case.
struct ListedSynonyms: SynonymSource {
    let method = "listed"
    let model = "list 1"
    let synonyms: [String: [String]]

    func replaceableWords(in texts: [String]) throws -> [[ReplaceableWord]] {
        texts.map { text in
            Words.ranges(in: text).enumerated().compactMap { place, range in
                let word = String(text[range])
                guard let options = synonyms[word.lowercased()] else { return nil }
                return ReplaceableWord(place: place, word: word, options: options.map { .init(text: $0) })
            }
        }
    }
}
