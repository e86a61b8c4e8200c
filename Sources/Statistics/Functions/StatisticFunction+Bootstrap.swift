extension StatisticFunction {
    /// What a bootstrap aggregate is given.
    struct BootstrapInput {
        /// The text columns after the name of the statistic, if it has one.
        let texts: [[String]]
        let numbers: [[Double]]
        /// The name of the statistic; empty if the function has no such argument.
        let statistic: String
        let bootstrap: Bootstrap
    }

    /// What every function that draws takes last.
    static let drawingOptions = [
        Option(name: "seed", value: 1), Option(name: "replicates", value: 10_000), Option.level,
    ]

    /// An aggregate that resamples its rows: the statistic by name, labels, numbers, then seed, replicates and level.
    static func bootstrap(
        _ name: String, statistic: Bool = true, labels: [String] = [], numbers: [String], _ summary: String,
        _ result: @escaping @Sendable (BootstrapInterval) -> StatisticValue?,
        _ interval: @escaping @Sendable (BootstrapInput) throws(StatisticError) -> BootstrapInterval?
    ) -> StatisticFunction {
        let texts = (statistic ? ["statistic"] : []) + labels
        let required = texts.count + numbers.count
        return StatisticFunction(
            name: name, summary: summary,
            arguments: texts.map { Argument(name: $0, kind: .text) }
                + (numbers + drawingOptions.map(\.name)).map { Argument(name: $0, kind: .number) },
            argumentCounts: required...(required + drawingOptions.count),
            kind: .aggregate { input throws(StatisticError) in
                let given = input.numbers.count - numbers.count
                guard input.texts.count == texts.count, (0...drawingOptions.count).contains(given),
                    let parameters = constants(input.numbers.dropFirst(numbers.count)),
                    let called = statistic ? input.texts[0].first : "",
                    !statistic || input.texts[0].allSatisfy({ $0 == called }),
                    let bootstrap = try drawing(parameters)
                else { return nil }
                let read = BootstrapInput(
                    texts: Array(input.texts.dropFirst(statistic ? 1 : 0)),
                    numbers: Array(input.numbers.prefix(numbers.count)), statistic: called, bootstrap: bootstrap)
                return try interval(read).flatMap(result)
            }
        )
    }

    /// Seed, replicates and level as far as they are given, the others by their default; nil for an invalid level.
    ///
    /// - Parameter allowsNone: 0 replicates are allowed.
    static func drawing(_ given: [Double], allowsNone: Bool = false) throws(StatisticError) -> Bootstrap? {
        let parameters = given + drawingOptions.dropFirst(given.count).map(\.value)
        guard let seed = UInt64(exactly: parameters[0]), seed <= 1 << 53 else { throw .seedOutOfRange(parameters[0]) }
        if allowsNone, parameters[1] == 0 { return .none(level: parameters[2]) }
        guard let replicates = Int(exactly: parameters[1]), Bootstrap.allowedReplicates.contains(replicates) else {
            throw .replicatesOutOfRange(parameters[1], allowed: Bootstrap.allowedReplicates)
        }
        return Bootstrap(seed: seed, replicates: replicates, level: parameters[2])
    }
}
