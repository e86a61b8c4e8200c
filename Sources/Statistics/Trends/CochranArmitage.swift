/// The Cochran-Armitage statistic for a trend of shares over scores: standard normal where there is none, below 0 where
/// shares fall as the scores rise.
///
/// z = Σ kᵢ(tᵢ − t̄) / √(p̄(1 − p̄)·Σ nᵢ(tᵢ − t̄)²), with t̄ the mean score and p̄ the share over all trials. There is
/// no continuity correction; the variance is the binomial one (N, not N − 1). The trials are taken to be independent.
///
/// `nil` if the columns differ in length, unless 0 ≤ k ≤ n, finite, in each row, if all scores with trials are equal,
/// and if the share over all trials is 0 or 1. Rows with n = 0 change nothing. The order of the rows does not matter.
/// Cost: n log n.
///
/// Source: W. G. Cochran, Biometrics 10 (1954) 417-451; P. Armitage, "Tests for linear trends in proportions and
/// frequencies", Biometrics 11 (1955) 375-386.
public func cochranArmitage(scores: [Double], successes: [Double], trials: [Double]) -> Double? {
    guard let stages = ShareSeries(scores, successes, trials) else { return nil }
    let total = CompensatedSum(stages.rows.lazy.map(\.trials)).value
    let share = CompensatedSum(stages.rows.lazy.map(\.successes)).value / total
    let failureShare = CompensatedSum(stages.rows.lazy.map(\.failures)).value / total
    // The statistic does not depend on the origin and the unit of the scores: from 0 to 1 no square overflows, and
    // years and other great scores lose nothing.
    let mean = CompensatedSum(stages.rows.lazy.map { $0.trials * stages.position(of: $0.time) }).value / total
    var slope = CompensatedSum()
    var spread = CompensatedSum()
    for row in stages.rows {
        let deviation = stages.position(of: row.time) - mean
        slope.add((row.successes - row.trials * share) * deviation)
        spread.add(row.trials * deviation * deviation)
    }
    let variance = share * failureShare * spread.value
    return variance > 0 ? slope.value / variance.squareRoot() : nil
}

/// The probability of a trend at least as strong, rising or falling, where there is none: by the normal distribution.
///
/// `nil` if `cochranArmitage` is.
public func cochranArmitageProbability(scores: [Double], successes: [Double], trials: [Double]) -> Double? {
    cochranArmitage(scores: scores, successes: successes, trials: trials).map(normalTwoSided)
}
