extension StatisticRegistry {
    /// Intervals by resampling. `bootstrap…` functions give a JSON object with all results of one run: call it once, in
    /// a separate step, and read its parts by `->>`. The others give one number, and each call runs the bootstrap
    /// again.
    static let resampling: [StatisticFunction] = [
        .bootstrap(
            "bootstrap", numbers: ["x"],
            "Interval of a statistic of x, such as 'gini' or 'hill(x, 1)', samples resampled, as a JSON object.",
            { .json($0.json) }, ofCounts),
        .bootstrap(
            "bootstrap_low", numbers: ["x"], "Lower bound of the percentile interval of a statistic of x.",
            { .number($0.low) }, ofCounts),
        .bootstrap(
            "bootstrap_high", numbers: ["x"], "Upper bound of the percentile interval of a statistic of x.",
            { .number($0.high) }, ofCounts),
        .bootstrap(
            "bca_low", numbers: ["x"], "Lower bound of the BCa interval of a statistic of x.",
            { $0.bcaLow.map { .number($0) } }, ofCounts),
        .bootstrap(
            "bca_high", numbers: ["x"], "Upper bound of the BCa interval of a statistic of x.",
            { $0.bcaHigh.map { .number($0) } }, ofCounts),
        .bootstrap(
            "bootstrap_clusters", labels: ["cluster", "category"], numbers: ["n"],
            "Interval of a statistic of n by category, clusters such as sources resampled, as a JSON object.",
            { .json($0.json) },
            { input throws(StatisticError) in
                let statistic = try ResampledStatistic(input.statistic, columns: ["x"])
                return input.bootstrap.interval(
                    clusters: input.texts[0], categories: input.texts[1], counts: input.numbers[0]
                ) { statistic($0) }
            }),
        .bootstrap(
            "bootstrap_share", statistic: false, labels: ["cluster"], numbers: ["k", "n"],
            "Interval of the share k/n, clusters such as sources resampled, as a JSON object.",
            { .json($0.json) },
            { input in
                input.bootstrap.interval(
                    clusters: input.texts[0], successes: input.numbers[0], trials: input.numbers[1])
            }),
        .bootstrap(
            "bootstrap_pairs", numbers: ["x", "y"],
            "Interval of a statistic of x and y, such as 'kendall', rows resampled, as a JSON object.",
            { .json($0.json) },
            { input throws(StatisticError) in
                let statistic = try ResampledStatistic(input.statistic, columns: ["x", "y"])
                return input.bootstrap.interval(input.numbers[0], input.numbers[1]) { statistic($0, $1) }
            }),
    ]

    @Sendable private static func ofCounts(
        _ input: StatisticFunction.BootstrapInput
    ) throws(StatisticError) -> BootstrapInterval? {
        let statistic = try ResampledStatistic(input.statistic, columns: ["x"])
        return input.bootstrap.interval(counts: input.numbers[0]) { statistic($0) }
    }
}

extension BootstrapInterval {
    /// The interval as a JSON object. Numbers have the fewest digits that read back as the same double.
    fileprivate var json: String {
        func text(_ number: Double?) -> String { number.map { $0.isFinite ? "\($0)" : "null" } ?? "null" }
        let fields: [(name: String, value: String)] = [
            ("estimate", text(estimate)), ("se", text(standardError)), ("low", text(low)), ("high", text(high)),
            ("bca_low", text(bcaLow)), ("bca_high", text(bcaHigh)), ("level", text(level)),
            ("replicates", "\(replicates)"), ("undefined", "\(undefined)"), ("seed", "\(seed)"),
        ]
        return "{" + fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
    }
}
