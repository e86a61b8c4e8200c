import Statistics

/// `survey_comparison`: answers of models beside those of respondents, one row per answer.
///
/// A row with a model is an answer of it, for the group that `part` names or, where that is null or blank, for every
/// group. A row without a model is an answer of a respondent. One without a respondent, too, is an option of its
/// question.
final class ComparisonAccumulator: StatisticAccumulator {
    private var survey = GivenSurvey()
    private var models = GivenModels()

    func add(_ row: [StatisticCell]) {
        survey.add(drawing: row[7...]) { people in
            let answer = try GivenAnswer(row[1..<7])
            if row[0].bytes?.isEmpty == false {
                guard let code = answer.code else { return }
                models.add(
                    code, question: row[3].text, model: row[0].text, part: row[1].text, weight: answer.weight,
                    place: answer.place)
            } else if let respondent = answer.respondent {
                guard let part = answer.part else { return }
                try people.add(part: part, respondent: respondent, answer: answer)
            } else if let question = answer.question, let code = answer.code {
                try people.add(option: code, of: question, place: answer.place)
            }
        }
    }

    func result() throws(StatisticError) -> StatisticValue? {
        guard let (table, bootstrap) = try survey.read() else { return nil }
        var (rows, groups, missing): ([SurveyJSON], [SurveyJSON], [SurveyJSON]) = ([], [], [])
        for (model, shares) in models.shares(knowing: table) {
            guard
                let found = try? SurveyComparison(
                    table, shares, isWeighted: table.hasWeights, bootstrap: bootstrap)
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
        return .json(json.text)
    }

    private static func json(_ row: SurveyComparison.Row, _ model: String) -> SurveyJSON {
        var json = SurveyJSON()
        json.add("model", model)
        json.add("part", row.group)
        json.add("question", row.question)
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
