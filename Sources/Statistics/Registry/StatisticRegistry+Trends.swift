extension StatisticRegistry {
    private static let counts = ["t", "k", "n"]

    /// Of shares k/n over a time or stage number t, a row each.
    static let trends: [StatisticFunction] = [
        [
            .aggregate(
                "cochran_armitage_z", ["score", "k", "n"],
                "Cochran-Armitage statistic for a trend of the shares k/n over the score, standard normal without a trend.",
                { c, _ in cochranArmitage(scores: c[0], successes: c[1], trials: c[2]) }),
            .aggregate(
                "cochran_armitage_p", ["score", "k", "n"],
                "Two-sided p-value of the Cochran-Armitage test for a trend of the shares k/n over the score.",
                { c, _ in cochranArmitageProbability(scores: c[0], successes: c[1], trials: c[2]) }),
            .aggregate(
                "decay_rate", counts, "Rate r of the decay a*exp(-r*t) of the shares k/n, by maximum likelihood.",
                { c, _ in decay(c)?.rate }),
        ],
        StatisticFunction.interval(
            "decay_rate", columns: counts, "the profile-likelihood interval of the decay rate (level 0.95).",
            { c, p in decay(c)?.rateInterval(level: p[0]).map { ($0.low, $0.high) } }),
        [
            .aggregate(
                "decay_initial", counts,
                "Share that the decay a*exp(-r*t) fitted to the shares k/n has at the first t.",
                { c, _ in decay(c)?.initialShare }),
            .aggregate(
                "half_life", counts,
                "Time in which the shares k/n halve, ln 2 / decay rate, null where they do not fall.",
                { c, _ in decay(c)?.halfLife }),
        ],
        StatisticFunction.interval(
            "half_life", columns: counts, "the interval of the half-life (level 0.95), null without bound.",
            { c, p in decay(c)?.halfLifeInterval(level: p[0]) }),
        [
            .object(
                "decay_fit", counts,
                "Decay of the shares k/n over t with deviance, dispersion and quasi-likelihood intervals, as a JSON object.",
                { c, level in
                    DecayFit(times: c[0], successes: c[1], trials: c[2]).flatMap { $0.json(level: level) }
                }),
            .object(
                "trend_test", ["score", "k", "n"], hasLevel: false,
                "Cochran-Armitage test of the shares k/n scaled by the dispersion of the rows, as a JSON object.",
                { c, _ in TrendTest(scores: c[0], successes: c[1], trials: c[2])?.json }),
        ],
    ].flatMap { $0 }

    private static func decay(_ columns: [[Double]]) -> ExponentialDecay? {
        ExponentialDecay(times: columns[0], successes: columns[1], trials: columns[2])
    }
}

extension DecayFit {
    /// `nil` for an invalid level.
    fileprivate func json(level: Double) -> String? {
        guard let interval = rateInterval(level: level) else { return nil }
        var json = StatisticJSON()
        json.add("rate", curve.rate)
        json.add("rate_", (low: interval.low, high: interval.high))
        json.add("initial", curve.initialShare)
        json.add("deviance", deviance)
        json.add("df", degrees)
        json.add("dispersion", dispersion)
        json.add("fit_p", fitProbability)
        json.add("half_life", halfLife)
        json.add("half_life_", halfLifeInterval(level: level))
        return json.text
    }
}

extension TrendTest {
    fileprivate var json: String {
        var json = StatisticJSON()
        json.add("z", statistic)
        json.add("p", probability)
        json.add("dispersion", dispersion)
        json.add("df", degrees)
        return json.text
    }
}
