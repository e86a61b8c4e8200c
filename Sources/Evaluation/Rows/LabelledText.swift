/// A labelled text of a benchmark, before a task says what its label means.
public struct LabelledText: Sendable, Hashable {
    /// The number of its record, from 1: `row` of a reply.
    public let number: Int
    public let text: String?
    public let label: String?

    public init(number: Int, text: String?, label: String?) {
        (self.number, self.text, self.label) = (number, text, label)
    }
}
