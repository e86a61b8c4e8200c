/// How a free reply of a model becomes a label: the first rule whose substring occurs decides.
///
/// The order is part of the mapping: "NOT_OFF" contains "off" too, so the rule for "not" comes first.
public struct ReplyMapping: Sendable, Hashable {
    /// One rule: the label of replies that contain the substring.
    public struct Rule: Sendable, Hashable {
        /// In lower case; never empty.
        public let contains: String
        public let label: String

        public init(contains: String, label: String) {
            (self.contains, self.label) = (contains.lowercased(), label)
        }
    }

    public let rules: [Rule]
    /// The label of a reply that no rule covers; nil if such a reply is unmapped.
    public let otherwise: String?

    public init(rules: [Rule], otherwise: String? = nil) {
        (self.rules, self.otherwise) = (rules, otherwise)
    }

    /// The label of a reply; nil if no rule covers it. Upper and lower case are one. An empty reply is never mapped,
    /// since no answer is not the answer that remains.
    public func label(of reply: String) -> String? {
        let lowered = Array(reply.lowercased().utf8)
        guard lowered.contains(where: { !($0 == 0x20 || (0x09...0x0D).contains($0)) }) else { return nil }
        for rule in rules where contains(lowered, rule.contains) { return rule.label }
        return otherwise
    }

    /// Whether the bytes occur. Bytes, and not characters: a substring may end inside a grapheme, as Python's `in`
    /// sees it.
    private func contains(_ text: [UInt8], _ substring: String) -> Bool {
        let wanted = Array(substring.utf8)
        guard let first = wanted.first, wanted.count <= text.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
            if text[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
