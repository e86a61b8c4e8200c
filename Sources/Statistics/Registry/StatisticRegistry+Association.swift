extension StatisticRegistry {
    /// Of numbers, row by row.
    static let association: [StatisticFunction] = [
        correlation("pearson", "Pearson's correlation of x and y", .pearson, { pearson($0, $1) }, pearsonProbability),
        [.aggregate("corr", "x", "y", "Pearson's correlation of x and y, as pearson(x, y).", { pearson($0, $1) })],
        correlation(
            "spearman", "Spearman's rank correlation of x and y", .spearman, { spearman($0, $1) }, spearmanProbability),
        correlation("kendall", "Kendall's tau-b of x and y", .kendall, { kendall($0, $1) }, kendallProbability),
        [
            .aggregate(
                "pearson_weighted", ["x", "y", "w"], "Pearson's correlation, each row as if it stood w times.",
                { c, _ in pearson(c[0], c[1], weights: c[2]) }),
            .aggregate(
                "spearman_weighted", ["x", "y", "w"], "Spearman's correlation, each row as if it stood w times.",
                { c, _ in spearman(c[0], c[1], weights: c[2]) }),
            .aggregate(
                "kendall_weighted", ["x", "y", "w"], "Kendall's tau-b, each row as if it stood w times.",
                { c, _ in kendall(c[0], c[1], weights: c[2]) }),
        ],
        partial(
            "pearson_partial", "Pearson's correlation of x and y at equal z", .pearson,
            { partialPearson($0, $1, given: $2) }, { partialPearsonProbability($0, $1, given: $2) }),
        partial(
            "spearman_partial", "Spearman's correlation of x and y at equal z", .spearman,
            { partialSpearman($0, $1, given: $2) }, { partialSpearmanProbability($0, $1, given: $2) }),
    ].flatMap { $0 }

    /// Of categories, each row with its number of samples.
    static let crossTables: [StatisticFunction] = [
        .crossTable("cramers_v", "Cramer's V of the categories a and b, 0 to 1.", \.cramersV),
        .crossTable("cramers_v_corrected", "Cramer's V of a and b with its bias taken out.", \.correctedCramersV),
        .crossTable("chi_square", "Pearson's chi-square of the categories a and b.", { $0.chiSquare }),
        .crossTable("chi_square_p", "p-value of Pearson's chi-square of a and b.", \.chiSquareProbability),
        .crossTable("mutual_information", "Mutual information of a and b in nats.", { $0.mutualInformation }),
    ]

    /// A coefficient, its interval by Fisher's transformation, and its p-value.
    private static func correlation(
        _ name: String, _ what: String, _ kind: CorrelationKind,
        _ coefficient: @escaping @Sendable ([Double], [Double]) -> Double?,
        _ probability: @escaping @Sendable ([Double], [Double]) -> Double?
    ) -> [StatisticFunction] {
        [.aggregate(name, "x", "y", "\(what), -1 to 1.", coefficient)]
            + StatisticFunction.interval(
                name, columns: ["x", "y"], "the interval of \(what) (level 0.95).",
                { c, p in
                    coefficient(c[0], c[1])
                        .flatMap { correlationInterval($0, kind, rows: c[0].count, level: p[0]) }
                        .map { ($0.low, $0.high) }
                })
            + [.aggregate("\(name)_p", "x", "y", "Two-sided p-value of \(what).", probability)]
    }

    private static func partial(
        _ name: String, _ what: String, _ kind: CorrelationKind,
        _ coefficient: @escaping @Sendable ([Double], [Double], [Double]) -> Double?,
        _ probability: @escaping @Sendable ([Double], [Double], [Double]) -> Double?
    ) -> [StatisticFunction] {
        let columns = ["x", "y", "z"]
        return [.aggregate(name, columns, "\(what), -1 to 1.", { c, _ in coefficient(c[0], c[1], c[2]) })]
            + StatisticFunction.interval(
                name, columns: columns, "the interval of \(what) (level 0.95).",
                { c, p in
                    coefficient(c[0], c[1], c[2])
                        .flatMap { correlationInterval($0, kind, rows: c[0].count, controls: 1, level: p[0]) }
                        .map { ($0.low, $0.high) }
                })
            + [
                .aggregate(
                    "\(name)_p", columns, "Two-sided p-value of \(what).",
                    { c, _ in probability(c[0], c[1], c[2]) })
            ]
    }
}
