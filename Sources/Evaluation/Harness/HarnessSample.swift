/// One line of a `samples_*.jsonl` file of lm-evaluation-harness: a document, what the model was asked and said.
public struct HarnessSample: Sendable, Hashable {
    /// One option of a multiple-choice document, with the model's log-likelihood of it.
    public struct Option: Sendable, Hashable {
        /// Nil if the file does not say which text was scored.
        public let text: String?
        /// −∞ where the file has no number.
        public let logLikelihood: Double
        /// Whether greedy decoding would have given it; nil if the file does not say.
        public let isGreedy: Bool?
    }

    /// The place of the document in its data set, from 0.
    public let document: Int
    /// The document's own fields, as text.
    public let fields: [String: String]
    /// Nil where the file has no arguments.
    public let prompt: String?
    /// The gold answer as the file has it: a text, or the place of an option.
    public let target: String
    /// The filter that made the reply; "none" in most files.
    public let filter: String
    /// The model's reply; nil for multiple choice by log-likelihood.
    public let reply: String?
    /// Empty for generated replies.
    public let options: [Option]

    /// The place of the most likely option; the first where several are. Nil without options.
    public var choice: Int? {
        options.indices.max { first, second in
            (options[first].logLikelihood, -first) < (options[second].logLikelihood, -second)
        }
    }

    /// The place of the option that is most likely per character, as `acc_norm` has it; nil where a text is not known.
    ///
    /// The harness divides by the length of the option without the blank before it.
    public var choicePerCharacter: Int? {
        var best: (place: Int, value: Double)?
        for (place, option) in options.enumerated() {
            guard let text = option.text else { return nil }
            let length = Double(max((text.hasPrefix(" ") ? text.dropFirst() : text[...]).unicodeScalars.count, 1))
            let value = option.logLikelihood / length
            if best.map({ value > $0.value }) ?? true { best = (place, value) }
        }
        return best?.place
    }

    /// The place of the gold option; nil without options, or if the target names none.
    public var goldChoice: Int? {
        guard !options.isEmpty else { return nil }
        if let place = Int(target), options.indices.contains(place) { return place }
        return options.firstIndex { $0.text?.trimmingBlanks == target.trimmingBlanks }
    }
}
