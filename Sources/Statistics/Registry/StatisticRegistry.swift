/// The statistics that SQL knows, each one line here.
public enum StatisticRegistry {
    /// All statistics, in the order in which help shows them.
    public static let all: [StatisticFunction] = [
        .aggregate("gini", "x", "Gini coefficient of x over the rows, zeros included, without correction.", gini),
        .aggregate("hhi", "x", "Herfindahl-Hirschman index of x: the sum of squared shares, 0 to 1.", herfindahl),
        .aggregate(
            "top_share", "x", parameter: "k", "Share of the total of x that its k largest values hold.",
            { x, k in Int(exactly: k).flatMap { topShare(x, k: $0) } }),
        .aggregate("entropy", "x", "Shannon entropy of x in nats.", shannonEntropy),
        .aggregate("evenness", "x", "Pielou's evenness of x: entropy / ln(number of values above 0).", pielouEvenness),
        .aggregate(
            "hill", "x", parameter: "q",
            "Hill number of x of order q (9e999 for infinity): the number of equal categories as diverse.",
            { x, q in hillNumber(x, order: q) }),
        .aggregate("pearson", "x", "y", "Pearson's correlation of x and y.", pearson),
        .aggregate("spearman", "x", "y", "Spearman's rank correlation of x and y, by mid-ranks.", spearman),
        .scalar(
            "wilson_low", ["k", "n"], optional: ["level"],
            "Lower bound of Wilson's interval for k successes of n trials (level 0.95).",
            { wilson($0)?.low }),
        .scalar(
            "wilson_high", ["k", "n"], optional: ["level"],
            "Upper bound of Wilson's interval for k successes of n trials (level 0.95).",
            { wilson($0)?.high }),
    ]

    /// The interval of two or three arguments.
    private static func wilson(_ arguments: [Double]) -> (low: Double, high: Double)? {
        arguments.count == 3
            ? wilsonInterval(successes: arguments[0], trials: arguments[1], level: arguments[2])
            : wilsonInterval(successes: arguments[0], trials: arguments[1])
    }
}
