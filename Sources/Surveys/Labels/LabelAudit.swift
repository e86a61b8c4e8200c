/// What label rule `paper` does to each country and question, beside what the valid answers say.
public struct LabelAudit: Sendable {
    /// One country and question.
    public struct Cell: Sendable, Equatable {
        public let country: String
        public let culture: String?
        public let question: String
        public let topic: String
        public let respondents: Int
        /// Respondents with a valid answer.
        public let valid: Int
        /// Respondents by status, those without an answer included; the sum is `respondents`.
        public let statuses: [AnswerStatus: Int]
        /// The label of rule `paper`.
        public let label: Int
        /// Whether the label is a code of the question's scale.
        public let isOnScale: Bool
        /// The mean of the valid answers, with its rounded value; nil where nobody gave one.
        public let mean: Double?
        public let rounded: Int?
        /// The most frequent valid answer, and the respondents who gave it.
        public let mode: Int?
        public let modeCount: Int

        /// Whether anybody gave a valid answer.
        public var isAsked: Bool { valid > 0 }
        public var differs: Bool { rounded.map { $0 != label } ?? false }
        public var isLower: Bool { rounded.map { label < $0 } ?? false }
        public var equalsMode: Bool { mode == label }
    }

    /// Counts over cells.
    public struct Summary: Sendable, Equatable {
        public internal(set) var cells = 0
        public internal(set) var asked = 0
        public internal(set) var neverAsked = 0
        /// Asked cells whose label is not the rounded mean of the valid answers, and those whose label is lower.
        public internal(set) var differs = 0
        public internal(set) var lower = 0
        /// Asked cells whose label is the most frequent valid answer.
        public internal(set) var equalsMode = 0
        /// Cells, asked or not, whose label is no code of the scale.
        public internal(set) var outsideScale = 0

        init(_ cells: some Sequence<Cell>) {
            for cell in cells {
                self.cells += 1
                asked += cell.isAsked ? 1 : 0
                neverAsked += cell.isAsked ? 0 : 1
                differs += cell.differs ? 1 : 0
                lower += cell.isLower ? 1 : 0
                equalsMode += cell.equalsMode ? 1 : 0
                outsideScale += cell.isOnScale ? 0 : 1
            }
        }
    }

    /// By country in the order of the tally, then by question in the order of the set.
    public let cells: [Cell]

    /// All respondents of each country, as block 1 of a culture has them.
    public init(_ tally: SurveyTally) {
        cells = tally.countries.flatMap { country in
            tally.questions.indices.compactMap { Self.cell(tally, country: country, question: $0) }
        }
    }

    public var summary: Summary { Summary(cells) }

    /// The counts of each country, in the order of the tally.
    public var byCountry: [(country: String, summary: Summary)] { grouped(by: \.country) }

    /// The counts of each question, in the order of the set.
    public var byQuestion: [(question: String, summary: Summary)] { grouped(by: \.question) }

    private func grouped(by key: (Cell) -> String) -> [(String, Summary)] {
        var order: [String] = []
        var groups: [String: [Cell]] = [:]
        for cell in cells {
            if groups[key(cell)] == nil { order.append(key(cell)) }
            groups[key(cell), default: []].append(cell)
        }
        return order.map { ($0, Summary(groups[$0] ?? [])) }
    }

    private static func cell(_ tally: SurveyTally, country: String, question: Int) -> Cell? {
        let block = Culture.Block(country: country)
        guard let counts = tally.blocks[block], let label = tally.label(block, question: question, rule: .paper) else {
            return nil
        }
        let asked = tally.questions[question]
        let valid = tally.validAnswers(block, question: question)
        var statuses: [AnswerStatus: Int] = [:]
        var answered = 0
        for entry in counts.questions[question].entries {
            statuses[tally.profile.status(of: entry.code, scale: asked.scale), default: 0] += entry.count
            answered += entry.count
        }
        if answered < counts.respondents { statuses[.missing, default: 0] += counts.respondents - answered }
        return Cell(
            country: country, culture: tally.profile.culture(ofCountry: country), question: asked.id,
            topic: asked.topic, respondents: counts.respondents, valid: valid.count, statuses: statuses, label: label,
            isOnScale: Int32(exactly: label).map(asked.scale.contains) ?? false,
            mean: valid.count > 0 ? Double(valid.sum) / Double(valid.count) : nil,
            rounded: tally.label(block, question: question, rule: .rounded), mode: valid.mode.map { Int($0.code) },
            modeCount: valid.mode?.count ?? 0)
    }
}
