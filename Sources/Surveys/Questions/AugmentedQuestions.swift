/// Questions made from the questions of a set by saying the same in other words.
public struct AugmentedQuestions: Sendable, Equatable {
    /// One augmented question.
    public struct Item: Sendable, Equatable {
        /// The id of the question that it was made from.
        public let question: String
        public let text: String
        public let options: OptionText
        /// The whole prompt, if the file has one, such as a translated one; templates are not used then.
        public let prompt: String?
    }

    /// The name of the file.
    public let file: String
    public let items: [Item]
    public let rejects: RejectTally

    public init(file: String, items: [Item], rejects: RejectTally = RejectTally()) {
        (self.file, self.items, self.rejects) = (file, items, rejects)
    }

    /// Reads augmented questions: JSON objects or CSV with `q_content`, and with `q_id` or with the text of the seed in
    /// `ori_content`. Options are those of the seed where the file has none.
    ///
    /// A record whose seed is not in the question set is rejected and counted.
    ///
    /// - Throws: `SurveyError`, `ReadError`.
    public init(path: String, seeds: QuestionSet) throws {
        let source = try NamedRecords(path: path, fields: ["q_id", "q_content", "option", "ori_content", "prompt"])
        let byText = Dictionary(
            seeds.questions.enumerated().map { ($0.element.text, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var rejects = RejectTally()
        source.rejects.forEach { rejects.add($0) }
        var items: [Item] = []
        for record in source.records {
            let values = record.values
            let text = values["q_content"] ?? values["prompt"] ?? ""
            guard
                let position = seeds.position(of: values["q_id"] ?? "") ?? values["ori_content"].flatMap({ byText[$0] })
            else {
                rejects.add(
                    SurveyReject(
                        record: record.number, value: values["q_id"] ?? values["ori_content"] ?? text,
                        reason: .unknownQuestion))
                continue
            }
            let seed = seeds.questions[position]
            guard !text.isEmpty, let options = values["option"].flatMap(OptionText.init) ?? seed.options else {
                rejects.add(SurveyReject(record: record.number, value: text, reason: .incompleteQuestion))
                continue
            }
            items.append(Item(question: seed.id, text: text, options: options, prompt: values["prompt"]))
        }
        guard !items.isEmpty else {
            throw SurveyError.missingField(
                oneOf: ["q_id", "ori_content"], file: source.file,
                found: source.records.first.map { $0.values.keys.sorted() } ?? [])
        }
        self.init(file: source.file, items: items, rejects: rejects)
    }

    /// The questions at positions among those made from each seed.
    ///
    /// - Parameter positions: by seed id; seeds that are not in it give nothing.
    /// - Returns: nil if the file has no question at one of the positions.
    func taking(_ positions: [String: [Int]], order: [String]) -> [Item]? {
        let bySeed = Dictionary(grouping: items, by: \.question)
        var taken: [Item] = []
        for seed in order {
            for position in positions[seed] ?? [] {
                guard let made = bySeed[seed], made.indices.contains(position) else { return nil }
                taken.append(made[position])
            }
        }
        return taken
    }

    /// The first `count` questions in equal shares of the seeds, in the order of the file.
    ///
    /// - Returns: nil if the file has fewer.
    func first(_ count: Int) -> [Item]? {
        guard items.count >= count else { return nil }
        guard items.count > count else { return items }
        let seeds = Set(items.map(\.question)).count
        let share = (count + seeds - 1) / seeds
        var used: [String: Int] = [:]
        let shared = items.filter { item in
            used[item.question, default: 0] += 1
            return used[item.question, default: 0] <= share
        }
        return shared.count >= count ? Array(shared.prefix(count)) : Array(items.prefix(count))
    }
}
