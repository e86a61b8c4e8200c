import Foundation

/// The likelihood of a share a·exp(−r·t) of binomial counts at its best a, as a function of the rate r.
struct LogBinomialProfile {
    /// Times from 0 to 1; each row has trials, and successes lie at two different times at least.
    private let rows: [(time: Double, successes: Double, failures: Double)]
    private let successes: Double
    private let failures: Double

    init(_ rows: [(time: Double, successes: Double, failures: Double)]) {
        self.rows = rows
        successes = CompensatedSum(rows.lazy.map(\.successes)).value
        failures = CompensatedSum(rows.lazy.map(\.failures)).value
    }

    /// The best ln a for a rate, as its distance below the greatest one possible: that at which one share is 1.
    struct Intercept {
        /// The greatest ln a: the least r·t of all rows.
        let ceiling: Double
        /// How far below it the best one is, 0 or more. Kept apart: where shares are near 1 it is tiny.
        let distance: Double

        var logShare: Double { ceiling - distance }

        /// ln p of a row at time t.
        func logShare(rate: Double, at time: Double) -> Double { ceiling - rate * time - distance }
    }

    /// Source: `ExponentialDecay`. The equation is Σ f·u/(1 − u) = Σ k, with u the shares, k successes and f failures.
    func bestIntercept(rate: Double) -> Intercept {
        let ceiling = rate < 0 ? rate : 0
        let failuresAtCeiling = rows.lazy.filter { rate * $0.time == ceiling }.contains { $0.failures > 0 }
        // Σ f·u/(1 − u) at a distance, and how it changes with the distance.
        func expected(_ distance: Double) -> (value: Double, slope: Double) {
            let intercept = Intercept(ceiling: ceiling, distance: distance)
            var (sum, slope) = (CompensatedSum(), CompensatedSum())
            for row in rows where row.failures > 0 {
                let ratio = odds(intercept, rate, row.time)
                sum.add(row.failures * ratio)
                slope.add(-row.failures * ratio * (1 + ratio))
            }
            return (sum.value, slope.value)
        }
        // Where no failure keeps the share below 1, 1 may be the best.
        if !failuresAtCeiling, expected(0).value <= successes { return Intercept(ceiling: ceiling, distance: 0) }
        // No odds are above those at the ceiling: the distance is at most that of one row of all failures there.
        let most = log(log1p(failures / successes))
        // Over the logarithm of the distance the equation is about straight, also where shares are near 1.
        let logDistance = newtonRoot(start: most, bracket: -80...max(most, -80)) { logDistance in
            let (value, slope) = expected(exp(logDistance))
            return (log(value / successes), exp(logDistance) * slope / value)
        }
        return Intercept(ceiling: ceiling, distance: exp(logDistance))
    }

    /// u/(1 − u), and 0 for a row at which the share is 1: it has no failures then.
    private func odds(_ intercept: Intercept, _ rate: Double, _ time: Double) -> Double {
        let logShare = intercept.logShare(rate: rate, at: time)
        return logShare < 0 ? exp(logShare) / -expm1(logShare) : 0
    }

    /// The derivative of the logarithm of the likelihood by the rate; it falls as the rate rises.
    private func slope(rate: Double) -> Double {
        let intercept = bestIntercept(rate: rate)
        // While a share is held at 1, ln a moves with the rate: by the time of that row.
        let timeOfCeiling = rate < 0 ? 1.0 : 0
        var sum = CompensatedSum()
        for row in rows {
            let excess = odds(intercept, rate, row.time) * row.failures - row.successes
            sum.add((row.time - (intercept.distance == 0 ? timeOfCeiling : 0)) * excess)
        }
        return sum.value
    }

    /// The rate of greatest likelihood.
    func bestRate() -> Double? {
        let slopeAtZero = slope(rate: 0)
        // Equal shares leave only rounding errors; a rate computed from them would be a meaningless half-life.
        guard abs(slopeAtZero) > 1e-13 * successes, failures > 0 else { return 0 }
        let direction: Double = slopeAtZero > 0 ? 1 : -1
        var reach = 1.0
        while reach < 1e6, slope(rate: direction * reach) * direction > 0 { reach *= 2 }
        return bracketedRoot(from: min(0, direction * reach), to: max(0, direction * reach), slope)
    }

    /// The rate beyond the best one, in a direction, at which the deviance has grown to the value given.
    func rate(deviance: Double, from best: Double, direction: Double) -> Double? {
        let intercept = bestIntercept(rate: best)
        var reach = 0.01
        while reach < 1e6, self.deviance(rate: best + direction * reach, best: best, intercept) < deviance {
            reach *= 2
        }
        return bracketedRoot(from: best, to: best + direction * reach) {
            self.deviance(rate: $0, best: best, intercept) - deviance
        }
    }

    /// Twice the fall of the logarithm of the likelihood from its maximum.
    ///
    /// Row by row from the difference of ln p: the logarithms themselves would cancel for great counts.
    private func deviance(rate: Double, best: Double, _ bestIntercept: Intercept) -> Double {
        let intercept = self.bestIntercept(rate: rate)
        var sum = CompensatedSum()
        for row in rows {
            let change = intercept.logShare - bestIntercept.logShare - (rate - best) * row.time
            sum.add(-row.successes * change)
            if row.failures > 0 { sum.add(-row.failures * log1p(-odds(bestIntercept, best, row.time) * expm1(change))) }
        }
        return 2 * sum.value
    }
}
