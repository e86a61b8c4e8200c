/// What a fine-tuning file shall have.
public struct ExportRequest: Sendable, Equatable {
    /// The word for the file of all cultures.
    public static let one = "One"

    /// A culture of the profile, or `one`.
    public var culture: String
    /// A size of the profile. `One` ignores it and has the profile's own.
    public var size: String
    public var rule: LabelRule
    /// Leaves out rows of questions that nobody of the block gave a valid answer to. Rules other than `paper` have no
    /// label for them, so they always leave them out.
    public var dropUnasked: Bool
    /// Leaves out rows whose label is no code of the question's scale.
    public var dropOutsideScale: Bool
    /// The 1-based numbers of the blocks, in their order; those of the profile if nil.
    public var blocks: [Int]?
    /// Shuffles the rows, the same way for the same seed.
    public var shuffleSeed: UInt64?

    /// The defaults give labels that the answers support. Published files are made with `rule: .paper` and
    /// `dropUnasked: false`.
    public init(
        culture: String, size: String, rule: LabelRule = .rounded, dropUnasked: Bool = true,
        dropOutsideScale: Bool = false, blocks: [Int]? = nil, shuffleSeed: UInt64? = nil
    ) {
        (self.culture, self.size, self.rule, self.dropUnasked) = (culture, size, rule, dropUnasked)
        (self.dropOutsideScale, self.blocks, self.shuffleSeed) = (dropOutsideScale, blocks, shuffleSeed)
    }
}
