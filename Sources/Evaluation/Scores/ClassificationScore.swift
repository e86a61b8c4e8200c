import Statistics

/// How well a model's replies agree with the gold labels of a benchmark.
public struct ClassificationScore: Sendable, Equatable {
    public let task: String
    public let counts: LabelCounts
    /// The rows that are scored.
    public var rows: Int { counts.rows }
    /// Rows with a blank label, left out or kept by the policy.
    public let blank: Int
    /// Rows by gold label that the task does not have.
    public let unlisted: [String: Int]
    public let policy: BlankPolicy
    /// Scored rows whose reply has no label.
    public let unmapped: Int
    /// Scored rows without a reply.
    public let missing: Int
    public let macroF1: Double
    /// Rows resampled; nil if no bootstrap was asked for, or there are no rows.
    public let macroF1Interval: BootstrapInterval?
    /// The share of rows with the right label; nil without rows.
    public let accuracy: Double?
    /// Wilson's interval of the accuracy.
    public let accuracyInterval: Bounds?
    public let classes: [ClassScore]
    public let majority: MajorityBaseline
    public let warnings: [ScoreWarning]

    /// The bounds of an interval.
    public struct Bounds: Sendable, Hashable {
        public let low: Double
        public let high: Double
        public let level: Double
    }

    /// Scores rows that are counted already, such as those of a table with codes.
    ///
    /// - Parameters:
    ///   - labels: of the task, `counts.labelCount` of them.
    ///   - missing: how many of the rows without a predicted label have no reply.
    ///   - bootstrap: how the interval of macro-F1 is found; nil for none.
    public init(
        task: String, labels: [String], counts: LabelCounts, missing: Int = 0, blank: Int = 0,
        unlisted: [String: Int] = [:], policy: BlankPolicy = .leaveOut, bootstrap: Bootstrap? = nil,
        level: Double = 0.95
    ) {
        self.task = task
        self.counts = counts
        self.blank = blank
        self.unlisted = unlisted
        self.policy = policy
        self.missing = missing
        let rows = counts.rows
        unmapped = rows - counts.predicted.reduce(0, +) - missing
        macroF1 = counts.macroF1
        let labelCount = counts.labelCount
        macroF1Interval = bootstrap?.interval(cells: counts.cells.map(Double.init)) {
            LabelCounts.macroF1($0, labelCount: labelCount)
        }
        accuracy = rows > 0 ? Double(counts.correct) / Double(rows) : nil
        let accuracyLevel = bootstrap?.level ?? level
        accuracyInterval = wilsonInterval(
            successes: Double(counts.correct), trials: Double(rows), level: accuracyLevel
        ).map { Bounds(low: $0.low, high: $0.high, level: accuracyLevel) }
        classes = counts.classes(labels)
        let constant = counts.answering(counts.majority)
        majority = MajorityBaseline(
            label: labels.indices.contains(counts.majority) ? labels[counts.majority] : "",
            macroF1: constant.macroF1, accuracy: rows > 0 ? Double(constant.correct) / Double(rows) : nil)
        warnings = Self.warnings(
            classes: classes, rows: rows, unmapped: unmapped, missing: missing, blank: blank, unlisted: unlisted,
            policy: policy)
    }

    private static func warnings(
        classes: [ClassScore], rows: Int, unmapped: Int, missing: Int, blank: Int, unlisted: [String: Int],
        policy: BlankPolicy
    ) -> [ScoreWarning] {
        var warnings: [ScoreWarning] = []
        let present = classes.filter { $0.support > 0 }
        if present.count == 1, let only = present.first { warnings.append(.oneClassOnly(label: only.label)) }
        for score in classes {
            if score.support == 0 {
                warnings.append(.labelAbsent(label: score.label))
            } else if score.support < ScoreWarning.fewestRows {
                warnings.append(.fewRows(label: score.label, rows: score.support))
            }
            if score.isUndefined { warnings.append(.undefinedF1(label: score.label)) }
        }
        if unmapped > 0 { warnings.append(.unmapped(replies: unmapped, rows: rows)) }
        if missing > 0 { warnings.append(.missing(replies: missing, rows: rows)) }
        if blank > 0 { warnings.append(policy == .keep ? .blankKept(rows: blank) : .blankLeftOut(rows: blank)) }
        if !unlisted.isEmpty {
            warnings.append(
                .unlisted(
                    labels: unlisted.keys.sorted(), rows: unlisted.values.reduce(0, +), areKept: policy == .keep))
        }
        return warnings
    }
}
