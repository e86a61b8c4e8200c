extension StatisticRegistry {
    /// Over observed units, `NAME(x)`, and over a universe whose other units have nothing, `NAME_over(x, universe)`.
    static let concentration: [StatisticFunction] = [
        .aggregate("gini", "x", "Gini coefficient of x over the rows, zeros included, without correction.", gini),
        .over("gini", "Gini coefficient of x over a universe of units.", gini),
        .aggregate("gini_corrected", "x", "Gini coefficient of x times n/(n - 1), 0 to 1.", giniCorrected),
        .over("gini_corrected", "Gini coefficient of x over a universe of n units, times n/(n - 1).", giniCorrected),
        .aggregate("hhi", "x", "Herfindahl-Hirschman index of x: the sum of squared shares, 0 to 1.", herfindahl),
        .aggregate(
            "hhi_normalized", "x", "Herfindahl-Hirschman index of x from 0, all equal, to 1, one has all.",
            herfindahlNormalized),
        .over("hhi_normalized", "Normalized Herfindahl-Hirschman index of x over a universe.", herfindahlNormalized),
        .aggregate(
            "top_share", "x", parameter: "k", "Share of the total of x that its k largest values hold.",
            { x, k in Int(exactly: k).flatMap { topShare(x, k: $0) } }),
        .aggregate("theil_t", "x", "Theil's T of x in nats, zeros kept.", { theilT($0) }),
        .over("theil_t", "Theil's T of x over a universe, in nats.", { theilT($0) }),
        .aggregate("theil_t_positive", "x", "Theil's T of x in nats, zeros left out.", { theilT($0, zeros: .leftOut) }),
        .aggregate("theil_l", "x", "Theil's L of x in nats, null where x has a zero.", { theilL($0) }),
        .aggregate("theil_l_positive", "x", "Theil's L of x in nats, zeros left out.", { theilL($0, zeros: .leftOut) }),
        .aggregate(
            "atkinson", "x", parameter: "e", "Atkinson's index of x for the aversion e to inequality, 0 to 1.",
            { x, e in atkinson(x, aversion: e) }),
        .aggregate(
            "atkinson_over", ["x"], parameters: ["e", "universe"],
            "Atkinson's index of x over a universe, for the aversion e to inequality.",
            { c, p in inUniverse(c[0], of: p[1]).flatMap { atkinson($0, aversion: p[0]) } }),
        .aggregate("cv", "x", "Coefficient of variation of x, of the rows as a population.", coefficientOfVariation),
        .over("cv", "Coefficient of variation of x over a universe.", coefficientOfVariation),
        .aggregate(
            "lorenz", "x", parameter: "p", "Share of the total of x that the poorest part p of the rows holds.",
            { x, p in LorenzCurve(x)?.share(ofPoorest: p) }),
        .aggregate(
            "lorenz_over", ["x"], parameters: ["p", "universe"],
            "Share of the total of x that the poorest part p of a universe holds.",
            { c, p in inUniverse(c[0], of: p[1]).flatMap { LorenzCurve($0)?.share(ofPoorest: p[0]) } }),
        .aggregate(
            "zipf_exponent", "x", "Exponent of Zipf's law over the ranks of x, by maximum likelihood.",
            { ZipfFit($0)?.exponent }),
        .aggregate(
            "zipf_exponent_se", "x", "Standard error of the Zipf exponent of x.", { ZipfFit($0)?.standardError }),
    ]

    private static let unit = ["k", "n", "reference_k", "reference_n"]

    /// Of a unit, against its share of a reference such as world population.
    static let representation: [StatisticFunction] =
        [
            .scalar(
                "representation_ratio", unit, "Share k/n over the share of the reference, 1 where they are equal.",
                { representation($0)?.ratio }),
            .scalar(
                "representation_log2", unit, "Logarithm to base 2 of the representation ratio, null for k = 0.",
                { representation($0)?.log2Ratio }),
        ]
        + StatisticFunction.interval(
            "representation_ratio", unit, "Wilson's interval of k/n over the share of the reference (level 0.95).",
            { a in representation(a)?.interval(level: a[4]).map { ($0.low, $0.high) } })

    private static func representation(_ arguments: [Double]) -> Representation? {
        Representation(
            Share(arguments[0], of: arguments[1]), reference: Share(arguments[2], of: arguments[3]))
    }
}

extension StatisticFunction {
    /// A measure over a universe of units; units without a row have weight 0.
    fileprivate static func over(
        _ name: String, _ summary: String, _ measure: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        aggregate("\(name)_over", "x", parameter: "universe", summary) { x, universe in
            inUniverse(x, of: universe).flatMap(measure)
        }
    }
}
