import TestSupport

/// Random JSON documents that use the whole grammar.
struct RandomJSON {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    static let keys = ["a", "b", "id", "text", "名", "k\\u0065y", "", "with space", "a.b", "\\\"quoted\\\""]
    private static let pieces = [
        "x", "plain words ", "é", "日本語テキスト", "🙂", "привет", "مرحبا", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9",
        "\\ud83d\\ude42",
        "\\u0000", "{", "}", "[", "]", ",", ":", "\u{7F}", "\u{10FFFF}", "ठ", "&<>'",
    ]
    private static let numbers = ["0", "-0", "1", "12", "-7", "0.5", "1.25e3", "1E-2", "123456789012", "3.0", "2e+1"]

    mutating func string() -> String {
        let count =
            generator.chance(1, in: 4)
            ? Int.random(in: 0..<20, using: &generator) : Int.random(in: 0..<4, using: &generator)
        return "\"" + (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined() + "\""
    }

    mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return Self.numbers.randomElement(using: &generator) ?? "0"
        case 1: return generator.chance(1, in: 2) ? "true" : "false"
        case 2: return "null"
        case 6: return object(depth: depth - 1)
        case 7, 8: return array(depth: depth - 1)
        default: return string()
        }
    }

    mutating func space() -> String {
        generator.chance(1, in: 6) ? [" ", "\t", "  ", "\r"].randomElement(using: &generator) ?? "" : ""
    }

    mutating func array(depth: Int) -> String {
        let count = Int.random(in: 0..<4, using: &generator)
        let items = (0..<count).map { _ in space() + value(depth: depth) + space() }
        return "[" + space() + items.joined(separator: ",") + "]"
    }

    /// An object; keys repeat only if `repeatsKeys`.
    mutating func object(depth: Int, repeatsKeys: Bool = false) -> String {
        var keys = Self.keys
        let count = Int.random(in: 0..<6, using: &generator)
        let entries = (0..<count).map { _ in
            let index = Int.random(in: 0..<keys.count, using: &generator)
            let key = repeatsKeys ? keys[index] : keys.remove(at: index)
            return space() + "\"" + key + "\"" + space() + ":" + space() + value(depth: depth) + space()
        }
        return "{" + space() + entries.joined(separator: ",") + "}"
    }
}
