/// The respondents that an aggregate got, one row per answer, and the scales of questions.
///
/// An answer takes one byte: 97,000 respondents of 290 questions take 28 MB.
struct GivenRespondents {
    /// More questions than this are refused: a wave has some hundreds.
    static let mostQuestions = 100_000

    private struct Respondent {
        let part: Int
        var place: Double
        var weight = 0.0
        var rows = 0.0
        /// By number of the question: 0 without an answer, else 1 + the position of the code among those met.
        var answers: [UInt8] = []
    }

    private var parts = NameNumbers()
    private var questions = NameNumbers()
    private var respondents: [Respondent] = []
    /// The names of respondents by number of the part: two parts may each have a respondent 1.
    private var names: [NameNumbers] = []
    /// The number of each respondent by part and by number of the name.
    private var numbers: [[Int]] = []
    /// The codes of each question in the order in which they were met.
    private var met: [[Int32]] = []
    private var scales: [Int: [(place: Double, code: Int32)]] = [:]

    /// Adds a row of a respondent. Of several answers to a question the last one counts, and of the weights of several
    /// rows their mean.
    ///
    /// - Throws: `SurveyError.tooManyCodes`, `SurveyError.tooManyQuestions`.
    mutating func add(
        part: UnsafeRawBufferPointer, respondent name: UnsafeRawBufferPointer, answer: GivenAnswer
    ) throws(SurveyError) {
        let part = parts.number(part)
        if part == names.count {
            names.append(NameNumbers())
            numbers.append([])
        }
        let name = names[part].number(name)
        if name == numbers[part].count {
            numbers[part].append(respondents.count)
            respondents.append(Respondent(part: part, place: answer.place))
        }
        let number = numbers[part][name]
        respondents[number].place = min(respondents[number].place, answer.place)
        respondents[number].weight += answer.weight
        respondents[number].rows += 1
        guard let code = answer.code, let question = answer.question else { return }
        let column = try column(question)
        let position = try position(of: code, question: column)
        let missing = column + 1 - respondents[number].answers.count
        if missing > 0 { respondents[number].answers.append(contentsOf: repeatElement(0, count: missing)) }
        respondents[number].answers[column] = position
    }

    /// Adds an option of a question's scale. Options are in the order of their places.
    ///
    /// - Throws: as `add(part:respondent:answer:)`.
    mutating func add(option code: Int32, of question: UnsafeRawBufferPointer, place: Double) throws(SurveyError) {
        scales[try column(question), default: []].append((place, code))
    }

    private mutating func column(_ question: UnsafeRawBufferPointer) throws(SurveyError) -> Int {
        let column = questions.number(question)
        guard column < Self.mostQuestions else { throw .tooManyQuestions(limit: Self.mostQuestions) }
        if column == met.count { met.append([]) }
        return column
    }

    private mutating func position(of code: Int32, question: Int) throws(SurveyError) -> UInt8 {
        if let known = met[question].firstIndex(of: code) { return UInt8(known + 1) }
        guard met[question].count < RespondentTable.mostCodes else {
            throw .tooManyCodes(question: questions.names[question], limit: RespondentTable.mostCodes)
        }
        met[question].append(code)
        return UInt8(met[question].count)
    }

    /// The respondents in the order of their places, questions by name. A question without a scale has the codes that
    /// were given, in ascending order; an answer outside its question's scale is none.
    ///
    /// - Throws: `SurveyError.tooManyCodes`.
    func table() throws -> RespondentTable {
        let order = questions.names.indices.sorted { questions.names[$0] < questions.names[$1] }
        let codes = order.map { question in
            scales[question].map { $0.sorted { $0.place < $1.place }.map(\.code) } ?? met[question].sorted()
        }
        // By question in the order of the table, by the byte of an answer.
        let translated = zip(order, codes).map { question, codes in
            [0] + met[question].map { code in codes.firstIndex(of: code).map { UInt8(clamping: $0 + 1) } ?? 0 }
        }
        var groups: [RespondentTable.Group] = []
        var groupByPart: [Int: Int] = [:]
        for respondent in respondents.sorted(by: { $0.place < $1.place }) {
            let group = groupByPart[respondent.part] ?? groups.count
            if group == groups.count {
                groupByPart[respondent.part] = group
                groups.append(RespondentTable.Group(name: parts.names[respondent.part]))
            }
            groups[group].weights.append(respondent.weight / respondent.rows)
            for (column, question) in order.enumerated() {
                let answer = question < respondent.answers.count ? Int(respondent.answers[question]) : 0
                groups[group].answers.append(translated[column][answer])
            }
        }
        return try RespondentTable(names: order.map { questions.names[$0] }, codes: codes, groups: groups)
    }
}
