import Foundation
import Statistics

/// An invented survey in wide form: for demonstrations and for tests at full size, without a survey that may not be
/// passed on.
///
/// Each country has for each question a mean opinion, which lies at random around the question's own. A respondent
/// deviates from it by chance and by a leaning that all of the respondent's answers share. Answers may be missing for
/// each of the reasons that real surveys have, and in some countries a question is not asked. The same seed gives the
/// same bytes.
public struct InventedSurvey: Sendable {
    /// A country and the number of its respondents.
    public struct Country: Sendable, Equatable {
        public let code: String
        public let respondents: Int

        public init(code: String, respondents: Int) { (self.code, self.respondents) = (code, respondents) }
    }

    /// How the file is written.
    public struct Form: Sendable, Equatable {
        public var separator: Character
        /// Ends lines with CR LF, as statistics programs do.
        public var endsLinesWithCRLF: Bool
        /// The name of a question's column, with `{id}` for its id.
        public var question: String
        /// The names of the columns of country, respondent and weight.
        public var country: String
        public var respondent: String
        public var weight: String

        public init(
            separator: Character = ",", endsLinesWithCRLF: Bool = false, question: String = "V{id}",
            country: String = "country", respondent: String = "respondent", weight: String = "weight"
        ) {
            (self.separator, self.endsLinesWithCRLF, self.question) = (separator, endsLinesWithCRLF, question)
            (self.country, self.respondent, self.weight) = (country, respondent, weight)
        }
    }

    public let questions: [SurveyQuestion]
    public let countries: [Country]
    public let seed: UInt64
    public let form: Form

    /// - Throws: `SurveyError.generation` without questions or countries, for a country without respondents, and for a
    ///   question whose codes are not known.
    public init(questions: QuestionSet, countries: [Country], seed: UInt64 = 1, form: Form = Form()) throws {
        guard !questions.questions.isEmpty, !countries.isEmpty else {
            throw SurveyError.generation(reason: "there are no questions or no countries")
        }
        if let empty = countries.first(where: { $0.respondents < 1 }) {
            throw SurveyError.generation(reason: "country \(empty.code) has \(empty.respondents) respondents")
        }
        if let open = questions.questions.first(where: { $0.scale == .open || $0.scale == .codes([]) }) {
            throw SurveyError.generation(reason: "question '\(open.id)' has no codes")
        }
        (self.questions, self.countries, self.seed, self.form) = (questions.questions, countries, seed, form)
    }

    /// The shipped invented survey: its questions, and `respondents` people in each of its countries.
    ///
    /// - Throws: `SurveyError.generation`.
    public static func shipped(respondents: Int, seed: UInt64 = 1) throws -> InventedSurvey {
        let profile = try SurveyProfile.load("invented")
        guard let questions = profile.questions else {
            throw SurveyError.generation(reason: "the profile has no questions")
        }
        return try InventedSurvey(
            questions: questions,
            countries: profile.countries.map { Country(code: $0.code, respondents: respondents) }, seed: seed)
    }

    /// A question set of the size of a full wave: scales of 2 to 10 points, ids from 1.
    public static func fullWave(questions count: Int) throws -> QuestionSet {
        let lengths: [Int32] = [4, 4, 5, 10, 3, 2]
        return try QuestionSet(
            (1...max(count, 1)).map { id in
                SurveyQuestion(
                    id: "\(id)", topic: "TOPIC \((id - 1) / 30 + 1)", scale: Scale(1...lengths[id % lengths.count]))
            })
    }

    /// Writes the file piece by piece; a piece is the header, or the rows of up to 256 respondents of a country.
    public func write(_ body: (String) throws -> Void) rethrows {
        try body(header)
        for (number, country) in countries.enumerated() {
            let opinions = self.opinions(country: number)
            for start in stride(from: 0, to: country.respondents, by: 256) {
                var piece = ""
                for respondent in start..<min(start + 256, country.respondents) {
                    piece += row(country: number, respondent: respondent, opinions: opinions)
                }
                try body(piece)
            }
        }
    }

    private var lineEnd: String { form.endsLinesWithCRLF ? "\r\n" : "\n" }

    private var header: String {
        let names =
            [form.country, form.respondent, form.weight, "sex", "age", "education"]
            + questions.map { PromptTemplates.fill(form.question, ["id": $0.id]) }
        return names.joined(separator: "\(form.separator)") + lineEnd
    }

    /// The mean opinion of a country on each question, as a part of the scale; nil where it is not asked.
    private func opinions(country: Int) -> [Double?] {
        // Streams: 0 for the questions, 1 and up for the countries, 2^32 and up for respondents.
        var common = Philox(seed: seed, stream: 0)
        var own = Philox(seed: seed, stream: UInt64(country) + 1)
        return questions.map { _ in
            let middle = 0.25 + 0.5 * common.nextFraction()
            let shift = 0.3 * (own.nextFraction() - 0.5)
            return own.nextFraction() < 0.03 ? nil : middle + shift
        }
    }

    private func row(country: Int, respondent: Int, opinions: [Double?]) -> String {
        let stream = UInt64(country + 1) << 32 | UInt64(respondent)
        var generator = Philox(seed: seed, stream: stream)
        let leaning = 0.2 * (generator.nextFraction() - 0.5)
        let weight = (1_000 * (0.4 + 1.2 * generator.nextFraction())).rounded() / 1_000
        var row = "\(countries[country].code)\(form.separator)\(countries[country].code)-\(respondent + 1)"
        row += "\(form.separator)\(weight)"
        row += "\(form.separator)\(generator.nextPosition(below: 2) + 1)"
        row += "\(form.separator)\(18 + generator.nextPosition(below: 70))"
        row += "\(form.separator)\(generator.nextPosition(below: 9))"
        for (question, opinion) in zip(questions, opinions) {
            row += "\(form.separator)\(code(question, opinion: opinion.map { $0 + leaning }, &generator))"
        }
        return row + lineEnd
    }

    private func code(_ question: SurveyQuestion, opinion: Double?, _ generator: inout Philox) -> Int32 {
        // The mean of three uniform numbers is bell-shaped, and needs no function whose last digit differs by machine.
        let noise = generator.nextFraction() + generator.nextFraction() + generator.nextFraction() - 1.5
        let missing = generator.nextFraction()
        guard let opinion, case .codes(let codes) = question.scale else { return -4 }
        if missing < 0.03 { return -1 }
        if missing < 0.045 { return -2 }
        if missing < 0.05 { return -5 }
        let place = min(max(opinion + noise / 1.5 * 0.6, 0), 1) * Double(codes.count)
        return codes[min(Int(place), codes.count - 1)]
    }
}
