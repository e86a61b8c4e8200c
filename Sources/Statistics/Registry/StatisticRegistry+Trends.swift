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
                "decay_initial", counts, "Share a that the decay a*exp(-r*t) of the shares k/n has at t = 0.",
                { c, _ in decay(c)?.initialShare }),
            .aggregate(
                "half_life", counts,
                "Time in which the shares k/n halve, ln 2 / decay rate, null where they do not fall.",
                { c, _ in decay(c)?.halfLife }),
        ],
        StatisticFunction.interval(
            "half_life", columns: counts, "the interval of the half-life (level 0.95), null without bound.",
            { c, p in decay(c)?.halfLifeInterval(level: p[0]) }),
    ].flatMap { $0 }

    private static func decay(_ columns: [[Double]]) -> ExponentialDecay? {
        ExponentialDecay(times: columns[0], successes: columns[1], trials: columns[2])
    }
}
