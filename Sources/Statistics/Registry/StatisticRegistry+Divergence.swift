extension StatisticRegistry {
    /// Between two groups: a row is a category, p its count in the one, q in the other, 0 where a group lacks it.
    static let divergence: [StatisticFunction] = [
        .aggregate("jsd", "p", "q", "Jensen-Shannon divergence of two groups in nats, 0 to ln 2.", jensenShannon),
        .aggregate(
            "js_distance", "p", "q",
            "Jensen-Shannon distance of two groups, 0 to 1: the root of the divergence in bits.",
            jensenShannonDistance),
        .aggregate(
            "kl", "p", "q", "Kullback-Leibler divergence of p from q in nats, null where infinite.", kullbackLeibler),
        .aggregate(
            "total_variation", "p", "q", "Total variation distance of two groups, 0 to 1.", totalVariation),
        .aggregate("hellinger", "p", "q", "Hellinger distance of two groups, 0 to 1.", hellinger),
    ]
}
