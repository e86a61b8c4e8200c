/// When an interval of a measure of concentration is given: what the sample must have.
///
/// docs/interval-coverage.md derives `derived`: under it the simulated coverage of the 95 % intervals of `giniEstimate`
/// and `effectiveEstimate` is between 93 and 97 %, except for populations at the edge of the rule.
public struct IntervalRule: Sendable {
    /// Samples a category, on average over the categories seen.
    public var samplesPerCategory: Double
    /// Samples in all.
    public var leastSamples: Double
    /// n·V, with V the variance of ln p among the samples: below it the shares may as well be equal, and the
    /// estimators are not normal.
    public var leastSignal: Double
    /// n·V divided by the number of categories.
    public var leastSignalPerCategory: Double
    /// The greatest bias of the sample's own measure, in standard errors: beyond it the interval would not contain the
    /// value beside it.
    public var greatestBias: Double
    /// Samples of the rarest category, for the Gini index: where some have fewer, others may not have been seen at all,
    /// and each of them is a unit.
    public var leastCount: Double

    /// The rule of the reports and SQL functions.
    public static let derived = IntervalRule(
        samplesPerCategory: 50, leastSamples: 500, leastSignal: 80, leastSignalPerCategory: 0.5, greatestBias: 0.75,
        leastCount: 25)
    /// No condition: for the simulations that the rule is derived from.
    public static let none = IntervalRule(
        samplesPerCategory: 0, leastSamples: 0, leastSignal: -.infinity, leastSignalPerCategory: -.infinity,
        greatestBias: .infinity, leastCount: 0)

    /// The greatest bias in standard errors for an interval of `reach` of them to either side, which is to hold the
    /// value with the bias too.
    func greatestBias(at reach: Double) -> Double { greatestBias < .infinity ? min(greatestBias, reach) : .infinity }
}

/// An estimate of a measure of the population, and its interval where the sample supports one.
public struct MeasureEstimate: Sendable, Equatable {
    /// The estimate with its bias removed.
    public let value: Double
    /// The bounds at the requested level, around `value`; `nil` if the sample does not meet the rule.
    public let low: Double?
    public let high: Double?
}
