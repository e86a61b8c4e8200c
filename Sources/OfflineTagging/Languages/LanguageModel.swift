import Foundation

/// A model of languages in the format of fastText, such as lid.176.ftz: quantised, supervised, with a hierarchical
/// softmax.
///
/// Source: A. Joulin et al., "Bag of tricks for efficient text classification", Proceedings of EACL (2017), and
/// "FastText.zip: compressing text classification models", arXiv:1612.03651 (2016).
public struct LanguageModel: Sendable {
    /// A language as the model names it, such as `en`, with its probability.
    public struct Guess: Sendable, Equatable {
        public let language: String
        public let probability: Double
    }

    private let dictionary: ModelDictionary
    private let words: QuantisedMatrix
    /// A row of `dimension` numbers for each inner node of the tree.
    private let decisions: [Float]
    private let tree: LabelTree

    /// The languages that the model knows.
    public var languages: [String] { dictionary.labels.map(\.name) }

    /// Reads a model from the bytes of its file.
    ///
    /// - Throws: `LanguageModelError`.
    public init(_ data: Data) throws(LanguageModelError) {
        var bytes = ModelBytes(data)
        guard data.count >= 8, try bytes.number(Int32.self) == 793_712_314 else { throw .notAModel }
        let version = try bytes.number(Int32.self)
        guard version == 12 else { throw .unknownVersion(Int(version)) }
        // Dimension, window, epochs, least count, negatives, word n-grams, loss, model, buckets, n-grams, update rate.
        var settings: [Int] = []
        for _ in 0..<12 { settings.append(Int(try bytes.number(Int32.self))) }
        _ = try bytes.bytes(8)
        let (dimension, wordNGrams, loss, kind) = (settings[0], settings[5], settings[6], settings[7])
        guard kind == 3 else { throw .unsupported("a model that is not supervised") }
        guard loss == 1 else { throw .unsupported("a model with another loss") }
        guard wordNGrams == 1 else { throw .unsupported("n-grams of words") }
        let (buckets, least, most) = (settings[8], settings[9], settings[10])
        guard (1...1 << 16).contains(dimension), buckets > 0, least >= 1, most >= least, most < 64 else {
            throw .unsupported("sizes of \(dimension) and \(buckets), n-grams from \(least) to \(most)")
        }
        dictionary = try ModelDictionary(&bytes, shape: .init(lengths: least...most, buckets: buckets))
        guard try bytes.flag() else { throw .unsupported("a model that is not quantised") }
        words = try QuantisedMatrix(&bytes)
        guard try !bytes.flag() else { throw .unsupported("a quantised output") }
        let start = bytes.offset
        let rowCount = try bytes.longSize(upTo: 1 << 24)
        let columnCount = try bytes.longSize(upTo: 1 << 16)
        guard rowCount == dictionary.labels.count, columnCount == dimension, words.dimension == dimension else {
            throw .damaged(offset: start)
        }
        decisions = try bytes.floats(rowCount * columnCount)
        tree = LabelTree(dictionary.labels.map(\.count))
    }

    /// The most probable languages of a text, the best first. Line breaks are blanks. Empty for a text without words.
    ///
    /// Cost: linear in the text.
    public func guesses(_ text: String, count: Int = 1) -> [Guess] {
        let rows = dictionary.rows(of: text).filter { (0..<words.rowCount).contains($0) }
        // The end of the text alone is one row.
        guard rows.count > 1 else { return [] }
        let dimension = words.dimension
        var mean = [Float](repeating: 0, count: dimension)
        for row in rows { words.addRow(row, to: &mean) }
        for place in mean.indices { mean[place] /= Float(rows.count) }
        let logarithms = tree.logarithms { node in
            var sum: Float = 0
            for place in 0..<dimension { sum += decisions[node * dimension + place] * mean[place] }
            return sum
        }
        return logarithms.indices.sorted { (-logarithms[$0], $0) < (-logarithms[$1], $1) }.prefix(max(count, 0)).map {
            Guess(language: dictionary.labels[$0].name, probability: min(Double(exp(logarithms[$0])), 1))
        }
    }
}
