import Readers

/// Replies of one or several models, from a file or from a table.
///
/// A replies file has one JSON object per reply: `{"row": 12, "model": "m", "reply": "NOT_OFF"}`. Without `row`,
/// replies belong to the rows in their order, model by model. Without `model`, all are of the model "replies". `id`
/// names the question, where questions have names.
public struct Replies: Sendable {
    public let replies: [Reply]
    /// Records that could not be read, or have no reply where one is expected.
    public let rejects: [Reject]
    /// Records whose `row` is no whole number from 1, by record number.
    public let withoutRow: [Int]

    /// The fields that may have a reply; the first that a record has counts.
    public static let replyFields = ["reply", "response", "output", "completion", "prediction", "text"]
    /// The fields that may have the name of a question; the first that a record has counts.
    public static let idFields = ["id", "ID", "question_id"]
    static let nameless = "replies"

    public init(_ replies: [Reply]) { (self.replies, rejects, withoutRow) = (replies, [], []) }

    /// Reads a replies file, in any format that the program reads.
    ///
    /// - Throws: `EvaluationError` if the file has no records, none has a reply, or one is to row 0; `ReadError`.
    public init(path: String, options: ReaderOptions = ReaderOptions()) throws {
        let records = try FileRecords(path: path, options: options)
        var replies: [Reply] = []
        var withoutRow: [Int] = []
        var positions: [String: Int] = [:]
        var hasReply = false
        for record in records.records {
            let model = record["model"]?.text ?? Self.nameless
            let reply = Self.replyFields.lazy.compactMap { record[$0] }.first
            if reply != nil { hasReply = true }
            positions[model, default: 0] += 1
            var row = positions[model, default: 1]
            if let field = record["row"] {
                let number = Double(field.text)
                guard number != 0 else {
                    throw EvaluationError.rowsFromZero(file: path, record: Int(record.number))
                }
                guard let number, let whole = Int(exactly: number), whole > 0 else {
                    withoutRow.append(Int(record.number))
                    continue
                }
                row = whole
            }
            let id = Self.idFields.lazy.compactMap { record[$0] }.first
            replies.append(Reply(row: row, id: id?.text, model: model, reply: reply?.text))
        }
        guard hasReply else {
            throw EvaluationError.noText(
                file: path, task: "replies", wanted: Self.replyFields, found: records.fieldNames)
        }
        (self.replies, self.withoutRow, rejects) = (replies, withoutRow, records.rejects)
    }

    /// The replies of a model by the name of their question, for short answers; of several to one question the last.
    public func byID(model: String) -> [String: String] {
        var found: [String: String] = [:]
        for reply in replies where reply.model == model {
            if let id = reply.id, let text = reply.reply { found[id] = text }
        }
        return found
    }

    /// The models in the order in which they first occur.
    public var models: [String] {
        var seen: Set<String> = []
        return replies.compactMap { seen.insert($0.model).inserted ? $0.model : nil }
    }
}
