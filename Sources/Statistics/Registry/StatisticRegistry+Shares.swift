extension StatisticRegistry {
    private static let pair = ["k1", "n1", "k2", "n2"]

    static let shares: [StatisticFunction] = [
        StatisticFunction.interval(
            "wilson", ["k", "n"], "Wilson's interval for k successes of n trials (level 0.95).",
            { a in wilsonInterval(successes: a[0], trials: a[1], level: a[2]).map { ($0.low, $0.high) } }),
        StatisticFunction.interval(
            "clopper_pearson", ["k", "n"], "Clopper and Pearson's interval for k successes of n trials (level 0.95).",
            { a in clopperPearsonInterval(successes: a[0], trials: a[1], level: a[2]).map { ($0.low, $0.high) } }),
        [
            .scalar(
                "share_difference", pair, "Difference of two shares, k1/n1 - k2/n2.",
                { shareDifference($0.firstShare, $0.secondShare) })
        ],
        StatisticFunction.interval(
            "share_difference", pair, "Newcombe's interval for the difference of two shares (level 0.95).",
            { a in shareDifferenceInterval(a.firstShare, a.secondShare, level: a[4]).map { ($0.low, $0.high) } }),
        [
            .scalar(
                "share_difference_p", pair, "Two-sided p-value of the difference of two shares, by the score test.",
                { shareDifferenceProbability($0.firstShare, $0.secondShare) }),
            .scalar(
                "share_ratio", pair, "Ratio of two shares, (k1/n1) / (k2/n2).",
                { shareRatio($0.firstShare, $0.secondShare) }),
        ],
        StatisticFunction.interval(
            "share_ratio", pair, "the interval for the ratio of two shares by Wilson's intervals (level 0.95).",
            { a in shareRatioInterval(a.firstShare, a.secondShare, level: a[4]).map { ($0.low, $0.high) } }),
    ].flatMap { $0 }
}

extension [Double] {
    // The two shares of the arguments k1, n1, k2, n2.
    fileprivate var firstShare: Share { Share(self[0], of: self[1]) }
    fileprivate var secondShare: Share { Share(self[2], of: self[3]) }
}
