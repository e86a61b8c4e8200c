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
    ]
}

extension StatisticFunction {
    /// A measure over a universe of units, of which those that have no row have nothing.
    fileprivate static func over(
        _ name: String, _ summary: String, _ measure: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        aggregate("\(name)_over", "x", parameter: "universe", summary) { x, universe in
            inUniverse(x, of: universe).flatMap(measure)
        }
    }
}
