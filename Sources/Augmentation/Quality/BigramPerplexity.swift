import Foundation

/// The perplexity of a text under a bigram model of the text itself, as the authors of CultureLLM print it.
///
/// It says how varied the words of one text are, and nothing of other texts. P(v | u) = (c(u v) + k)/(c(u) + k·V), with
/// k = 0.5 and V distinct words; perplexity is the inverse of the product over the n − 1 bigrams, to the power 1/n.
/// ASCII punctuation is deleted, and words are what stands between white space; upper and lower case differ.
///
/// The authors' code looks bigrams up under a key without the blank between the words, and never finds one, so c(u v)
/// is 0 everywhere (`asCoded`). `mended` looks them up as they are counted.
public struct BigramPerplexity: Sendable, Hashable {
    public let asCoded: Double
    public let mended: Double

    static let smoothing = 0.5

    /// Nil if the text has no word: the authors' code divides by 0 there.
    public init?(of text: String) {
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.filter { !Self.isPunctuation($0) }))
        let words = Words.fields(of: kept).map { String($0) }
        guard !words.isEmpty else { return nil }
        var unigrams: [String: Int] = [:]
        var bigrams: [[String]: Int] = [:]
        for word in words { unigrams[word, default: 0] += 1 }
        for (first, second) in zip(words, words.dropFirst()) { bigrams[[first, second], default: 0] += 1 }
        let vocabulary = Self.smoothing * Double(unigrams.count)
        // Sums of logarithms: the product of a long text would be 0.
        var (coded, mended) = (0.0, 0.0)
        for (first, second) in zip(words, words.dropFirst()) {
            let whole = log(Double(unigrams[first, default: 0]) + vocabulary)
            coded += whole - log(Self.smoothing)
            mended += whole - log(Double(bigrams[[first, second], default: 0]) + Self.smoothing)
        }
        asCoded = exp(coded / Double(words.count))
        self.mended = exp(mended / Double(words.count))
    }

    /// Python's `string.punctuation`.
    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
