/// The valid answers of all respondents, grouped: what distances, comparisons and their intervals by respondents need.
///
/// An answer takes one byte: 97,000 respondents of 290 questions take 28 MB.
public struct RespondentTable: Sendable {
    /// The most distinct codes of a question.
    public static let mostCodes = 255

    /// The respondents of one group.
    public struct Group: Sendable {
        public let name: String
        /// Survey weights; 1 without.
        public internal(set) var weights: [Double] = []
        /// For each respondent one byte per question: 0 without a valid answer, else 1 + the position of the code in
        /// `codes` of the table.
        public internal(set) var answers: [UInt8] = []

        public var respondents: Int { weights.count }

        public var weightSums: WeightSums {
            weights.reduce(into: WeightSums()) { $0.add($1) }
        }
    }

    public let questions: [SurveyQuestion]
    /// For each question its codes: ascending if the scale is known, else in the order in which they were met.
    public private(set) var codes: [[Int32]]
    /// In the order in which they were met.
    public private(set) var groups: [Group] = []
    public private(set) var hasWeights = false

    /// Which culture a country is of; nil where groups are named as they are.
    private let profile: SurveyProfile?
    private let grouping: RespondentGrouping
    private var groupByName: [String: Int] = [:]
    private var positions: [CodePositions]

    /// - Throws: `SurveyError.tooManyCodes`.
    public init(profile: SurveyProfile, questions set: QuestionSet, by grouping: RespondentGrouping = .country) throws {
        (self.profile, self.grouping) = (profile, grouping)
        questions = set.questions
        codes = set.questions.map { question in
            if case .codes(let codes) = question.scale { return codes }
            return []
        }
        if let long = codes.firstIndex(where: { $0.count > Self.mostCodes }) {
            throw SurveyError.tooManyCodes(question: questions[long].id, limit: Self.mostCodes)
        }
        positions = codes.map { CodePositions($0) }
    }

    /// A table of groups that are complete, named as they are.
    ///
    /// - Parameters:
    ///   - names: of the questions.
    ///   - codes: by question; ascending, or in the order in which sums are to be made.
    /// - Throws: `SurveyError.tooManyCodes`.
    init(names: [String], codes: [[Int32]], groups: [Group]) throws {
        (profile, grouping) = (nil, .country)
        questions = zip(names, codes).map { SurveyQuestion(id: $0, topic: "", text: "", scale: .codes($1)) }
        self.codes = codes
        self.groups = groups
        hasWeights = groups.contains { $0.weights.contains { $0 != 1 } }
        if let long = codes.firstIndex(where: { $0.count > Self.mostCodes }) {
            throw SurveyError.tooManyCodes(question: names[long], limit: Self.mostCodes)
        }
        positions = []
    }

    /// Adds the respondents of a batch.
    ///
    /// - Throws: `SurveyError.tooManyCodes`.
    public mutating func add(_ batch: RespondentBatch, of file: RespondentFile) throws {
        hasWeights = hasWeights || file.hasWeights
        let columnByQuestion = Dictionary(
            file.layout.questions.enumerated().map { ($0.element.question.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let columns = questions.map { columnByQuestion[$0.id] }
        // Group by group, so that each group's arrays are changed in place.
        var rowsByGroup: [Int: [Int]] = [:]
        for row in 0..<batch.count {
            guard let name = groupName(file.countries[batch.countries[row]]) else { continue }
            rowsByGroup[group(named: name), default: []].append(row)
        }
        for group in rowsByGroup.keys.sorted() {
            for row in rowsByGroup[group] ?? [] {
                groups[group].weights.append(batch.weights[row])
                for (question, column) in columns.enumerated() {
                    let code = column.map { batch.codes[$0][row] } ?? AnswerCode.blank
                    let position = try self.position(of: code, question: question)
                    groups[group].answers.append(position)
                }
            }
        }
    }

    /// Adds one respondent, with a code per question; `AnswerCode.blank` for none.
    ///
    /// - Throws: `SurveyError.tooManyCodes`.
    public mutating func add(country: String, weight: Double, isWeighted: Bool, codes: [Int32]) throws {
        guard let name = groupName(country) else { return }
        hasWeights = hasWeights || isWeighted
        let group = group(named: name)
        groups[group].weights.append(weight)
        for (question, code) in codes.prefix(questions.count).enumerated() {
            let position = try self.position(of: code, question: question)
            groups[group].answers.append(position)
        }
        let missing = questions.count - codes.count
        if missing > 0 { groups[group].answers.append(contentsOf: repeatElement(0, count: missing)) }
    }

    private func groupName(_ country: String) -> String? {
        grouping == .country ? country : profile?.culture(ofCountry: country)
    }

    private mutating func group(named name: String) -> Int {
        if let known = groupByName[name] { return known }
        groups.append(Group(name: name))
        groupByName[name] = groups.count - 1
        return groups.count - 1
    }

    private mutating func position(of code: Int32, question: Int) throws -> UInt8 {
        guard code != AnswerCode.blank else { return 0 }
        let known = positions[question][code]
        guard known == 0 else { return known }
        guard questions[question].scale == .open, code >= 0 else { return 0 }
        guard codes[question].count < Self.mostCodes else {
            throw SurveyError.tooManyCodes(question: questions[question].id, limit: Self.mostCodes)
        }
        codes[question].append(code)
        let position = UInt8(codes[question].count)
        positions[question].set(position, of: code)
        return position
    }
}
