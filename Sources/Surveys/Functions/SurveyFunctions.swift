import Statistics

/// The SQL functions of surveys: docs/surveys.md describes them.
///
/// They need each respondent, since respondents are what is resampled. Respondents are ordered by the place of their
/// first row, so that the draws do not depend on the order of the rows.
public enum SurveyFunctions {
    public static let all: [StatisticFunction] = [
        StatisticFunction(
            "survey_distances",
            "Distances of the answers of groups, a row per answer, with intervals by respondents, as a JSON array.",
            answer + drawing, optional: drawing.count, .accumulator { DistanceAccumulator() }),
        StatisticFunction(
            "survey_comparison",
            "Answers of models beside those of respondents, with intervals by respondents, as a JSON object.",
            texts("model") + answer + drawing, optional: drawing.count, .accumulator { ComparisonAccumulator() }),
    ]

    private static let answer = texts("part", "respondent", "question") + numbers("code", "weight", "place")
    private static let drawing = numbers("seed", "replicates", "level")

    private static func texts(_ names: String...) -> [StatisticFunction.Argument] {
        names.map { .init(name: $0, kind: .text) }
    }

    private static func numbers(_ names: String...) -> [StatisticFunction.Argument] {
        names.map { .init(name: $0, kind: .number) }
    }
}
