import Digests

/// A text as it is sent: between two lines with a sign that comes from its hash, so that the text cannot hold the line
/// that ends it, and the same text is always sent as the same bytes.
public struct FencedText: Sendable, Equatable {
    public let content: String
    /// Whether the middle of the text was left out.
    public let isTruncated: Bool

    /// Of what a long text keeps, three quarters are its head.
    private static let headShare = (numerator: 3, denominator: 4)

    /// - Parameters:
    ///   - mostTokens: of the text, by `TokenEstimate`; above 0.
    ///   - leftOut: the line that stands for the middle, with `{{count}}` for the number of its characters.
    public init(_ text: String, mostTokens: Int, leftOut: String) {
        let kept = Self.kept(of: text, quarters: mostTokens * 4, leftOut: leftOut)
        isTruncated = kept != nil
        let shown = kept ?? text
        let sign = Self.sign(of: shown)
        content = "<<<TEXT \(sign)>>>\n\(shown)\n<<<END \(sign)>>>"
    }

    /// Head and tail of a text that is too long; nil for any other.
    private static func kept(of text: String, quarters: Int, leftOut: String) -> String? {
        let scalars = text.unicodeScalars
        // Each character is at least one byte and at most two quarters per byte.
        guard text.utf8.count * 2 > quarters, scalars.reduce(0, { $0 + TokenEstimate.quarters($1) }) > quarters else {
            return nil
        }
        let headQuarters = quarters * headShare.numerator / headShare.denominator
        let head = prefix(of: scalars, quarters: headQuarters)
        let tail = prefix(of: scalars.reversed(), quarters: quarters - headQuarters)
        let count = scalars.count - head.count - tail.count
        let note = leftOut.replacing("{{count}}", with: "\(count)")
        return String(String.UnicodeScalarView(head)) + "\n\(note)\n"
            + String(String.UnicodeScalarView(tail.reversed()))
    }

    private static func prefix(of scalars: some Sequence<Unicode.Scalar>, quarters: Int) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        var left = quarters
        for scalar in scalars {
            left -= TokenEstimate.quarters(scalar)
            guard left >= 0 else { break }
            kept.append(scalar)
        }
        return kept
    }

    private static func sign(of text: String) -> String {
        let bytes = Array(text.utf8)
        var sign = String(ContentHash.of(bytes).prefix(16))
        // Nobody can make a text that holds its own hash; should it occur, another sign is taken.
        while text.contains(sign) { sign = String(ContentHash.of(bytes + Array(sign.utf8)).prefix(16)) }
        return sign
    }
}
