/// Answers as a text that SQL puts together: `question:code` with blanks between, such as `1:3 2:1`. Questions are
/// whole numbers from 1.
struct GivenAnswers {
    private(set) var answers: [(question: Int, code: Int32)] = []

    /// More questions than this are refused: a wave has some hundreds.
    static let mostQuestions = 100_000

    /// `nil` if the text is written otherwise.
    init?(_ text: String) {
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            guard let colon = word.firstIndex(of: UInt8(ascii: ":")),
                let question = Int(Substring(word[..<colon])), (1...Self.mostQuestions).contains(question),
                let code = Int32(Substring(word[word.index(after: colon)...]))
            else { return nil }
            answers.append((question - 1, code))
        }
    }
}

/// The respondents and scales that an aggregate got, as a table.
struct GivenRespondents {
    private struct Respondent {
        let place: Double
        let part: String
        let answers: GivenAnswers
        let weight: Double
    }

    private var respondents: [Respondent] = []
    private var scales: [Int: [Int32]] = [:]
    private var isWeighted = false

    /// - Parameter place: where the respondent stands among the others.
    mutating func add(_ answers: GivenAnswers, part: String, weight: Double, place: Double) {
        respondents.append(Respondent(place: place, part: part, answers: answers, weight: weight))
        isWeighted = isWeighted || weight != 1
    }

    /// The options of a question, in their order.
    mutating func add(scale: GivenAnswers) {
        for (question, code) in scale.answers { scales[question, default: []].append(code) }
    }

    /// The table of the respondents in the order of their places. A question without a scale has the codes that were
    /// given, in ascending order.
    ///
    /// - Throws: `SurveyError.tooManyCodes`.
    func table() throws -> (table: RespondentTable, isWeighted: Bool) {
        var met: [Set<Int32>] = []
        for (question, code) in respondents.lazy.flatMap(\.answers.answers) {
            while met.count <= question { met.append([]) }
            met[question].insert(code)
        }
        let count = max(met.count, (scales.keys.max() ?? -1) + 1)
        let codes = (0..<count).map { question in
            scales[question] ?? (question < met.count ? met[question].sorted() : [])
        }
        var table = try RespondentTable(codes: codes)
        var row = [Int32](repeating: AnswerCode.blank, count: count)
        for respondent in respondents.sorted(by: { $0.place < $1.place }) {
            for (question, code) in respondent.answers.answers { row[question] = code }
            try table.add(country: respondent.part, weight: respondent.weight, isWeighted: isWeighted, codes: row)
            for (question, _) in respondent.answers.answers { row[question] = AnswerCode.blank }
        }
        return (table, isWeighted)
    }
}
