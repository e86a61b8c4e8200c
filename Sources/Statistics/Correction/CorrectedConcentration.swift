import Foundation

/// How concentrated samples are on units, such as countries, by a tagger's places and by labels of people on a part of
/// the samples: prediction-powered inference of all shares at once, and of the Herfindahl-Hirschman index of them.
///
/// The labels tell how much of each unit the tags miss or add: a difference near 0 where tagger and people agree. Noise
/// in the differences would by itself make the units look less equal. It does so by their variance, which the labels
/// tell, too, and which is taken off. Other indices, such as Gini's, have no such correction.
///
/// Source: A. N. Angelopoulos, J. C. Duchi, T. Zrnic, "PPI++: Efficient prediction-powered inference",
/// arXiv 2311.01453, applied to a vector with one weight λ; the index is `ConcentrationEstimate`.
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

    /// Labelled samples.
    public let labelled: Int
    /// Those with a unit by their labels.
    public let placed: Int
    /// Why nothing can be corrected: there are no labels, or none in a stratum.
    public let fault: CorrectionError?
    /// By the tags of all samples; nil if none has a unit. Its standard error comes from the labelled samples, and
    /// means nothing with a fault.
    public let raw: ConcentrationEstimate?
    /// Nil with a fault, if the labels give no unit, and if their noise is larger than the index.
    public let corrected: ConcentrationEstimate?
    /// The part of the tags that the estimate takes: 0 where they say nothing of the labels, towards 1.
    public let weight: Double

    /// The largest unit's part by the tags.
    private let largest: Double

    /// Labelled samples with a unit that an interval needs, how many for each effective unit by the tags, and how many
    /// that are to be expected, by the tags, outside the largest unit: below them intervals hold the truth less often
    /// than they say (docs/interval-coverage.md). A rule by the corrected number would keep those samples whose
    /// estimate is too low.
    public static let leastPlaced = 30
    public static let leastPlacedPerUnit = 8.0
    public static let leastPlacedOutsideLargest = 25.0

    /// Whether the labels are enough for an interval.
    public var hasInterval: Bool {
        guard corrected != nil, let raw else { return false }
        let placed = Double(placed)
        return self.placed >= Self.leastPlaced && placed >= Self.leastPlacedPerUnit * raw.effective
            && placed * (1 - largest) >= Self.leastPlacedOutsideLargest
    }

    /// The interval of the corrected index; nil unless 0 < `level` < 1 and `hasInterval`.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        hasInterval ? corrected?.interval(level: level) : nil
    }

    /// - Throws: `CorrectionError.noCorpus` without samples.
    ///
    /// Cost: O(labelled samples · units + k²) for k units of labelled samples.
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
        let none = UnitCovariance(
            units: names.count, varying: parts.reduce(into: []) { $0.formUnion($1.labelledUnits) })
        let tagged = Self.sum(parts.map(\.corpusMeans))
        largest = (tagged.max() ?? 0) / max(CompensatedSum(tagged).value, .leastNonzeroMagnitude)
        var ofTags = none
        for part in parts { part.addTagCovariance(to: &ofTags) }
        raw = ConcentrationEstimate(tagged, covariance: ofTags, takesNoiseOff: false) { _ in .infinity }
        guard fault == nil, placed > 0 else {
            (weight, corrected) = (0, nil)
            return
        }
        let weight = UnitVectors.weight(parts)
        self.weight = weight
        var covariance = none
        for part in parts { part.addCovariance(weight: weight, to: &covariance) }
        corrected = ConcentrationEstimate(
            Self.sum(parts.map { $0.corrected(weight: weight) }), covariance: covariance, takesNoiseOff: true
        ) { slopes in
            Self.degrees(parts.map { $0.differenceMoments(of: slopes, weight: weight) })
        }
    }

    private static func sum(_ vectors: [[Double]]) -> [Double] {
        guard let first = vectors.first else { return [] }
        return first.indices.map { unit in CompensatedSum(vectors.map { $0[unit] }).value }
    }

    /// Satterthwaite's degrees of freedom of a sum of variances: twice its square over its own variance, at least 1.
    private static func degrees(_ moments: [(variance: Double, ofVariance: Double)]) -> Double {
        let variance = moments.reduce(0) { $0 + $1.variance }, ofVariance = moments.reduce(0) { $0 + $1.ofVariance }
        return ofVariance > 0 ? max(2 * variance * variance / ofVariance, 1) : .infinity
    }
}
