extension StatisticRegistry {
    /// Of the population that the samples counted by x are drawn from; intervals by the rule of `IntervalRule`.
    static let estimates: [StatisticFunction] =
        [
            .aggregate(
                "chao_entropy", "x", "Shannon entropy in nats by Chao, Wang and Jost, bias removed.", chaoEntropy)
        ]
        + estimate("gini_estimate", "Gini index of the population, bias removed", { giniEstimate($0, level: $1) })
        + estimate(
            "effective_estimate", "effective number of categories, exp(chao_entropy)",
            { effectiveEstimate($0, level: $1) })

    /// An estimate and the bounds of its interval, which are null if the samples are too few for one.
    private static func estimate(
        _ name: String, _ what: String, _ measure: @escaping @Sendable ([Double], Double) -> MeasureEstimate?
    ) -> [StatisticFunction] {
        let first = what.prefix(1).uppercased() + what.dropFirst()
        return [.aggregate(name, "x", "\(first).", { measure($0, 0.95)?.value })]
            + StatisticFunction.interval(
                name, columns: ["x"], "the interval of the \(what) (level 0.95); null by too few samples.",
                { c, p in measure(c[0], p[0]).map { ($0.low, $0.high) } })
    }
}
