import Foundation

/// JSON objects in what a language model writes: behind prose, in fences, behind a `<think>` block.
public enum ModelOutput {
    /// How often a search begins again behind a brace that is never closed. It bounds the time of hostile answers.
    private static let mostRestarts = 200

    /// The objects that stand in the text, outside one another, in their order.
    ///
    /// What stands inside `<think>…</think>` is left out, and everything behind a `<think>` that is never closed. A
    /// comma before a closing bracket is accepted.
    ///
    /// - Complexity: O(bytes) for balanced braces, and at most 200 times that.
    public static func objects(in text: String) -> [JSON] {
        let bytes = Array(withoutThinking(text).utf8)
        var objects: [JSON] = []
        var index = 0
        var restarts = 0
        while index < bytes.count, restarts < mostRestarts {
            guard let start = bytes[index...].firstIndex(of: UInt8(ascii: "{")) else { break }
            if let end = closing(in: bytes, from: start),
                let object = JSONReader.value(of: bytes[start...end], .tolerant)
            {
                objects.append(object)
                index = end + 1
            } else {
                index = start + 1
                restarts += 1
            }
        }
        return objects
    }

    /// The place of the brace that closes the one at `start`; nil if there is none.
    private static func closing(in bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var isInString = false
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The text without what a model writes before its answer.
    static func withoutThinking(_ text: String) -> Substring {
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text[...] }
        var rest = text[...]
        // A template may open the block itself, so that the answer has only the end of it.
        if let end = rest.range(of: "</think>", options: .backwards) { rest = rest[end.upperBound...] }
        if let start = rest.range(of: "<think>") { rest = rest[..<start.lowerBound] }
        return rest
    }
}
