/// The rows of one row group that a collapse counts, as columns of codes.
public struct CollapseBatch: Sendable {
    /// What an index into a key's or measure's vector is.
    public enum Level: Sendable, Hashable {
        /// One entry per sample.
        case sample
        /// One entry per element of a multi-valued column.
        case element
    }

    /// One column that rows are grouped by.
    public struct Key: Sendable {
        public var codes: CodeVector
        public var level: Level

        public init(_ codes: CodeVector, level: Level = .sample) {
            self.codes = codes
            self.level = level
        }
    }

    /// One column that is added up.
    public enum Measure: Sendable {
        case integers(IntegerVector)
        case reals(RealVector)
    }

    /// A number whose least or greatest value is sought, with one entry per sample.
    public enum Numbers: Sendable {
        case integers(IntegerVector)
        /// The first sample's, and one more for each sample.
        case ascending(from: Int64)
    }

    /// The number of mentions of the counted rows.
    public enum Mentions: Sendable {
        /// For each element how often each of its samples mentions it.
        case byElement([UInt32])
        /// For each entry of the sample vectors, the number of mentions of all samples that it stands for.
        case inAll([Int64])
    }

    /// Rows that are counted.
    public var count: Int
    /// The sample of each counted row; nil where row i is sample i.
    public var samples: [UInt32]?
    /// The element of each counted row; nil where row i is element i, or where no key is of elements.
    public var elements: [UInt32]?
    /// In the order of the plan.
    public var keys: [Key]
    /// In the order of the plan, with one entry per sample each.
    public var measures: [Measure]
    /// In the order of the plan.
    public var extremes: [Numbers] = []
    /// How many samples each entry of the sample vectors stands for, as a cube's cell does; nil for 1. Cannot be
    /// combined with measures.
    public var multiplicities: [Int64]?
    /// Nil for once each.
    public var mentions: Mentions?
    /// For each sample its number k of distinct elements, each of which counts 1/k; needed if the plan has weights.
    public var lengths: CodeVector?

    public init(
        count: Int, samples: [UInt32]? = nil, elements: [UInt32]? = nil, keys: [Key], measures: [Measure] = [],
        multiplicities: [Int64]? = nil, mentions: Mentions? = nil, lengths: CodeVector? = nil
    ) {
        self.count = count
        self.samples = samples
        self.elements = elements
        self.keys = keys
        self.measures = measures
        self.multiplicities = multiplicities
        self.mentions = mentions
        self.lengths = lengths
    }
}
