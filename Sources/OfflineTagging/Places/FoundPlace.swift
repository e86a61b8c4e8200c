/// A place that a text names.
public struct FoundPlace: Sendable, Equatable {
    /// The code of a country or area.
    public let target: String
    public let kind: PlaceAlias.Kind
    /// As the text has it.
    public let text: String
    /// How sure it is that the place is meant, from 0 to 1. It is a rank, not a probability.
    public let score: Double
}
