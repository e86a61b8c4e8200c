/// One answer: a row of the long form.
public struct Answer: Sendable, Equatable {
    /// The 1-based number of the respondent in the file, those left out not counted.
    public let respondent: Int
    public let country: String
    /// Nil if no culture has the country.
    public let culture: String?
    public let question: String
    public let topic: String
    /// Nil for an empty cell.
    public let code: Int32?
    public let status: AnswerStatus
    /// 1 without survey weights.
    public let weight: Double
}
