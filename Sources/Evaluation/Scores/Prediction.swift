/// What a model said about a row.
public enum Prediction: Sendable, Hashable {
    /// The place in the task's labels.
    case label(Int)
    /// A reply without a label.
    case unmapped
    /// No reply.
    case missing

    /// The place of the label; nil if there is none.
    public var code: Int? { if case .label(let code) = self { code } else { nil } }
}

extension BenchmarkTask {
    /// What a reply says; nil stands for a reply that was never given.
    public func prediction(_ reply: String?) -> Prediction {
        guard let reply else { return .missing }
        return code(ofReply: reply).map(Prediction.label) ?? .unmapped
    }
}
