/// A row of a fine-tuning file.
public struct TuningRow: Sendable, Equatable {
    public let culture: String
    /// The country whose respondents the label is from.
    public let country: String
    /// The 1-based number of the culture's block.
    public let block: Int
    /// The id of the question, or of the one that it was made from.
    public let question: String
    public let isAugmented: Bool
    public let system: String
    public let user: String
    public let label: Int
    /// The text of the llama form.
    public let llama: String

    /// The row as a line of JSON, without its end: keys in the order and with the blanks of the published files.
    public func json(_ form: TuningForm) -> String {
        switch form {
        case .chat:
            let messages = [("system", system), ("user", user), ("assistant", "\(label)")].map { role, content in
                "{\"role\": \"\(role)\", \"content\": \(JSONString(content))}"
            }
            return "{\"messages\": [\(messages.joined(separator: ", "))]}"
        case .llama: return "{\"text\": \(JSONString(llama))}"
        case .promptCompletion: return "{\"prompt\": \(JSONString(user)), \"completion\": \"\(label)\"}"
        }
    }
}
