import Readers

/// The questions of one region of BLEnD, from `<Region>_data.json`.
public struct ShortAnswers: Sendable {
    public let questions: [ShortAnswerQuestion]

    public init(_ questions: [ShortAnswerQuestion]) { self.questions = questions }

    /// Reads an annotation file: an object from question id to `question`, `en_question`, `annotations`, `idks`.
    ///
    /// - Throws: `EvaluationError.notShortAnswers` with the first question that lacks one of them; `noRecords`;
    ///   `ReadError`.
    public init(path: String, options: ReaderOptions = ReaderOptions()) throws {
        let records = try FileRecords(path: path, options: options)
        let reader = JSONFields()
        questions = try records.records.map { record in
            let id = record.key ?? record["ID"]?.text ?? "\(record.number)"
            func need(_ name: String) throws -> JSONNode {
                guard let field = record[name] else {
                    throw EvaluationError.notShortAnswers(file: path, question: id, reason: "has no “\(name)”")
                }
                return JSONNode(kind: field.kind, text: field.text, reader: reader)
            }
            var reasons: [String: Int] = [:]
            if case .object(let members) = try need("idks") {
                for member in members { reasons[member.name] = member.value.text.flatMap { Int($0) } }
            }
            let groups = try need("annotations").elements.map { node in
                guard let votes = node["count"]?.text.flatMap({ Int($0) }), votes > 0 else {
                    throw EvaluationError.notShortAnswers(
                        file: path, question: id, reason: "has an answer without a count of 1 or more")
                }
                return ShortAnswerQuestion.Group(
                    answers: node["answers"]?.elements.compactMap(\.text) ?? [],
                    englishAnswers: node["en_answers"]?.elements.compactMap(\.text) ?? [], votes: votes)
            }
            return ShortAnswerQuestion(
                id: id, text: try need("question").text ?? "", englishText: record["en_question"]?.text ?? "",
                groups: groups, reasons: reasons)
        }
    }
}
