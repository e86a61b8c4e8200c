import Statistics

/// How much better one model is than another on the same rows.
public struct PairedDifference: Sendable, Equatable {
    public let first: String
    public let second: String
    public let rows: Int
    /// Macro-F1 of the first model minus that of the second.
    public let difference: Double
    /// Rows resampled, both replies of a row together; nil without rows.
    public let interval: BootstrapInterval?
    /// The probability of a difference at least as large, if both models' replies to each row were interchangeable.
    ///
    /// By approximate randomisation with the add-one rule, so it is never 0.
    ///
    /// Source: A. Yeh, "More accurate tests for the statistical significance of result differences", COLING 2000;
    /// B. Phipson and G. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
    /// Molecular Biology 9 (2010).
    public let probability: Double
    /// `probability` by Holm's procedure over all differences that are compared at once.
    public private(set) var adjusted: Double

    /// Rows on which only the first, or only the second model is right.
    public let onlyFirstRight: Int
    public let onlySecondRight: Int

    /// Compares two models on rows that are counted already, such as those of a table with codes.
    ///
    /// - Parameters:
    ///   - rows: gold label and both predictions as places in the task's labels, nil for none, with their number.
    ///   - bootstrap: seed, replicates and level of the interval and of the test. The same seed gives the same digits
    ///     with any number of threads.
    /// - Complexity: for each replicate O(combinations + labels²).
    public init(
        first: String, second: String, labelCount: Int,
        rows: some Sequence<(gold: Int?, first: Int?, second: Int?, count: Int)>, bootstrap: Bootstrap
    ) {
        let counts = PairedCounts(labelCount: labelCount, rows: rows)
        func rightRows(_ isRight: (_ first: Bool, _ second: Bool) -> Bool) -> Int {
            zip(counts.cells, counts.counts).reduce(0) { sum, entry in
                let cell = entry.0
                guard cell.gold < labelCount else { return sum }
                return sum + (isRight(cell.first == cell.gold, cell.second == cell.gold) ? Int(entry.1) : 0)
            }
        }
        self.first = first
        self.second = second
        self.rows = Int(counts.counts.reduce(0, +))
        difference = counts.difference(counts.counts)
        interval = bootstrap.interval(cells: counts.counts) { counts.difference($0) }
        probability = counts.probability(bootstrap)
        adjusted = probability
        onlyFirstRight = rightRows { $0 && !$1 }
        onlySecondRight = rightRows { $1 && !$0 }
    }

    /// Differences that are compared at once, adjusted by Holm's procedure.
    public static func adjusted(_ differences: [PairedDifference]) -> [PairedDifference] {
        let probabilities = differences.map(\.probability)
        let adjusted = holmAdjusted(probabilities) ?? probabilities
        return zip(differences, adjusted).map { difference, value in
            var difference = difference
            difference.adjusted = value
            return difference
        }
    }
}
