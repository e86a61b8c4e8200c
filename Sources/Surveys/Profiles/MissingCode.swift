/// A code that stands for a missing answer.
public struct MissingCode: Sendable, Equatable {
    public let code: Int32
    public let status: AnswerStatus
    /// As the codebook of the survey has it.
    public let wording: String

    public init(code: Int32, status: AnswerStatus, wording: String) {
        (self.code, self.status, self.wording) = (code, status, wording)
    }
}
