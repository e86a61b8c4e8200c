/// The replies of one model, put to the rows of a benchmark.
public struct ReplyAlignment: Sendable, Hashable {
    public let model: String
    /// One for each row of the benchmark, in their order.
    public let predictions: [Prediction]
    /// Replies to a row that a later reply replaces: the last one counts.
    public let replaced: Int
    /// Replies to rows that the benchmark does not have.
    public let strayed: Int
}

extension Benchmark {
    /// Maps stored replies again, by the task's present rules; no model is asked.
    ///
    /// - Throws: `EvaluationError.unknownModel`, or `noMatchingReplies` if no reply belongs to a row.
    /// - Complexity: O(rows + replies).
    public func align(_ replies: Replies, model: String) throws(EvaluationError) -> ReplyAlignment {
        let own = replies.replies.filter { $0.model == model }
        guard !own.isEmpty else { throw .unknownModel(model, known: replies.models) }
        var places: [Int: Int] = [:]
        for (place, row) in rows.enumerated() { places[row.number] = place }
        var predictions = [Prediction](repeating: .missing, count: rows.count)
        var isAnswered = [Bool](repeating: false, count: rows.count)
        var (replaced, strayed) = (0, 0)
        for reply in own {
            guard let place = places[reply.row] else {
                strayed += 1
                continue
            }
            if isAnswered[place] { replaced += 1 }
            isAnswered[place] = true
            predictions[place] = task.prediction(reply.reply)
        }
        guard strayed < own.count else { throw .noMatchingReplies(replies: own.count, rows: rows.count) }
        return ReplyAlignment(model: model, predictions: predictions, replaced: replaced, strayed: strayed)
    }
}
