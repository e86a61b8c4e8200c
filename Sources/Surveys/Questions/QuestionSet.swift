/// The questions of a survey, in their order.
public struct QuestionSet: Sendable, Equatable {
    public let questions: [SurveyQuestion]
    /// Records whose text has unquoted separators, so that their cells had to be joined again.
    public let repairedRecords: Int
    public let rejects: RejectTally
    private let positions: [String: Int]

    /// - Throws: `SurveyError.duplicateQuestion`.
    public init(
        _ questions: [SurveyQuestion], file: String = "question set", repairedRecords: Int = 0,
        rejects: RejectTally = RejectTally()
    ) throws {
        var positions: [String: Int] = [:]
        for (position, question) in questions.enumerated() {
            guard positions.updateValue(position, forKey: question.id) == nil else {
                throw SurveyError.duplicateQuestion(question.id, file: file)
            }
        }
        (self.questions, self.positions) = (questions, positions)
        (self.repairedRecords, self.rejects) = (repairedRecords, rejects)
    }

    /// The position of the question with this id.
    public func position(of id: String) -> Int? { positions[id] }
}
