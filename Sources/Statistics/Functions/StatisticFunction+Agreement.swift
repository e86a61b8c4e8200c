extension StatisticFunction {
    /// An aggregate of ratings, a row each: the unit, its rater and the value, then other texts. A blank value is
    /// missing. A rating that a rater repeats counts again.
    static func ratings(
        _ name: String, parameter: String? = nil, _ summary: String,
        _ result: @escaping @Sendable (Ratings, _ parameter: String) throws(StatisticError) -> Double?
    ) -> StatisticFunction {
        let names = ["unit", "rater", "value"] + (parameter.map { [$0] } ?? [])
        return StatisticFunction(
            name: name, summary: summary, arguments: names.map { Argument(name: $0, kind: .text) },
            argumentCounts: names.count...names.count,
            kind: .aggregate { input throws(StatisticError) in
                guard input.texts.count == names.count, input.numbers.isEmpty,
                    let ratings = try? Ratings(
                        units: input.texts[0], raters: input.texts[1], values: input.texts[2], repeats: .keepAll)
                else { return nil }
                var given = ""
                if parameter != nil {
                    guard let first = input.texts[3].first, input.texts[3].allSatisfy({ $0 == first }) else {
                        return nil
                    }
                    given = first
                }
                return try result(ratings, given).map { .number($0) }
            })
    }

    /// An aggregate of ratings that gives a coefficient with its interval, as a JSON object.
    static func ratingsInterval(
        _ name: String, _ coefficient: String, _ summary: String,
        _ value: @escaping @Sendable (RatedUnits) throws(UndefinedAgreement) -> Double,
        _ interval: @escaping @Sendable (RatedUnits, Bootstrap) -> BootstrapInterval?
    ) -> StatisticFunction {
        resampled(name, texts: ["unit", "rater", "value"], summary) { texts, bootstrap in
            guard let ratings = try? Ratings(units: texts[0], raters: texts[1], values: texts[2], repeats: .keepAll)
            else { return nil }
            let units = RatedUnits(ratings)
            return agreement(
                coefficient, ratings, { () throws(UndefinedAgreement) in try value(units) }, interval(units, bootstrap))
        }
    }

    /// A coefficient with its interval, and what it is of, as a JSON object.
    static func agreement(
        _ name: String, _ ratings: Ratings, _ coefficient: () throws(UndefinedAgreement) -> Double,
        _ interval: BootstrapInterval?
    ) -> String {
        let units = RatedUnits(ratings)
        var json = StatisticJSON()
        json.add(name, coefficient, interval)
        json.add("units", units.units)
        json.add("ratings", units.ratings)
        json.add("raters", ratings.raterCount)
        json.add("single", units.single)
        json.add("repeated", ratings.repeated)
        return json.text
    }

    /// An aggregate of text columns, then seed, replicates and level, that gives a JSON object.
    static func resampled(
        _ name: String, texts names: [String], _ summary: String,
        _ result: @escaping @Sendable (_ texts: [[String]], Bootstrap) throws(StatisticError) -> String?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary,
            arguments: names.map { Argument(name: $0, kind: .text) }
                + drawingOptions.map { Argument(name: $0.name, kind: .number) },
            argumentCounts: names.count...(names.count + drawingOptions.count),
            kind: .aggregate { input throws(StatisticError) in
                guard input.texts.count == names.count, input.numbers.count <= drawingOptions.count,
                    input.texts[0].isEmpty == false, let parameters = constants(input.numbers[...]),
                    let bootstrap = try drawing(parameters)
                else { return nil }
                return try result(input.texts, bootstrap).map { .json($0) }
            })
    }

    /// An aggregate of the pairs of values that two raters gave units, each row with its number of units (1 where left
    /// out).
    static func ratingPairs(
        _ name: String, _ names: [String], _ summary: String,
        _ statistic: @escaping @Sendable (ConfusionTable) -> Double?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary,
            arguments: names.map { Argument(name: $0, kind: .text) } + [Argument(name: "n", kind: .number)],
            argumentCounts: 2...3,
            kind: .aggregate { input in
                guard input.texts.count == 2, input.numbers.count <= 1 else { return nil }
                return ConfusionTable(input.texts[0], input.texts[1], counts: input.numbers.first)
                    .flatMap(statistic).map { .number($0) }
            })
    }
}

extension StatisticJSON {
    /// A coefficient and its interval, or why there is none.
    mutating func add(
        _ name: String, _ coefficient: () throws(UndefinedAgreement) -> Double, _ interval: BootstrapInterval?
    ) {
        do {
            add(name, try coefficient())
            add("reason", raw: "null")
        } catch {
            add(name, raw: "null")
            add("reason", word: error.word)
        }
        add("se", interval?.standardError)
        add("", (interval?.low, interval?.high))
        add("bca_", (interval?.bcaLow, interval?.bcaHigh))
        add("level", interval?.level)
        add("replicates", raw: interval.map { "\($0.replicates)" } ?? "null")
        add("undefined", raw: interval.map { "\($0.undefined)" } ?? "null")
        add("seed", raw: interval.map { "\($0.seed)" } ?? "null")
    }
}
