/// How often markers are left out at training time, so that a model also works without them.
public struct MarkerDropout: Sendable {
    /// A rate for the samples that have a value in a column.
    public struct Rule: Sendable {
        public var column: String
        public var value: String
        public var rate: Double

        public init(column: String, value: String, rate: Double) {
            self.column = column
            self.value = value
            self.rate = rate
        }
    }

    /// The share of samples that lose all markers,
    public var rate = 0.0
    /// unless the first fitting one of these rules gives another rate for its data set or source.
    public var rules: [Rule] = []
    /// The share of markers that a sample with markers loses, each marker on its own,
    public var eachRate = 0.0
    /// unless there is a rate for the marker's column.
    public var rateByColumn: [String: Double] = [:]

    public init() {}
}
