extension StatisticRegistry {
    private static let strata = ["k1", "n1", "k2", "n2"]
    private static let stratum = ["k1", "n1", "total1", "k2", "n2", "total2"]

    /// Of the change of a share k/n from one group to another: a row is a stratum, 0 of 0 where a group lacks it.
    static let decomposition: [StatisticFunction] = [
        .aggregate(
            "kitagawa_mix", strata,
            "Part of the change of the share from group 1 to 2 that is due to the mix of strata.",
            { c, _ in kitagawa(c)?.mix }),
        .aggregate(
            "kitagawa_rate", strata, "Part of the change that is due to the shares within the strata.",
            { c, _ in kitagawa(c)?.rate }),
        .scalar(
            "kitagawa_mix_part", stratum, "What one stratum adds to kitagawa_mix, given the totals of the groups.",
            { kitagawaPart($0)?.mix }),
        .scalar(
            "kitagawa_rate_part", stratum, "What one stratum adds to kitagawa_rate, given the totals of the groups.",
            { kitagawaPart($0)?.rate }),
    ]

    private static func kitagawa(_ columns: [[Double]]) -> KitagawaDecomposition? {
        KitagawaDecomposition(
            successes1: columns[0], trials1: columns[1], successes2: columns[2], trials2: columns[3])
    }

    private static func kitagawaPart(_ a: [Double]) -> KitagawaDecomposition.Part? {
        Statistics.kitagawaPart(Share(a[0], of: a[1]), a[2], Share(a[3], of: a[4]), a[5])
    }
}
