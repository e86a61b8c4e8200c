/// One row of a labelled benchmark.
public struct BenchmarkRow: Sendable, Hashable {
    /// The 1-based number of the record in the file; `row` of a reply.
    public let number: Int
    /// Nil if the record has no text; such a row is scored by its label, and cannot be asked.
    public let text: String?
    public let gold: GoldLabel

    public init(number: Int, text: String?, gold: GoldLabel) {
        (self.number, self.text, self.gold) = (number, text, gold)
    }
}

/// The label of a row in the file.
public enum GoldLabel: Sendable, Hashable {
    /// The place in the task's labels.
    case label(Int)
    /// The field is absent, null or blank: nobody knows the label.
    case blank
    /// A label that the task does not have.
    case unlisted(String)
}

/// What happens to rows whose gold label is blank or none of the task's.
public enum BlankPolicy: String, Sendable, Hashable, CaseIterable {
    /// They are left out and counted.
    case leaveOut = "leave-out"
    /// They stay, as rows of no class, so that a prediction for them costs precision. This is what scikit-learn does
    /// with `labels=`, and what the published scores have.
    case keep
}
