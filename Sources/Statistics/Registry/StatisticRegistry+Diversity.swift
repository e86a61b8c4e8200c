import Foundation

extension StatisticRegistry {
    static let diversity: [StatisticFunction] =
        [
            .aggregate("entropy", "x", "Shannon entropy of x in nats.", shannonEntropy),
            .aggregate(
                "entropy_bits", "x", "Shannon entropy of x in bits.", { shannonEntropy($0).map { $0 / log(2) } }),
            .aggregate(
                "evenness", "x", "Pielou's evenness of x: entropy / ln(number of values above 0).", pielouEvenness),
            .aggregate(
                "hill", "x", parameter: "q",
                "Hill number of x of order q (9e999 for infinity): the number of equal categories as diverse.",
                { x, q in hillNumber(x, order: q) }),
            .aggregate(
                "renyi", "x", parameter: "q", "Renyi's entropy of x of order q in nats: ln of the Hill number.",
                { x, q in renyiEntropy(x, order: q) }),
            .aggregate(
                "simpson", "x", "Simpson's index of diversity of x: 1 - the sum of squared shares.", simpsonIndex),
            .aggregate(
                "miller_madow", "x", "Shannon entropy of x in nats with the Miller-Madow correction.", millerMadow),
            .aggregate(
                "chao_shen", "x", "Shannon entropy in nats by Chao and Shen, unseen categories estimated.", chaoShen),
            .aggregate("chao1", "x", "Number of categories, seen and unseen, by Chao's estimate.", chao1),
        ]
        + StatisticFunction.interval(
            "chao1", columns: ["x"], "the interval of Chao's estimate (level 0.95).",
            { c, p in chao1Interval(c[0], level: p[0]).map { ($0.low, $0.high) } })
        + [
            .aggregate("coverage", "x", "Share of the population in the categories seen, estimated.", sampleCoverage),
            .aggregate(
                "rarefied", "x", parameter: "m", "Mean number of categories among m of the samples counted by x.",
                { x, m in rarefiedRichness(x, size: m) }),
            .aggregate(
                "richness_at_coverage", "x", parameter: "c", "Number of categories in a sample of coverage c.",
                { x, c in richness(x, atCoverage: c) }),
        ]
}
