/// The counts of the markers of all samples.
public struct MarkerCounts: Sendable, Equatable {
    /// One marker of the template.
    public struct Marker: Sendable, Equatable {
        /// Its columns, as in `culture` or `language+places`.
        public var name: String
        public var carried = 0
        /// A column has no value.
        public var absent = 0
        /// Left out by its own drop-out.
        public var dropped = 0
    }

    /// One rule of the drop-out of samples.
    public struct Rule: Sendable, Equatable {
        /// Its column and value, as in `source=Aya`.
        public var name: String
        /// Samples that have the value, and fit no rule before this one.
        public var samples = 0
    }

    /// Samples with a marker at least.
    public var marked = 0
    /// Samples that lost all markers by the drop-out of samples.
    public var droppedWhole = 0
    /// Samples without any marker for other reasons.
    public var unmarked = 0
    /// Samples without a text, which have no place for markers.
    public var withoutText = 0
    /// Of the samples that were not dropped whole.
    public var markers: [Marker]
    public var rules: [Rule] = []

    public var samples: Int { marked + droppedWhole + unmarked + withoutText }
}
