/// How a piece of text is highlighted on a terminal (ECMA-48).
enum TextStyle: String {
    case bold = "1"
    case dim = "2"
    case blue = "34"
    case cyan = "36"

    /// The text in this style, or unchanged without colours.
    func on(_ text: String, _ usesColour: Bool) -> String {
        usesColour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
