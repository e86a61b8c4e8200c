import Statistics

/// The SQL functions of surveys: docs/surveys.md describes them.
///
/// They need each respondent, since respondents are what is resampled. A row is a respondent: the answers as
/// ``GivenAnswers``, what the respondent counts for, and a number by which respondents are ordered, so that the
/// draws do not depend on the order of the rows.
public enum SurveyFunctions {
    public static let all: [StatisticFunction] = [
        StatisticFunction(
            "survey_distances",
            "Distances of the answers of groups, a row per respondent, with intervals by respondents, as a JSON array.",
            texts("part", "answers") + numbers("weight", "place", "seed", "replicates", "level"), optional: 3,
            .aggregate { input throws(StatisticError) in
                guard input.texts.count == 2, (2...5).contains(input.numbers.count),
                    let bootstrap = try bootstrap(input.numbers.dropFirst(2))
                else { return nil }
                return distances(input, bootstrap.value).map { .json($0) }
            }),
        StatisticFunction(
            "survey_comparison",
            "Answers of models beside those of respondents, with intervals by respondents, as a JSON object.",
            texts("model", "part", "answers") + numbers("weight", "place", "seed", "replicates", "level"), optional: 3,
            .aggregate { input throws(StatisticError) in
                guard input.texts.count == 3, (2...5).contains(input.numbers.count),
                    let bootstrap = try bootstrap(input.numbers.dropFirst(2))
                else { return nil }
                return comparison(input, bootstrap.value).map { .json($0) }
            }),
    ]

    private static func texts(_ names: String...) -> [StatisticFunction.Argument] {
        names.map { .init(name: $0, kind: .text) }
    }

    private static func numbers(_ names: String...) -> [StatisticFunction.Argument] {
        names.map { .init(name: $0, kind: .number) }
    }

    /// How replicates are drawn; none where 0 are asked for.
    private struct Drawing {
        let value: RespondentBootstrap?
    }

    /// The seed, the number of replicates and the level that all rows give; 1, 1,000 and 0.95 where they are left out.
    private static func bootstrap(_ columns: ArraySlice<[Double]>) throws(StatisticError) -> Drawing? {
        var values = [1, 1_000, 0.95]
        for (index, column) in columns.enumerated() {
            guard let value = column.first, column.allSatisfy({ $0 == value }) else { return nil }
            values[index] = value
        }
        guard let seed = UInt64(exactly: values[0]), seed <= 1 << 53 else { throw .seedOutOfRange(values[0]) }
        if values[1] == 0 { return Drawing(value: nil) }
        guard let replicates = Int(exactly: values[1]), Bootstrap.allowedReplicates.contains(replicates) else {
            throw .replicatesOutOfRange(values[1], allowed: Bootstrap.allowedReplicates)
        }
        return (try? RespondentBootstrap(seed: seed, replicates: replicates, level: values[2])).map(Drawing.init)
    }

    /// nil where a row is not written as it should be, and for fewer than two groups.
    private static func distances(_ input: StatisticColumns, _ bootstrap: RespondentBootstrap?) -> String? {
        var people = GivenRespondents()
        for row in input.texts[0].indices {
            guard let answers = GivenAnswers(input.texts[1][row]) else { return nil }
            people.add(
                answers, part: input.texts[0][row], weight: input.numbers[0][row], place: input.numbers[1][row])
        }
        guard let (table, isWeighted) = try? people.table(),
            let found = try? SurveyDistances(
                table, isWeighted: isWeighted, bootstrap: bootstrap, leavesOutUnshared: true)
        else { return nil }
        return SurveyJSON.array(
            found.pairs.map { pair in
                var json = SurveyJSON()
                // By name, as SQL compares it.
                let isOrdered = pair.first.utf8.lexicographicallyPrecedes(pair.second.utf8)
                json.add("first", isOrdered ? pair.first : pair.second)
                json.add("second", isOrdered ? pair.second : pair.first)
                json.add("questions", Double(pair.sharedQuestions))
                json.add("js_distance", pair.distance)
                return json
            })
    }

    /// Rows with a model are its answers, for the group that part names or, where it is blank, for every group; rows
    /// without a model are respondents, and those without a part, too, tell the options of questions.
    private static func comparison(_ input: StatisticColumns, _ bootstrap: RespondentBootstrap?) -> String? {
        var people = GivenRespondents()
        var models = GivenModels()
        for row in input.texts[0].indices {
            guard let answers = GivenAnswers(input.texts[2][row]) else { return nil }
            let (model, part) = (input.texts[0][row], input.texts[1][row])
            let (weight, place) = (input.numbers[0][row], input.numbers[1][row])
            if !model.isEmpty {
                models.add(answers, model: model, part: part, weight: weight, place: place)
            } else if part.isEmpty {
                people.add(scale: answers)
            } else {
                people.add(answers, part: part, weight: weight, place: place)
            }
        }
        guard let (table, isWeighted) = try? people.table() else { return nil }
        var (rows, groups, missing): ([SurveyJSON], [SurveyJSON], [SurveyJSON]) = ([], [], [])
        for (model, shares) in models.shares(knowing: table) {
            guard
                let found = try? SurveyComparison(
                    table, shares, isWeighted: isWeighted, bootstrap: bootstrap)
            else { continue }
            rows += found.rows.map { Self.json($0, model) }
            groups += (found.groups + [found.overall]).map { Self.json($0, model) }
            missing += found.withoutRespondents.map { name in
                var json = SurveyJSON()
                json.add("model", model)
                json.add("without", name)
                return json
            }
        }
        var json = SurveyJSON()
        json.add("rows", raw: SurveyJSON.array(rows))
        json.add("groups", raw: SurveyJSON.array(groups))
        json.add("without_respondents", raw: SurveyJSON.array(missing))
        return json.text
    }

    private static func json(_ row: SurveyComparison.Row, _ model: String) -> SurveyJSON {
        var json = SurveyJSON()
        json.add("model", model)
        json.add("part", row.group)
        json.add("question", Int(row.question).map { Double($0 + 1) })
        json.add("n", Double(row.respondents))
        json.add("effective", row.effectiveRespondents)
        json.add("off_scale", row.offScale)
        json.add("total_variation", row.totalVariation)
        json.add("wasserstein", row.wasserstein)
        json.add("uniform", row.uniformTotalVariation)
        return json
    }

    private static func json(_ summary: SurveyComparison.Summary, _ model: String) -> SurveyJSON {
        var json = SurveyJSON()
        json.add("model", model)
        if let group = summary.group { json.add("part", group) }
        json.add("n", Double(summary.items))
        json.add("total_variation", summary.totalVariation)
        json.add("uniform", summary.uniformTotalVariation)
        if let score = summary.score { json.add("simbench", score) }
        return json
    }
}
