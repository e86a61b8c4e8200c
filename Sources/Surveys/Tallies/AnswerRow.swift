/// How often a code was given by a country's respondents: a row of the report of answers.
public struct AnswerRow: Sendable, Equatable {
    public let country: String
    public let culture: String?
    public let question: String
    public let topic: String
    public let code: Int32
    /// The option's wording, or the codebook's for a missing code.
    public let wording: String?
    public let status: AnswerStatus
    public let count: Int
    /// The part of the valid answers; nil for other codes.
    public let share: Double?
    /// The same with survey weights; nil without weights.
    public let weightedShare: Double?
}

extension SurveyTally {
    /// The answers of each country, by question in the order of the set, by code ascending. Empty cells have no code,
    /// so they have no row.
    public var answerRows: [AnswerRow] {
        countries.flatMap { country in questions.indices.flatMap { rows(country, question: $0) } }
    }

    private func rows(_ country: String, question: Int) -> [AnswerRow] {
        let asked = questions[question]
        let entries = blocks[Culture.Block(country: country)]?.questions[question].entries ?? []
        let statuses = entries.map { profile.status(of: $0.code, scale: asked.scale) }
        let valid = zip(entries, statuses).filter { $0.1 == .valid }.map(\.0)
        let count = valid.reduce(0) { $0 + $1.count }
        let weight = valid.reduce(0) { $0 + $1.weight }
        return zip(entries, statuses).map { entry, status in
            let isValid = status == .valid
            return AnswerRow(
                country: country, culture: profile.culture(ofCountry: country), question: asked.id, topic: asked.topic,
                code: entry.code,
                wording: isValid ? asked.options?.wording[entry.code] : profile.wording(of: entry.code),
                status: status, count: entry.count, share: isValid ? Double(entry.count) / Double(count) : nil,
                weightedShare: isValid && hasWeights && weight > 0 ? entry.weight / weight : nil)
        }
    }
}
