import Foundation

/// Whether a reply contains an answer.
///
/// As in BLEnD's own code, an answer may also occur inside a word. Words are compared as they are written, where
/// BLEnD's code asks a lemmatiser for each language, which finds a few more: these scores are a lower bound of the
/// published ones.
public struct AnswerMatching: Sendable {
    private let reply: String
    private let words: Set<String>

    /// Prepares a reply: lower case, Unicode form C, without the full stop at its end.
    public init(_ reply: String) {
        let plain = Self.plain(reply)
        self.reply = plain
        words = Set(Self.words(of: plain))
    }

    /// Whether the answer occurs in the reply as it is written, or with blanks and hyphens exchanged, or all of its
    /// words occur in any order.
    public func contains(_ answer: String) -> Bool {
        let answer = Self.plain(answer)
        guard !answer.isEmpty else { return false }
        let spellings = [answer, answer.replacing("-", with: " "), answer.replacing(" ", with: "-")]
        if spellings.contains(where: { reply.contains($0) }) { return true }
        let wanted = Self.words(of: answer)
        return !wanted.isEmpty && wanted.allSatisfy(words.contains)
    }

    private static func plain(_ text: String) -> String {
        var plain = text.lowercased().precomposedStringWithCanonicalMapping.trimmingBlanks
        while plain.last == "." { plain.removeLast() }
        return plain.trimmingBlanks
    }

    private static func words(of text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}
