/// The texts of a fine-tuning row, with places in braces.
public struct PromptTemplates: Sendable, Equatable {
    /// `{culture}`.
    public let system: String
    /// For a text with a question mark: `{min}`, `{max}`, `{text}`, `{option}`.
    public let question: String
    /// For another text.
    public let statement: String
    /// The row of the llama form: `{user}`, `{label}`.
    public let llama: String

    public init(system: String, question: String, statement: String, llama: String) {
        (self.system, self.question, self.statement, self.llama) = (system, question, statement, llama)
    }

    /// Puts values into their places. One pass: braces in a value are characters.
    static func fill(_ template: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"),
                let value = values[String(rest[rest.index(after: open)..<close])]
            else {
                result += "{"
                rest = rest.dropFirst()
                continue
            }
            result += value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
