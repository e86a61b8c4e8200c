/// What is specific to a survey: its columns, missing codes, countries, cultures and prompts. A YAML file; the code has
/// none of it.
public struct SurveyProfile: Sendable, Equatable {
    /// How rule `paper` counts one respondent.
    public struct PaperRule: Sendable, Equatable {
        /// The 1-based number, within the country, of the respondent who is left out of the sum but not of the number.
        public let leftOut: Int?
        /// Countries where nobody is left out.
        public let keptIn: Set<String>

        public init(leftOut: Int? = nil, keptIn: Set<String> = []) { (self.leftOut, self.keptIn) = (leftOut, keptIn) }

        /// The respondent left out of the sum of a country.
        public func leftOut(in country: String) -> Int? { keptIn.contains(country) ? nil : leftOut }
    }

    public let name: String
    public let title: String
    public let url: String?
    public let roles: ColumnRoles
    public let missing: [MissingCode]
    public let countries: [SurveyCountry]
    public let cultures: [Culture]
    public let paper: PaperRule
    public let prompts: PromptTemplates
    public let sizes: [ExportSize]
    public let lists: [AugmentedList]
    /// The cultures of the export of all cultures in one, in their order, and its size.
    public let one: (cultures: [String], size: String)?
    /// The questions, if the profile has them.
    public let questions: QuestionSet?
    private let missingByCode: [Int32: MissingCode]
    private let countryBySpelling: [String: String]
    private let cultureByCountry: [String: String]

    public init(
        name: String, title: String, url: String? = nil, roles: ColumnRoles, missing: [MissingCode] = [],
        countries: [SurveyCountry] = [], cultures: [Culture] = [], paper: PaperRule = PaperRule(),
        prompts: PromptTemplates = .english, sizes: [ExportSize] = [ExportSize(name: "50", augmented: 0, list: nil)],
        lists: [AugmentedList] = [], one: (cultures: [String], size: String)? = nil, questions: QuestionSet? = nil
    ) {
        (self.name, self.title, self.url, self.roles, self.missing) = (name, title, url, roles, missing)
        (self.countries, self.cultures, self.paper, self.prompts) = (countries, cultures, paper, prompts)
        (self.sizes, self.lists, self.one, self.questions) = (sizes, lists, one, questions)
        missingByCode = Dictionary(missing.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var spellings: [String: String] = [:]
        for country in countries {
            for spelling in [country.code, country.name] + country.aliases { spellings[spelling] = country.code }
        }
        for (number, code) in roles.countryNumbers?.codes() ?? [:] where spellings[number] == nil {
            spellings[number] = spellings[code] ?? code
        }
        countryBySpelling = spellings
        cultureByCountry = Dictionary(
            cultures.flatMap { culture in culture.countries.map { ($0, culture.name) } },
            uniquingKeysWith: { first, _ in first })
    }

    public static func == (first: Self, second: Self) -> Bool {
        first.name == second.name && first.title == second.title && first.roles == second.roles
            && first.missing == second.missing && first.countries == second.countries
            && first.cultures == second.cultures && first.paper == second.paper && first.prompts == second.prompts
            && first.sizes == second.sizes && first.lists == second.lists && first.questions == second.questions
            && first.one?.cultures == second.one?.cultures && first.one?.size == second.one?.size
    }
}

extension SurveyProfile {
    /// What a code is for a question. A code of the scale is valid, though other questions use it for a missing answer.
    public func status(of code: Int32, scale: Scale) -> AnswerStatus {
        if code == AnswerCode.blank { return .missing }
        if scale.contains(code) { return .valid }
        return missingByCode[code]?.status ?? .outsideScale
    }

    /// The codebook's wording of a missing code.
    public func wording(of code: Int32) -> String? { missingByCode[code]?.wording }

    /// The code of a country as a file writes it; as it is written if the profile does not have it.
    public func country(_ spelling: String) -> String { countryBySpelling[spelling] ?? spelling }

    /// The name of a country; its code if the profile does not have it.
    public func countryName(_ code: String) -> String { countries.first { $0.code == code }?.name ?? code }

    /// The culture that a country stands for.
    public func culture(ofCountry code: String) -> String? { cultureByCountry[code] }

    /// The culture of a name or alias, letter case ignored.
    ///
    /// - Throws: `SurveyError.unknownWord`.
    public func culture(named word: String) throws -> Culture {
        let wanted = word.lowercased()
        guard
            let culture = cultures.first(where: { culture in
                ([culture.name] + culture.aliases).contains { $0.lowercased() == wanted }
            })
        else { throw SurveyError.unknownWord(kind: "culture", word: word, known: cultures.map(\.name)) }
        return culture
    }

    /// - Throws: `SurveyError.unknownWord`.
    public func size(named word: String) throws -> ExportSize {
        guard let size = sizes.first(where: { $0.name == word }) else {
            throw SurveyError.unknownWord(kind: "size", word: word, known: sizes.map(\.name))
        }
        return size
    }
}

extension PromptTemplates {
    /// The prompts of the published files.
    public static let english = PromptTemplates(
        system: "You are an {culture} chatbot that know {culture} very well.",
        question: "Give me the answer from {min} to {max}: {text} {option}. You can only choose one option.",
        statement: "Give me the answer from {min} to {max}: Do you agree with {text}? {option}. "
            + "You can only choose one option.",
        llama: "### Question: {user}\n ### Answer: {label}")
}
