/// What a labelled benchmark file asks: where its text and label are, which labels there are, what a model is asked
/// and how its reply is read.
public struct BenchmarkTask: Sendable, Hashable {
    /// The name that `--task` takes.
    public let name: String
    /// One sentence.
    public let about: String
    /// The fields that may have the text; the first that a record has counts.
    public let textFields: [String]
    /// The field of the gold label.
    public let labelField: String
    /// The labels over which macro-F1 is the mean, whether or not they occur.
    public let labels: [String]
    /// Other spellings of labels in the files, such as `1` for `OFF`.
    public let spellings: [String: String]
    public let mapping: ReplyMapping
    /// The question to the model; `{text}` stands for the text.
    public let prompt: String

    static let placeholder = "{text}"

    /// - Parameters:
    ///   - labels: at least one, without repetition.
    ///   - prompt: with `{text}` in it.
    public init(
        name: String, about: String = "", textFields: [String] = ["data", "tweet", "comment"],
        labelField: String = "label", labels: [String], spellings: [String: String] = [:], mapping: ReplyMapping,
        prompt: String = "{text}"
    ) {
        self.name = name
        self.about = about
        self.textFields = textFields
        self.labelField = labelField
        self.labels = labels
        self.spellings = spellings
        self.mapping = mapping
        self.prompt = prompt
    }

    /// The question for a text.
    ///
    /// Only the template's own placeholder is replaced: a text that contains `{text}` stays as it is.
    public func prompt(for text: String) -> String {
        guard let place = prompt.range(of: Self.placeholder) else { return prompt }
        return prompt[..<place.lowerBound] + text + prompt[place.upperBound...]
    }

    /// The place in `labels` of a reply; nil if the reply is unmapped.
    public func code(ofReply reply: String) -> Int? {
        mapping.label(of: reply).flatMap { labels.firstIndex(of: $0) }
    }

    /// The place in `labels` of a gold label, in one of its spellings; nil if it is none of them.
    public func code(ofGold label: String) -> Int? {
        labels.firstIndex(of: label) ?? spellings[label].flatMap { labels.firstIndex(of: $0) }
    }
}
