extension StatisticRegistry {
    static let diversity: [StatisticFunction] = [
        .aggregate("entropy", "x", "Shannon entropy of x in nats.", shannonEntropy),
        .aggregate("evenness", "x", "Pielou's evenness of x: entropy / ln(number of values above 0).", pielouEvenness),
        .aggregate(
            "hill", "x", parameter: "q",
            "Hill number of x of order q (9e999 for infinity): the number of equal categories as diverse.",
            { x, q in hillNumber(x, order: q) }),
    ]
}
