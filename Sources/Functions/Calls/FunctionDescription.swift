/// An SQL function that Cultivar adds to those of SQLite.
public struct FunctionDescription: Sendable, Hashable {
    public var name: String
    /// As it is called: `wilson_low(k, n[, level])`.
    public var signature: String
    /// What it gives, in one sentence.
    public var summary: String

    public init(name: String, signature: String, summary: String) {
        self.name = name
        self.signature = signature
        self.summary = summary
    }
}
