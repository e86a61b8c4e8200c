import Foundation

/// How concentrated samples are on units, such as countries, by a tagger's places and by labels of people on a part of
/// the samples: prediction-powered inference of all shares at once, and of the Herfindahl-Hirschman index of them.
///
/// The labels tell how much of each unit the tags miss or add: a difference near 0 where tagger and people agree. Noise
/// in the differences would by itself make the units look less equal. It does so by their variance, which the labels
/// tell, too, and which is taken off. Other indices, such as Gini's, have no such correction.
///
/// Source: A. N. Angelopoulos, J. C. Duchi, T. Zrnic, "PPI++: Efficient prediction-powered inference",
/// arXiv 2311.01453, applied to a vector with one weight λ; the index is a ratio of squares, each less its variance.
public struct CorrectedConcentration: Sendable {
    /// A sample that a person has labelled, with what it counts for by unit.
    public struct LabelledSample: Sendable {
        public let stratum: String
        /// By unit: what the sample counts for by its tags; empty for one that is not counted.
        public let tagged: [String: Double]
        /// The same by the labels.
        public let labelled: [String: Double]

        public init(stratum: String, tagged: [String: Double], labelled: [String: Double]) {
            (self.stratum, self.tagged, self.labelled) = (stratum, tagged, labelled)
        }
    }

    /// All samples of a stratum, the labelled ones among them.
    public struct Stratum: Sendable {
        public let name: String
        public let samples: Double
        /// The sums over its samples by unit.
        public let totals: [String: Double]

        public init(name: String, samples: Double, totals: [String: Double]) {
            (self.name, self.samples, self.totals) = (name, samples, totals)
        }
    }

    /// An index from 1 over the number of units to 1, with its standard error.
    public struct Index: Sendable, Equatable {
        public let value: Double
        public let standardError: Double

        /// The effective number of units, the Hill number of order 2.
        public var effective: Double { 1 / value }
        public var effectiveStandardError: Double { standardError / (value * value) }
    }

    /// Labelled samples.
    public let labelled: Int
    /// Those with a unit by their labels.
    public let placed: Int
    /// Why nothing can be corrected: there are no labels, or none in a stratum.
    public let fault: CorrectionError?
    /// By the tags of all samples; nil if none has a unit. Its standard error comes from the labelled samples, and is
    /// NaN without them.
    public let raw: Index?
    /// Nil with a fault, if the labels give no unit, and if their noise is larger than the index.
    public let corrected: Index?
    /// The part of the tags that the estimate takes: 0 where they say nothing of the labels, towards 1.
    public let weight: Double

    /// Labelled samples with a unit that an interval needs, and how many for each effective unit by the tags: below
    /// them intervals hold the truth less often than they say (docs/interval-coverage.md). A rule by the corrected
    /// number would keep those samples whose estimate is too low.
    public static let leastPlaced = 30
    public static let leastPlacedPerUnit = 8.0

    /// Whether the labels are enough for an interval.
    public var hasInterval: Bool {
        guard corrected != nil, let raw else { return false }
        return placed >= Self.leastPlaced && Double(placed) >= Self.leastPlacedPerUnit * raw.effective
    }

    /// The interval of the corrected index, normal on the scale of its logarithm; nil unless 0 < `level` < 1 and
    /// `hasInterval`.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard hasInterval, let corrected, level > 0, level < 1, let lower = normalQuantile((1 - level) / 2) else {
            return nil
        }
        let factor = exp(-lower * corrected.standardError / corrected.value)
        return (corrected.value / factor, min(corrected.value * factor, 1))
    }

    /// - Throws: `CorrectionError.noCorpus` without samples.
    ///
    /// Cost: O(labelled samples · units).
    public init(_ samples: [LabelledSample], corpus: [Stratum]) throws(CorrectionError) {
        let corpus = corpus.filter { $0.samples > 0 }
        if corpus.isEmpty { throw .noCorpus }
        let byStratum = Dictionary(grouping: samples, by: \.stratum)
        fault =
            samples.isEmpty
            ? .noGold
            : corpus.first { byStratum[$0.name] == nil }.map { .stratumWithoutGold($0.name) }
        labelled = samples.count
        placed = samples.count { $0.labelled.values.contains { $0 > 0 } }
        let names = Set(corpus.flatMap(\.totals.keys) + samples.flatMap { Array($0.labelled.keys) }).sorted()
        let all = corpus.reduce(0) { $0 + $1.samples }
        let parts = corpus.map { stratum in
            UnitVectors(stratum, byStratum[stratum.name] ?? [], units: names, share: stratum.samples / all)
        }
        let tagged = Self.sum(parts, \.corpusMeans)
        raw = Self.squares(tagged, less: 0, by: 0) { contrast in
            parts.reduce(0) { $0 + $1.corpusVariance(of: contrast) }
        }
        guard fault == nil else {
            (weight, corrected) = (0, nil)
            return
        }
        let weight = UnitVectors.weight(parts)
        self.weight = weight
        let means = parts.map { $0.corrected(weight: weight) }
        let estimate = names.indices.map { unit in means.reduce(0) { $0 + $1[unit] } }
        func variance(of contrast: [Double]) -> Double {
            parts.reduce(0) { $0 + $1.variance(of: contrast, weight: weight) }
        }
        let noise = names.indices.reduce(0) { sum, unit in
            var one = [Double](repeating: 0, count: names.count)
            one[unit] = 1
            return sum + variance(of: one)
        }
        corrected =
            placed == 0
            ? nil
            : Self.squares(
                estimate, less: noise, by: variance(of: [Double](repeating: 1, count: names.count)), variance(of:))
    }

    private static func sum(_ parts: [UnitVectors], _ vector: KeyPath<UnitVectors, [Double]>) -> [Double] {
        guard let first = parts.first else { return [] }
        return first[keyPath: vector].indices.map { unit in
            CompensatedSum(parts.map { $0[keyPath: vector][unit] }).value
        }
    }

    /// The sum of squares over the square of the sum, each less its noise; nil unless both are above 0.
    ///
    /// - Parameter variance: of a linear combination of the amounts.
    private static func squares(
        _ amounts: [Double], less noise: Double, by noiseOfSum: Double, _ variance: ([Double]) -> Double
    ) -> Index? {
        let sum = CompensatedSum(amounts).value
        let squares = CompensatedSum(amounts.map { $0 * $0 }).value
        guard sum > 0, squares > noise, sum * sum > noiseOfSum else { return nil }
        let value = (squares - noise) / (sum * sum - noiseOfSum)
        // The derivative of Σx²/(Σx)² by each amount.
        let slopes = amounts.map { 2 * $0 / (sum * sum) - 2 * squares / (sum * sum * sum) }
        return Index(value: min(value, 1), standardError: variance(slopes).squareRoot())
    }
}
