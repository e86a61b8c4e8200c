extension StatisticRegistry {
    private static let counts = ["k", "n", "tp", "fp", "fn", "tn"]

    /// Of a share that a tagger gave, corrected for its errors on labelled samples.
    static let correction: [StatisticFunction] = [
        [
            .scalar(
                "rogan_gladen", counts, "Share k/n corrected for the errors of a tagger on labelled samples.",
                { a in a.gold.flatMap { roganGladen(a.given, $0) } })
        ],
        StatisticFunction.interval(
            "rogan_gladen", counts, "Lang and Reiczigel's interval for a share corrected by rogan_gladen (level 0.95).",
            { a in
                a.gold.flatMap { roganGladenInterval(a.given, $0, level: a[6]) }.map { ($0.low, $0.high) }
            }),
        [
            .scalar(
                "ppi_share", counts,
                "Share of labels by prediction-powered inference (PPI++): tags k/n without labels, and labelled samples.",
                { a in a.powered?.estimate }),
            .scalar(
                "ppi_share_se", counts, "Standard error of ppi_share, the one that its interval has.",
                { a in a.powered?.standardError }),
            .scalar(
                "ppi_lambda", counts, "How much the tags count in ppi_share, 0 to 1.", { a in a.powered?.mean.lambda }),
        ],
        StatisticFunction.interval(
            "ppi_share", counts, "the interval of a share by prediction-powered inference (level 0.95).",
            { a in a.powered?.interval(level: a[6]).map { ($0.low, $0.high) } }),
    ].flatMap { $0 }
}

extension [Double] {
    // The arguments k, n, tp, fp, fn, tn.
    fileprivate var given: Share { Share(self[0], of: self[1]) }
    fileprivate var gold: GoldTable? {
        GoldTable(truePositives: self[2], falsePositives: self[3], falseNegatives: self[4], trueNegatives: self[5])
    }
    fileprivate var powered: PredictionPoweredShare? { gold.flatMap { PredictionPoweredShare(given, $0) } }
}
