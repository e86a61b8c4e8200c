extension StatisticRegistry {
    /// Hill numbers of samples of another size or coverage.
    static let rarefaction: [StatisticFunction] =
        [
            .aggregate(
                "coverage_at_size", "x", parameter: "m",
                "Mean coverage of m samples, at most twice those counted by x.",
                { x, m in sampleCoverage(x, atSize: m) }),
            .aggregate(
                "hill_at_size", ["x"], parameters: ["q", "m"],
                "Hill number of order q (0, 1, 2) of m samples: rarefied, or extrapolated to at most twice their number.",
                { c, p in HillOrder(p[0]).flatMap { hillNumber(c[0], order: $0, atSize: p[1]) } }),
            .aggregate(
                "hill_at_coverage", ["x"], parameters: ["q", "c"],
                "Hill number of order q (0, 1, 2) of a sample of coverage c, of at most twice the size.",
                { c, p in HillOrder(p[0]).flatMap { hillNumber(c[0], order: $0, atCoverage: p[1]) } }),
        ]
        + bounds("hill_at_size", at: "m", "Hill number of order q of m samples") {
            $0.hillPoints($1, order: $2, sizes: [$3])
        }
        + bounds("hill_at_coverage", at: "c", "Hill number of order q at coverage c") {
            $0.hillPoints($1, order: $2, coverages: [$3])
        }
        + [
            points("hill_by_size", "Hill number of order q by the number of samples, up to twice that counted by x") {
                bootstrap, counts, order in
                bootstrap.hillPoints(counts, order: order, sizes: curveSizes(counts))
            },
            points("hill_by_coverage", "Hill number of order q by the coverage, up to that of twice the samples") {
                bootstrap, counts, order in
                let sizes = curveSizes(counts).dropFirst()
                let coverages = sizes.compactMap { sampleCoverage(counts, atSize: $0) }
                return bootstrap.hillPoints(counts, order: order, coverages: coverages)
            },
        ]

    /// Where a curve has its points: one sample, then twentieths of twice the number of samples.
    static func curveSizes(_ counts: [Double]) -> [Double] {
        let total = CompensatedSum(counts).value
        var sizes = [1.0]
        for part in 1...20 {
            let size = (total * Double(part) / 10).rounded()
            if let last = sizes.last, size > last { sizes.append(size) }
        }
        return sizes
    }

    private static func bounds(
        _ name: String, at place: String, _ what: String,
        _ points: @escaping @Sendable (Bootstrap, [Double], HillOrder, Double) -> [HillPoint]?
    ) -> [StatisticFunction] {
        func bound(_ suffix: String, _ side: String, _ value: @escaping @Sendable (HillPoint) -> Double?)
            -> StatisticFunction
        {
            drawn("\(name)_\(suffix)", parameters: ["q", place], "\(side) bound of the interval of the \(what).") {
                bootstrap, counts, parameters in
                HillOrder(parameters[0]).flatMap { points(bootstrap, counts, $0, parameters[1])?.first }.flatMap(value)
                    .map { .number($0) }
            }
        }
        return [bound("low", "Lower", \.low), bound("high", "Upper", \.high)]
    }

    private static func points(
        _ name: String, _ what: String, _ points: @escaping @Sendable (Bootstrap, [Double], HillOrder) -> [HillPoint]?
    ) -> StatisticFunction {
        drawn(name, parameters: ["q"], "\(what), each with interval: a JSON array, for json_each.") {
            bootstrap, counts, parameters in
            HillOrder(parameters[0]).flatMap { points(bootstrap, counts, $0) }.map { .json(json($0)) }
        }
    }

    /// An aggregate of counts by category that draws samples: the parameters, then seed, replicates and level. Without
    /// replicates it gives no intervals.
    private static func drawn(
        _ name: String, parameters: [String], _ summary: String,
        _ statistic: @escaping @Sendable (Bootstrap, [Double], [Double]) -> StatisticValue?
    ) -> StatisticFunction {
        let required = 1 + parameters.count
        let options = StatisticFunction.drawingOptions
        let counts = required...(required + options.count)
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (["x"] + parameters + options.map(\.name)).map {
                StatisticFunction.Argument(name: $0, kind: .number)
            },
            argumentCounts: counts,
            kind: .aggregate { input throws(StatisticError) in
                guard counts.contains(input.numbers.count),
                    let values = StatisticFunction.constants(input.numbers.dropFirst()),
                    let bootstrap = try StatisticFunction.drawing(
                        Array(values.dropFirst(parameters.count)), allowsNone: true)
                else { return nil }
                return statistic(bootstrap, input.numbers[0], values)
            })
    }

    private static func json(_ points: [HillPoint]) -> String {
        let objects = points.map { point in
            let bounds = (point.low.map { "\($0)" } ?? "null", point.high.map { "\($0)" } ?? "null")
            return "{\"size\":\(point.size),\"coverage\":\(point.coverage),\"method\":\"\(point.method.rawValue)\","
                + "\"value\":\(point.value),\"low\":\(bounds.0),\"high\":\(bounds.1)}"
        }
        return "[\(objects.joined(separator: ","))]"
    }
}
