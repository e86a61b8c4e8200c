/// Some respondents of a survey, column by column: attributes once per respondent, answers as a column of codes per
/// question.
public struct RespondentBatch: Sendable {
    /// The number of the first respondent, from 1; the others follow it.
    public let firstNumber: Int
    /// The id as the file has it; the country and the respondent's number in it where the file has none.
    public internal(set) var identifiers: [String] = []
    /// Positions in `RespondentFile.countries`.
    public internal(set) var countries: [Int] = []
    /// The respondent's number within the country, from 1, in the order of the file.
    public internal(set) var ordinals: [Int] = []
    /// Survey weights; 1 without a column of weights.
    public internal(set) var weights: [Double] = []
    /// One column per attribute of the layout; nil for an empty cell.
    public internal(set) var attributes: [[String?]]
    /// One column per question of the layout; `AnswerCode.blank` for an empty or unreadable cell.
    public internal(set) var codes: [[Int32]]

    /// Cells of questions that are no code: the respondent's place in the batch, the question's in the layout.
    public internal(set) var rejectedCells: [(row: Int, question: Int, reject: SurveyReject)] = []
    /// Records that could not be read, and weights that are no number.
    public internal(set) var otherRejects: [SurveyReject] = []

    init(firstNumber: Int, attributeCount: Int, questionCount: Int) {
        self.firstNumber = firstNumber
        attributes = Array(repeating: [], count: attributeCount)
        codes = Array(repeating: [], count: questionCount)
    }

    public var count: Int { countries.count }
}
