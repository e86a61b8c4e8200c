/// How seeds are augmented.
public struct AugmentationOptions: Sendable, Hashable {
    /// Templates per seed (n).
    public var templates = 5
    /// Variants per seed (m), over its templates; the first templates get one more where it does not divide.
    public var perSeed = 10
    /// How often templates are asked for, until a seed has enough.
    public var rounds = 10
    public var threshold = Threshold.published
    /// Words replaced in one variant, at most; 1 or 2.
    public var mostReplacements = 2
    /// Variants that are tried per template.
    public var triesPerTemplate = 60
    public var seed: UInt64 = 1

    public init() {}

    /// - Throws: `AugmentationError.optionOutOfRange`.
    func check() throws(AugmentationError) {
        func require(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(AugmentationError) {
            guard range.contains(value) else {
                throw .optionOutOfRange(
                    name: name, value: "\(value)",
                    allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        }
        try require("--templates", templates, 1...100)
        try require("--per-seed", perSeed, 1...1_000)
        try require("rounds", rounds, 1...100)
        try require("replacements", mostReplacements, 1...2)
        try require("tries", triesPerTemplate, 1...10_000)
        if case .fixed(let value) = threshold, !(value >= -1 && value <= 1) {
            throw .optionOutOfRange(
                name: "--threshold", value: "\(value)", allowed: "a number from -1 to 1, or calibrated")
        }
    }
}
