/// The result of an annotation: every record that was seen counts in one of four ways.
public struct AnnotationResult: Sendable, Equatable {
    public struct Counts: Sendable, Equatable {
        /// Records whose text the store has, with one combination of tags.
        public var matched = 0
        /// Records whose text the store does not have, or that have no text.
        public var unmatched = 0
        /// Records whose text the store has with different tags.
        public var ambiguous = 0
        /// Records that could not be read.
        public var rejected = 0

        public var seen: Int { matched + unmatched + ambiguous + rejected }
    }

    public var counts = Counts()
    /// Tag columns by their names in the output, in order.
    public var columns: [String] = []
    /// Tag columns that got a prefix, since records have their names.
    public var renamed: [String] = []
    public var files: [ExportedFile] = []
    /// The file of the records that did not match.
    public var sidePath = ""
    /// Distinct texts of the samples that gave tags.
    public var textCount = 0
    public var elapsed = Duration.zero
}

/// The progress of an annotation.
public enum AnnotationProgress: Sendable {
    /// Samples read into the index, and how many there are.
    case indexing(Int, of: Int, elapsed: Duration)
    /// Records of upstream files passed through.
    case annotating(path: String, records: Int, elapsed: Duration)
}
