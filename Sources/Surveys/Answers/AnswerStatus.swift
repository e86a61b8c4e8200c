/// What a cell of a survey is.
public enum AnswerStatus: String, Sendable, CaseIterable {
    /// A code of the question's scale.
    case valid
    case dontKnow = "dont_know"
    case noAnswer = "no_answer"
    /// The question was not asked of the respondent, or not in the country.
    case notAsked = "not_asked"
    /// No answer for another reason; also an empty cell.
    case missing
    /// A code that neither answers the question nor stands for a missing answer.
    case outsideScale = "outside_scale"
}
