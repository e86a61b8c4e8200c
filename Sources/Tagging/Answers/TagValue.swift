/// One value of a text in one dimension.
public struct TagValue: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        /// A value of the vocabulary, or the empty list of a dimension with many values.
        case valid
        /// Another spelling that the vocabulary knows.
        case aliased
        /// No value of the vocabulary; `value` is nil.
        case outside
        /// Nothing was said; `value` is nil.
        case missing
    }

    public let dimension: String
    /// From 0; above it only for a dimension with many values.
    public let position: Int
    public let value: String?
    /// What the model wrote; nil if it wrote nothing.
    public let raw: String?
    public let status: Status

    public init(dimension: String, position: Int = 0, value: String?, raw: String?, status: Status) {
        self.dimension = dimension
        self.position = position
        self.value = value
        self.raw = raw
        self.status = status
    }
}
