/// The answers of a survey counted by block, question and code: all that labels and the label audit need.
///
/// A block is a country's respondents, or the first of them. Memory does not depend on the number of respondents. The
/// answers of a country must be added in the order of its respondents, since blocks and rule `paper` depend on it.
public struct SurveyTally: Sendable {
    /// The answers of one block.
    public struct Block: Sendable {
        /// All respondents of the block, those without answers too.
        public internal(set) var respondents = 0
        public internal(set) var weights = WeightSums()
        /// One per question of the tally; empty cells are not in them.
        public internal(set) var questions: [CodeCounts]
    }

    public let profile: SurveyProfile
    public let questions: [SurveyQuestion]
    public private(set) var blocks: [Culture.Block: Block] = [:]
    /// The countries met, in the order in which they were added.
    public private(set) var countries: [String] = []
    /// Whether the answers have survey weights.
    public private(set) var hasWeights = false
    /// By country the codes of the respondent that rule `paper` leaves out, by question.
    private(set) var leftOutCodes: [String: [Int: Int32]] = [:]
    private var positions: [String: Int] = [:]
    private var blocksByCountry: [String: [Culture.Block]] = [:]

    public init(profile: SurveyProfile, questions: QuestionSet) {
        (self.profile, self.questions) = (profile, questions.questions)
        for (position, question) in questions.questions.enumerated() { positions[question.id] = position }
    }

    /// Counts a respondent who may have any number of answers.
    ///
    /// - Parameters:
    ///   - ordinal: the respondent's number within the country, from 1.
    ///   - weight: from 0.
    public mutating func addRespondent(country: String, ordinal: Int, weight: Double, isWeighted: Bool) {
        register(country)
        hasWeights = hasWeights || isWeighted
        for block in blocks(of: country, ordinal) {
            blocks[block]?.respondents += 1
            blocks[block]?.weights.add(weight)
        }
    }

    /// Counts an answer of a respondent who was counted by `addRespondent`.
    ///
    /// - Returns: false if the question is not in the question set; nothing is counted then.
    @discardableResult
    public mutating func add(country: String, ordinal: Int, question: String, code: Int32, weight: Double) -> Bool {
        guard let position = positions[question] else { return false }
        if ordinal == profile.paper.leftOut(in: country) { leftOutCodes[country, default: [:]][position] = code }
        for block in blocks(of: country, ordinal) {
            blocks[block]?.questions[position].add(code, weight: weight)
        }
        return true
    }

    /// Counts all answers of a batch. Much faster than answer by answer.
    public mutating func add(_ batch: RespondentBatch, of file: RespondentFile) {
        for row in 0..<batch.count {
            addRespondent(
                country: file.countries[batch.countries[row]], ordinal: batch.ordinals[row],
                weight: batch.weights[row], isWeighted: file.hasWeights)
        }
        for country in Set(batch.countries).sorted() {
            let name = file.countries[country]
            let rows = batch.countries.indices.filter { batch.countries[$0] == country }
            for (column, (question, _)) in file.layout.questions.enumerated() {
                guard let position = positions[question.id] else { continue }
                add(batch, column: column, rows: rows, country: name, position: position)
            }
        }
    }

    /// Prepares for answers that are counted already, such as those of a store.
    ///
    /// - Returns: the blocks of the country: all of its respondents, then the first ones that cultures have.
    public mutating func addCountry(_ country: String, isWeighted: Bool) -> [Culture.Block] {
        register(country)
        hasWeights = hasWeights || isWeighted
        return blocksByCountry[country] ?? []
    }

    /// Counts respondents of a block of `addCountry`.
    public mutating func add(_ weights: WeightSums, to block: Culture.Block) {
        blocks[block]?.respondents += weights.count
        blocks[block]?.weights.add(weights)
    }

    /// Counts `count` equal answers of respondents of a block; those to questions that are not in the set are left out.
    public mutating func add(
        _ code: Int32, question: String, count: Int, weight: Double, to block: Culture.Block
    ) {
        guard let position = positions[question] else { return }
        blocks[block]?.questions[position].add(code, count: count, weight: weight)
    }

    /// Notes an answer of the respondent that rule `paper` leaves out of a country.
    public mutating func addLeftOut(_ code: Int32, question: String, country: String) {
        guard let position = positions[question] else { return }
        leftOutCodes[country, default: [:]][position] = code
    }

    private mutating func add(
        _ batch: RespondentBatch, column: Int, rows: [Int], country: String, position: Int
    ) {
        let codes = batch.codes[column]
        if let leftOut = profile.paper.leftOut(in: country),
            let row = rows.first(where: { batch.ordinals[$0] == leftOut }), codes[row] != AnswerCode.blank
        {
            leftOutCodes[country, default: [:]][position] = codes[row]
        }
        for block in blocksByCountry[country] ?? [] {
            guard var counts = blocks[block]?.questions[position] else { continue }
            // Counted apart and put back, so that the arrays are not copied.
            blocks[block]?.questions[position] = CodeCounts()
            for row in rows where batch.ordinals[row] <= block.first ?? .max && codes[row] != AnswerCode.blank {
                counts.add(codes[row], weight: batch.weights[row])
            }
            blocks[block]?.questions[position] = counts
        }
    }

    private mutating func register(_ country: String) {
        guard blocksByCountry[country] == nil else { return }
        let whole = Culture.Block(country: country)
        let others = profile.cultures.flatMap(\.blocks).filter { $0.country == country && $0 != whole }
        let all = [whole] + Array(Set(others)).sorted { $0.first ?? .max < $1.first ?? .max }
        blocksByCountry[country] = all
        countries.append(country)
        for block in all { blocks[block] = Block(questions: questions.map { _ in CodeCounts() }) }
    }

    private func blocks(of country: String, _ ordinal: Int) -> [Culture.Block] {
        (blocksByCountry[country] ?? []).filter { ordinal <= $0.first ?? .max }
    }
}
