extension QuestionSet {
    static let fields = ["topic", "q_id", "q_content", "option", "prompt"]

    /// Reads a question set: JSON objects or CSV with the fields `topic`, `q_id`, `q_content` and `option`, and
    /// where wanted `prompt`, a whole prompt in place of the profile's templates.
    ///
    /// A CSV record with more cells than columns has a text with unquoted separators. The options are its tail: they
    /// begin at the first cell after the text that begins with a number and a full stop. What lies between is the
    /// text, joined again and counted. A record without id, text or options is rejected and counted.
    ///
    /// - Throws: `SurveyError`, `ReadError`.
    public init(path: String) throws {
        let source = try NamedRecords(path: path, fields: Self.fields)
        if let columns = source.columns {
            for name in ["q_id", "q_content", "option"] where !columns.contains(name) {
                throw SurveyError.missingField(oneOf: [name], file: source.file, found: columns)
            }
        }
        var rejects = RejectTally()
        source.rejects.forEach { rejects.add($0) }
        var questions: [SurveyQuestion] = []
        var repaired = 0
        for record in source.records {
            var values = record.values
            if let columns = source.columns, !record.surplus.isEmpty,
                let joined = Self.joined(values, columns: columns, surplus: record.surplus)
            {
                values = joined
                repaired += 1
            }
            guard let id = values["q_id"]?.trimmed, !id.isEmpty, let text = values["q_content"], !text.isEmpty,
                let option = values["option"], !option.isEmpty
            else {
                rejects.add(
                    SurveyReject(
                        record: record.number, value: values["q_id"] ?? values["q_content"] ?? "",
                        reason: .incompleteQuestion))
                continue
            }
            questions.append(
                try SurveyQuestion(
                    id: id, topic: values["topic"] ?? "", text: text, option: option,
                    prompt: values["prompt"].flatMap { $0.isEmpty ? nil : $0 }))
        }
        guard !questions.isEmpty else {
            throw SurveyError.missingField(
                oneOf: ["q_id", "q_content", "option"], file: source.file,
                found: source.records.first.map { $0.values.keys.sorted() } ?? [])
        }
        try self.init(questions, file: source.file, repairedRecords: repaired, rejects: rejects)
    }

    /// The values of a record whose text was split, if text and options are the last two columns.
    private static func joined(
        _ values: [String: String], columns: [String], surplus: [String]
    ) -> [String: String]? {
        guard columns.count >= 2, columns[columns.count - 2] == "q_content", columns[columns.count - 1] == "option",
            let first = values["q_content"]
        else { return nil }
        let cells = [first, values["option"] ?? ""] + surplus
        let start = cells.indices.dropFirst().first { beginsOption(cells[$0]) } ?? cells.count - 1
        var result = values
        result["q_content"] = cells[..<start].joined(separator: ",")
        result["option"] = cells[start...].joined(separator: ",")
        return result
    }

    /// Whether a cell begins as options do: a number and a full stop.
    private static func beginsOption(_ cell: String) -> Bool {
        let text = cell.drop { $0 == " " }
        let rest = text.drop { $0.isNumber }
        return rest.count < text.count && rest.first == "."
    }
}
