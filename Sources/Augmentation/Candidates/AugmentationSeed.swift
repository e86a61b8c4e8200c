/// A survey question whose text is put in other words; its options stay as they are.
public struct AugmentationSeed: Sendable, Hashable {
    /// Tells seeds apart.
    public let id: String
    public let text: String

    public init(id: String, text: String) { (self.id, self.text) = (id, text) }
}
