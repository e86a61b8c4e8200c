/// Which columns of a wide file are country, respondent, weight, attributes and questions.
public struct WideLayout: Sendable, Equatable {
    /// A column, by its position in the file.
    public struct Column: Sendable, Equatable {
        /// As the header has it; white space at its ends included.
        public let name: String
        public let position: Int
    }

    public let country: [Column]
    public let respondent: Column?
    public let weight: Column?
    public let attributes: [(name: String, column: Column)]
    /// The questions that the file has a column of, in the order of the question set; of the file without one.
    public let questions: [(question: SurveyQuestion, column: Column)]
    /// Ids of the question set without a column.
    public let questionsWithoutColumn: [String]
    /// Columns that are questions by their name, and are not in the question set. They are not read.
    public let unknownQuestions: [String]
    /// Columns without a role.
    public let otherColumns: [String]

    public static func == (first: Self, second: Self) -> Bool {
        first.country == second.country && first.respondent == second.respondent && first.weight == second.weight
            && first.questionsWithoutColumn == second.questionsWithoutColumn
            && first.unknownQuestions == second.unknownQuestions && first.otherColumns == second.otherColumns
            && first.attributes.elementsEqual(second.attributes) { $0 == $1 }
            && first.questions.elementsEqual(second.questions) { $0 == $1 }
    }

    /// Assigns roles.
    ///
    /// - Parameters:
    ///   - header: the names of the columns. White space at their ends does not count.
    ///   - questions: the question set; without one, every column that fits the profile's pattern and has no other role
    ///     is a question of open scale.
    ///   - fixedCountry: whether the country is known without a column.
    /// - Throws: `SurveyError.noQuestionColumn`; `missingField` if there is no column of countries and the country is
    ///   not known.
    public init(
        header: [String], profile: SurveyProfile, questions set: QuestionSet?, fixedCountry: Bool, file: String
    ) throws {
        let columns = header.enumerated().map { Column(name: $0.element, position: $0.offset) }
        let byName = Dictionary(columns.map { ($0.name.trimmed, $0) }, uniquingKeysWith: { first, _ in first })
        let roles = profile.roles
        func first(of names: [String]) -> Column? { names.lazy.compactMap { byName[$0] }.first }

        country = fixedCountry ? [] : roles.country.compactMap { byName[$0] }
        guard fixedCountry || !country.isEmpty else {
            throw SurveyError.missingField(oneOf: roles.country, file: file, found: header)
        }
        respondent = first(of: roles.respondent)
        weight = first(of: roles.weight)
        attributes = roles.attributes.compactMap { name, names in first(of: names).map { (name, $0) } }

        let taken = Set(
            (country + [respondent, weight].compactMap { $0 } + attributes.map(\.column)).map(\.position))
        var found: [String: Column] = [:]
        var ids: [String] = []
        for column in columns where !taken.contains(column.position) {
            guard let id = roles.questionID(of: column.name.trimmed, in: set), found[id] == nil else { continue }
            found[id] = column
            ids.append(id)
        }
        let asked = set?.questions ?? ids.map { SurveyQuestion(id: $0, scale: .open) }
        self.questions = asked.compactMap { question in found[question.id].map { (question, $0) } }
        questionsWithoutColumn = asked.map(\.id).filter { found[$0] == nil }
        unknownQuestions = set.map { set in ids.filter { set.position(of: $0) == nil } } ?? []
        guard !self.questions.isEmpty else {
            throw SurveyError.noQuestionColumn(pattern: roles.question, file: file, columns: header)
        }
        let questionPositions = Set(found.values.map(\.position))
        otherColumns = columns.filter { !taken.contains($0.position) && !questionPositions.contains($0.position) }
            .map(\.name)
    }

    /// The positions of all columns that are read: countries, respondent, weight, attributes, questions.
    var columns: [Column] {
        country + [respondent, weight].compactMap { $0 } + attributes.map(\.column) + questions.map(\.column)
    }
}
