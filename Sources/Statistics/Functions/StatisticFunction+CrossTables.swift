extension StatisticFunction {
    /// An aggregate of pairs of categories, each row with the number of samples it stands for (1 where left out).
    static func crossTable(
        _ name: String, _ summary: String, _ statistic: @escaping @Sendable (ContingencyTable) -> Double?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary,
            arguments: [
                Argument(name: "a", kind: .text), Argument(name: "b", kind: .text), Argument(name: "n", kind: .number),
            ],
            argumentCounts: 2...3,
            kind: .aggregate { input in
                guard input.texts.count == 2, input.numbers.count <= 1 else { return nil }
                let counts = input.numbers.first ?? [Double](repeating: 1, count: input.texts[0].count)
                return ContingencyTable(input.texts[0], input.texts[1], counts: counts).flatMap(statistic)
                    .map { .number($0) }
            }
        )
    }
}
