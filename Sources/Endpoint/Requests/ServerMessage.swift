/// The words of a server about an error, in one line.
public enum ServerMessage {
    private static let mostCharacters = 300

    /// Reads the forms of OpenAI, vLLM, llama.cpp, Ollama, TEI and FastAPI, else takes the start of the text.
    public static func of(_ body: [UInt8]) -> String {
        line(JSONReader.value(of: body).flatMap(message) ?? String(decoding: body.prefix(2000), as: UTF8.self))
    }

    /// The error that an answer of status 200 holds; nil if it holds none.
    static func error(in answer: JSON) -> String? {
        guard let error = answer["error"], error != .null, answer["choices"] == nil else { return nil }
        return message(of: answer).map(line) ?? "error"
    }

    private static func message(of value: JSON) -> String? {
        for name in ["error", "message", "detail"] {
            guard let part = value[name] else { continue }
            return part.string ?? part["message"]?.string ?? part["msg"]?.string ?? part.array?.first?["msg"]?.string
                ?? part.text
        }
        return value.string
    }

    /// A text as one line of at most 300 characters, without control characters.
    public static func line(_ text: String) -> String {
        let words = text.split {
            $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
        }
        let line = words.joined(separator: " ")
        return line.count <= mostCharacters ? line : line.prefix(mostCharacters) + "…"
    }
}
