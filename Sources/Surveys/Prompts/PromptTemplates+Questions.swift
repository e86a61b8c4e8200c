extension PromptTemplates {
    /// The instruction to answer as a culture.
    public func system(culture: String) -> String { Self.fill(system, ["culture": culture]) }

    /// The prompt of a question: a text without a question mark is put as a statement to agree with.
    public func user(text: String, options: OptionText) -> String {
        // The question mark of ASCII alone decides, as in the published files.
        Self.fill(
            text.utf8.contains(UInt8(ascii: "?")) ? question : statement,
            ["min": options.smallest, "max": options.largest, "text": text, "option": options.text])
    }

    /// The prompt of a question of a set: its own, if it has one; nil without options.
    public func user(_ question: SurveyQuestion) -> String? {
        question.options.map { options in question.prompt ?? user(text: question.text, options: options) }
    }

    func llama(user: String, label: String) -> String { Self.fill(llama, ["user": user, "label": label]) }
}
