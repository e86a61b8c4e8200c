import Foundation

/// An exponential decay of a share with its goodness of fit, and intervals that take the lack of fit into account
/// (quasi-likelihood).
///
/// A row is a stage, or better one cluster (a source) of a stage: rows of the same time show how much shares differ for
/// other reasons than time. The curve is that of `ExponentialDecay`. The dispersion is Pearson's X² over its degrees of
/// freedom, rows − 2; where it is above 1 the interval holds all rates whose deviance is at most φ·t² above the least,
/// with t Student's quantile at these degrees of freedom, and otherwise z².
///
/// The curve is refused where it does not fit: with several rows at a time, where the deviance of the times from the
/// curve is too great beside the spread of the rows within times (F test); with one row per time, by the chi-square of
/// the deviance. A refused curve has no half-life. Two times are always fitted.
///
/// Source: P. McCullagh and J. A. Nelder, "Generalized Linear Models" (1989), sections 4.5 and 9.2; D. A. Williams,
/// "Extra-binomial variation in logistic linear models", Applied Statistics 31 (1982) 144-148.
public struct DecayFit: Sendable {
    public let curve: ExponentialDecay
    /// Twice the logarithm of the likelihood ratio of one share per row to the curve.
    public let deviance: Double
    /// The number of rows with trials, less 2.
    public let degrees: Int
    /// Pearson's X² over its degrees of freedom; `nil` without any.
    public let dispersion: Double?
    /// The probability of a deviance at least as great if the curve is right; `nil` with two times.
    public let fitProbability: Double?

    /// A curve that fits worse than this is refused.
    public static let leastFitProbability = 0.05

    /// `nil` if `ExponentialDecay` is.
    public init?(times: [Double], successes: [Double], trials: [Double]) {
        guard let curve = ExponentialDecay(times: times, successes: successes, trials: trials),
            let series = ShareSeries(times, successes, trials)
        else { return nil }
        self.curve = curve
        func misfit(_ rows: [ShareSeries.Row]) -> Misfit {
            Misfit(rows) { curve.fitted(at: series.position(of: $0.time)) }
        }
        let whole = misfit(series.rows)
        let pooled = series.pooledByTime
        deviance = whole.deviance
        degrees = series.rows.count - 2
        dispersion = degrees > 0 ? whole.pearson / Double(degrees) : nil
        let excess = pooled.count - 2
        guard excess > 0 else {
            fitProbability = nil
            return
        }
        let within = series.rows.count - pooled.count
        let lack = misfit(pooled).deviance
        guard within > 0 else {
            fitProbability = chiSquareUpper(lack, degrees: Double(excess))
            return
        }
        let shares = Dictionary(pooled.map { ($0.time, $0) }) { first, _ in first }
        let spread = Misfit(series.rows) { row in
            guard let own = shares[row.time] else { return (.nan, .nan) }
            return (own.successes / own.trials, own.failures / own.trials)
        }
        fitProbability = fUpper(
            lack / Double(excess) / max(spread.pearson / Double(within), 1), above: Double(excess),
            below: Double(within))
    }

    /// Whether the deviance from the curve is too great to accept the curve.
    public var isRefused: Bool { fitProbability.map { $0 < Self.leastFitProbability } ?? false }

    private func scaledInterval(level: Double) -> (low: Double, high: Double)? {
        var (scale, freedom) = (1.0, Double.infinity)
        if let dispersion, dispersion > 1 { (scale, freedom) = (dispersion, Double(degrees)) }
        guard let quantile = studentQuantile(level: level, degrees: freedom) else { return nil }
        return curve.scaledRates(devianceBelow: scale * quantile * quantile)
    }

    /// The interval of the rate. `nil` unless 0 < `level` < 1.
    public func rateInterval(level: Double = 0.95) -> (low: Double, high: Double)? {
        scaledInterval(level: level).map { (curve.inUnits($0.low), curve.inUnits($0.high)) }
    }

    /// ln 2 over the rate; `nil` if the share does not fall, or the curve is refused.
    public var halfLife: Double? { isRefused ? nil : curve.halfLife }

    /// The interval of the half-life, as that of `ExponentialDecay`; `nil` if the curve is refused.
    public func halfLifeInterval(level: Double = 0.95) -> (low: Double?, high: Double?)? {
        if isRefused { return nil }
        return scaledInterval(level: level).map {
            (curve.halfLife(scaledRate: $0.high), curve.halfLife(scaledRate: $0.low))
        }
    }
}

/// How far rows are from shares that they should have.
struct Misfit {
    let deviance: Double
    let pearson: Double

    /// - Parameter expected: the share that a row should have, and what it leaves to 1.
    init(_ rows: [ShareSeries.Row], expected: (ShareSeries.Row) -> (share: Double, rest: Double)) {
        var (likelihood, squares) = (CompensatedSum(), CompensatedSum())
        for row in rows {
            let (share, rest) = expected(row)
            let (hits, misses) = (row.trials * share, row.trials * rest)
            if hits > 0 { likelihood.add(2 * Statistics.deviance(row.successes, mean: hits)) }
            if misses > 0 { likelihood.add(2 * Statistics.deviance(row.failures, mean: misses)) }
            let difference = row.successes - hits
            if hits > 0, misses > 0 { squares.add(difference / hits * (difference / misses) * row.trials) }
        }
        deviance = likelihood.value
        pearson = squares.value
    }
}

extension ShareSeries {
    /// One row a time.
    var pooledByTime: [Row] {
        var pooled: [Row] = []
        var group: ArraySlice<Row> = rows[...]
        while let first = group.first {
            let own = group.prefix { $0.time == first.time }
            pooled.append(
                Row(
                    time: first.time, successes: CompensatedSum(own.lazy.map(\.successes)).value,
                    trials: CompensatedSum(own.lazy.map(\.trials)).value))
            group = group.dropFirst(own.count)
        }
        return pooled
    }
}
