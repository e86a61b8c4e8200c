/// How a tagger did on samples that people labelled too, for one value: has it, or has it not.
public struct GoldTable: Sendable, Equatable {
    /// Samples that have the value and were given it.
    public let truePositives: Double
    /// Samples that were given the value and do not have it.
    public let falsePositives: Double
    /// Samples that have the value and were not given it.
    public let falseNegatives: Double
    /// Samples that neither have the value nor were given it.
    public let trueNegatives: Double

    /// `nil` if a count is negative, infinite or NaN, or all are 0.
    public init?(truePositives: Double, falsePositives: Double, falseNegatives: Double, trueNegatives: Double) {
        let counts = [truePositives, falsePositives, falseNegatives, trueNegatives]
        guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }), counts.reduce(0, +) > 0 else { return nil }
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.trueNegatives = trueNegatives
    }

    /// The number of samples with both labels.
    public var total: Double { positives + negatives }
    /// The samples that have the value.
    public var positives: Double { truePositives + falseNegatives }
    /// The samples that do not have it.
    public var negatives: Double { falsePositives + trueNegatives }
    /// The part of the samples with the value that were given it; NaN if none has it.
    public var sensitivity: Double { truePositives / positives }
    /// The part of the samples without the value that were not given it; NaN if all have it.
    public var specificity: Double { trueNegatives / negatives }
    /// One less the specificity, to its last digit.
    var falsePositiveRate: Double { falsePositives / negatives }

    /// The table with so many samples more in each cell.
    func adding(_ count: Double) -> GoldTable {
        GoldTable(
            truePositives: truePositives + count, falsePositives: falsePositives + count,
            falseNegatives: falseNegatives + count, trueNegatives: trueNegatives + count) ?? self
    }
}
