/// Prediction-powered inference for a mean (PPI++): the mean of people's labels, made more precise by a tagger's values
/// for samples without labels, and valid however often the tagger is wrong.
///
/// θ = λ·f̄_N + (ȳ − λ·f̄_n), with y the labels and f the tagger's values of the n labelled samples, f̄_N the mean of
/// its values for the N others. λ = cov(y, f)/((1 + n/N)·var(f)), within 0 and 1, has the least variance: 0 leaves the
/// tagger out, 1 trusts it. The variance is λ²·var(f_N)/N + var(y − λf)/n.
///
/// Source: A. N. Angelopoulos, J. C. Duchi and T. Zrnic, "PPI++: efficient prediction-powered inference",
/// arXiv:2311.01453 (2023), after A. N. Angelopoulos et al., "Prediction-powered inference", Science 382 (2023)
/// 669-674.
public struct PredictionPoweredMean: Sendable, Equatable {
    public let estimate: Double
    /// How much the tagger's values count, from 0 to 1.
    public let lambda: Double
    public let standardError: Double

    /// The sums that the estimate is made of; variances and covariance with divisor n.
    struct Moments: Sendable {
        /// Of the samples without labels.
        var others: Double
        var otherMean: Double
        var otherVariance: Double
        /// Of the labelled samples: their labels, the tagger's values, and both.
        var labelled: Double
        var labelMean: Double
        var givenMean: Double
        var labelVariance: Double
        var givenVariance: Double
        var covariance: Double
    }

    init(_ moments: Moments) {
        let (n, others) = (moments.labelled, moments.others)
        let gap = moments.givenMean - moments.otherMean
        // The tagger's values of all samples, with divisor n + N − 1.
        let squares =
            n * moments.givenVariance + others * moments.otherVariance + gap * gap * (n / (n + others)) * others
        let given = squares / (n + others - 1)
        lambda = given > 0 ? min(max(moments.covariance / ((1 + n / others) * given), 0), 1) : 0
        estimate = moments.labelMean + lambda * (moments.otherMean - moments.givenMean)
        let rest =
            moments.labelVariance + lambda * (lambda * moments.givenVariance - 2 * moments.covariance)
        standardError = (lambda * lambda * moments.otherVariance / others + max(rest, 0) / n).squareRoot()
    }

    /// From the labels and the tagger's values of labelled samples, and its values for the others.
    ///
    /// `nil` unless both kinds of samples exist, every number is finite, and each label has a value. Cost: linear.
    public init?(labels: [Double], given: [Double], others: [Double]) {
        guard !labels.isEmpty, labels.count == given.count, !others.isEmpty,
            (labels + given + others).allSatisfy(\.isFinite)
        else { return nil }
        func mean(_ values: [Double]) -> Double { CompensatedSum(values).value / Double(values.count) }
        func product(_ one: [Double], _ oneMean: Double, _ other: [Double], _ otherMean: Double) -> Double {
            CompensatedSum(zip(one, other).lazy.map { ($0 - oneMean) * ($1 - otherMean) }).value / Double(one.count)
        }
        let (label, value, rest) = (mean(labels), mean(given), mean(others))
        self.init(
            Moments(
                others: Double(others.count), otherMean: rest, otherVariance: product(others, rest, others, rest),
                labelled: Double(labels.count), labelMean: label, givenMean: value,
                labelVariance: product(labels, label, labels, label),
                givenVariance: product(given, value, given, value),
                covariance: product(labels, label, given, value)))
    }

    /// The normal interval of the paper. `nil` unless 0 < `level` < 1.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard level > 0, level < 1, let lower = normalQuantile((1 - level) / 2) else { return nil }
        return (estimate + lower * standardError, estimate - lower * standardError)
    }
}
