/// The rows of one row group that a collapse counts, as columns of codes.
public struct CollapseBatch: Sendable {
    /// What an index into a key's or measure's vector is.
    public enum Level: Sendable, Hashable {
        /// One entry a sample.
        case sample
        /// One entry an element of a multi-valued column.
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

    /// Rows that are counted.
    public var count: Int
    /// The sample of each counted row; nil where row i is sample i.
    public var samples: [UInt32]?
    /// The element of each counted row; nil where row i is element i, or where no key is of elements.
    public var elements: [UInt32]?
    /// In the order of the plan.
    public var keys: [Key]
    /// In the order of the plan, one entry a sample each.
    public var measures: [Measure]
    /// How often each element was mentioned; nil for once.
    public var mentions: [UInt32]?
    /// 1/k for an element of a sample with k distinct values; nil for 1.
    public var fractions: [Double]?

    public init(
        count: Int, samples: [UInt32]? = nil, elements: [UInt32]? = nil, keys: [Key], measures: [Measure] = [],
        mentions: [UInt32]? = nil, fractions: [Double]? = nil
    ) {
        self.count = count
        self.samples = samples
        self.elements = elements
        self.keys = keys
        self.measures = measures
        self.mentions = mentions
        self.fractions = fractions
    }
}
