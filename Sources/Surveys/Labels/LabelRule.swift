/// How the answers of a block become one label.
public enum LabelRule: String, Sendable, CaseIterable {
    /// The rule of the published files: the mean of all codes, missing ones as the negative numbers that they are, over
    /// the number of respondents; truncated towards zero, without its sign. One respondent may be left out of the sum,
    /// but not of the number (`SurveyProfile.PaperRule`).
    case paper
    /// The mean of the valid codes, truncated.
    case truncated
    /// The mean of the valid codes, rounded; halves up.
    case rounded
    /// The most frequent valid code; the least of several.
    case mode
    /// The mean of the valid codes with survey weights, rounded; halves up.
    case weighted
}
