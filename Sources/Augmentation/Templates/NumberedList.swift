/// The items of a numbered or bulleted list in a model's reply.
enum NumberedList {
    /// The items without their numbers, bullets, quotes and emphasis; lines that are no item are left out, unless no
    /// line is one: then each line is an item.
    static func items(of reply: String) -> [String] {
        let lines = reply.split(whereSeparator: \.isNewline).map { trimmed($0) }.filter { !$0.isEmpty }
        let items = lines.compactMap { item(of: $0) }
        return (items.isEmpty ? lines.map(String.init) : items).map(plain).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// What follows "1.", "1)", "(1)", "-", "*" or "•"; nil if the line does not begin so.
    private static func item(of line: Substring) -> String? {
        var rest = line
        if let bullet = rest.first, "-*•".contains(bullet), rest.dropFirst().first?.isWhitespace == true {
            return String(trimmed(rest.dropFirst()))
        }
        // "**1.** text"
        while rest.first == "*" { rest.removeFirst() }
        let isBracketed = rest.first == "("
        if isBracketed { rest.removeFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        guard let mark = rest.first, isBracketed ? mark == ")" : ".):".contains(mark) else { return nil }
        rest.removeFirst()
        while rest.first == "*" { rest.removeFirst() }
        // "1.5 million" is a number, and no first item.
        guard rest.first?.isNumber != true else { return nil }
        return String(trimmed(rest))
    }

    private static func plain(_ item: String) -> String {
        var text = item[...]
        let pairs: [(Character, Character)] = [("\"", "\""), ("“", "”"), ("*", "*"), ("«", "»")]
        while text.count > 1, let first = text.first, let last = text.last,
            pairs.contains(where: { $0.0 == first && $0.1 == last })
        {
            text = text.dropFirst().dropLast()
        }
        return String(trimmed(text))
    }
}
