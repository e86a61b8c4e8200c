extension StatisticRegistry {
    static let association: [StatisticFunction] = [
        .aggregate("pearson", "x", "y", "Pearson's correlation of x and y.", pearson),
        .aggregate("spearman", "x", "y", "Spearman's rank correlation of x and y, by mid-ranks.", spearman),
    ]
}
