import Statistics

/// `survey_distances`: the distances of the answers of groups, one row per answer.
final class DistanceAccumulator: StatisticAccumulator {
    private var survey = GivenSurvey()

    func add(_ row: [StatisticCell]) {
        survey.add(drawing: row[6...]) { people in
            let answer = try GivenAnswer(row[..<6])
            guard let part = answer.part, let respondent = answer.respondent else { return }
            try people.add(part: part, respondent: respondent, answer: answer)
        }
    }

    func result() throws(StatisticError) -> StatisticValue? {
        // Fewer than two groups have no distances.
        guard let (table, bootstrap) = try survey.read(),
            let found = try? SurveyDistances(
                table, isWeighted: table.hasWeights, bootstrap: bootstrap, leavesOutUnshared: true)
        else { return nil }
        return .json(SurveyJSON.array(found.pairs.map(Self.json)))
    }

    private static func json(_ pair: SurveyDistances.Pair) -> SurveyJSON {
        var json = SurveyJSON()
        // By name, as SQL compares it.
        let isOrdered = pair.first.utf8.lexicographicallyPrecedes(pair.second.utf8)
        json.add("first", isOrdered ? pair.first : pair.second)
        json.add("second", isOrdered ? pair.second : pair.first)
        json.add("questions", Double(pair.sharedQuestions))
        json.add("js_distance", pair.distance)
        return json
    }
}
