import Digests

/// A language model that answers prompts.
public protocol Paraphraser {
    /// The name of the model, which is stored with each candidate.
    var model: String { get }

    /// The replies to prompts, in their order; nil where the model gave none.
    ///
    /// Prompts come in one batch, so that an endpoint can send several at once. `round` tells repeated prompts apart: a
    /// store of replies keyed by prompt and round asks nothing twice.
    func replies(to prompts: [String], round: Int) throws -> [String?]
}

/// What a model is asked for.
enum ParaphrasePrompt {
    static func templates(of text: String, count: Int) -> String {
        """
        Write \(count) sentences that mean the same as the sentence below, each with another sentence structure. Keep its \
        point of view, its tense, and whether it is a question. Number them from 1 to \(count), one per line, and write \
        nothing else.

        \(text)
        """
    }

    static func synonyms(of word: String, in text: String, count: Int) -> String {
        """
        Write \(count) synonyms of “\(word)” that fit in its place in the sentence below without any other change. Number \
        them from 1 to \(count), one per line, and write nothing else.

        \(text)
        """
    }

    /// SHA-256 of a prompt in hexadecimal.
    static func hash(_ prompt: String) -> String { ContentHash.of(Array(prompt.utf8)) }
}
