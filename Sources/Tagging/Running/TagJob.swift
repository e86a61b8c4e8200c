import Endpoint

/// A text on its way through its requests.
struct TagJob {
    let key: TextKey
    let text: FencedText
    /// The names of the dimensions that the next request asks for again; empty for the first question.
    var again: [String] = []
    /// The usable dimensions of the first answer, and the unusable ones.
    var first: [AnswerReader.DimensionReading] = []
    var mostAnswerTokens: Int
    /// What the last request was written in.
    var dialect = ChatDialect()
    /// In which the server refused the text.
    var refusedDialects: [ChatDialect] = []
    var requests = 0
    var promptTokens: Int?
    var completionTokens: Int?
    var latency = 0.0

    mutating func count(_ answer: HTTPAnswer, _ chat: ChatAnswer?) {
        latency = answer.latency
        promptTokens = Self.sum(promptTokens, chat?.promptTokens)
        completionTokens = Self.sum(completionTokens, chat?.completionTokens)
    }

    private static func sum(_ left: Int?, _ right: Int?) -> Int? {
        left == nil && right == nil ? nil : (left ?? 0) + (right ?? 0)
    }
}
