/// Samples by stratum, tag and label, counted: what a correction of several values needs.
///
/// The labelled samples may be drawn at different rates by stratum, such as stage and language: each stands for as many
/// samples as its stratum has for each label.
public struct StratifiedGold: Sendable {
    /// Labelled samples of a stratum with the same tag and label.
    struct Cell: Sendable {
        let stratum: Int
        /// The place of the label in `labels`.
        let label: Int
        /// The place of the tag in `tags`.
        let tag: Int
        var count: Double
    }

    let cells: [Cell]
    /// For each stratum the number of its samples that stand for one label.
    let weights: [Double]
    /// How many labelled samples each stratum has.
    let sizes: [Double]
    /// The labels that occur, in the order of their bytes.
    public let labels: [String]
    /// The tags that occur, in the order of their bytes.
    public let tags: [String]
    /// The number of samples with each tag.
    let tagged: [Double]

    /// - Parameters:
    ///   - gold: the labelled samples, a row for each or with counts.
    ///   - corpus: all tagged samples, by stratum and tag.
    ///
    /// Counts of 0 change nothing. Cost: linear, and a sort of the distinct texts.
    ///
    /// - Throws: `noGold`, `noCorpus`, `stratumWithoutGold`.
    public init(
        gold: [(stratum: String, tag: String, label: String, count: Double)],
        corpus: [(stratum: String, tag: String, count: Double)]
    ) throws(CorrectionError) {
        let gold = gold.filter { $0.count > 0 }
        let corpus = corpus.filter { $0.count > 0 }
        if gold.isEmpty { throw .noGold }
        if corpus.isEmpty { throw .noCorpus }
        let strata = LabelCodes(gold.map(\.stratum) + corpus.map(\.stratum), blankIsMissing: false)
        let tags = LabelCodes(gold.map(\.tag) + corpus.map(\.tag), blankIsMissing: false)
        let labels = LabelCodes(gold.map(\.label), blankIsMissing: false)
        var (sizes, totals) = (strata.labels.map { _ in 0.0 }, strata.labels.map { _ in 0.0 })
        var tagged = tags.labels.map { _ in 0.0 }
        for (row, sample) in corpus.enumerated() {
            totals[Int(strata.codes[gold.count + row]) - 1] += sample.count
            tagged[Int(tags.codes[gold.count + row]) - 1] += sample.count
        }
        var counted: [[Int]: Double] = [:]
        for (row, sample) in gold.enumerated() {
            let place = [strata.codes[row], labels.codes[row], tags.codes[row]].map { Int($0) - 1 }
            counted[place, default: 0] += sample.count
            sizes[place[0]] += sample.count
        }
        if let stratum = strata.labels.indices.first(where: { sizes[$0] == 0 }) {
            throw .stratumWithoutGold(strata.labels[stratum])
        }
        cells = counted.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            Cell(stratum: $0.key[0], label: $0.key[1], tag: $0.key[2], count: $0.value)
        }
        weights = zip(totals, sizes).map { $0 / $1 }
        self.sizes = sizes
        self.labels = labels.labels
        self.tags = tags.labels
        self.tagged = tagged
    }
}
