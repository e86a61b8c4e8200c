/// Which columns of a wide file are what. Of several names, the first that the file has is used.
public struct ColumnRoles: Sendable, Equatable {
    /// All columns that are there are looked at: the first cell that is not empty names the country.
    public let country: [String]
    /// What a number in them means, where it is no spelling of a country of the profile; nil if nothing.
    public let countryNumbers: CountryNumbers?
    public let respondent: [String]
    public let weight: [String]
    /// The name of a question's column, with `{id}` in the place of the question's id.
    public let question: String
    /// Attributes of respondents, by the name that they get.
    public let attributes: [(name: String, columns: [String])]
    /// Words in a column of countries or respondents that mark a row of sums.
    public let notRespondents: Set<String>

    public init(
        country: [String], countryNumbers: CountryNumbers? = nil, respondent: [String] = [], weight: [String] = [],
        question: String, attributes: [(name: String, columns: [String])] = [], notRespondents: Set<String> = []
    ) {
        self.countryNumbers = countryNumbers
        (self.country, self.respondent, self.weight) = (country, respondent, weight)
        (self.question, self.attributes, self.notRespondents) = (question, attributes, notRespondents)
    }

    public static func == (first: Self, second: Self) -> Bool {
        first.country == second.country && first.countryNumbers == second.countryNumbers
            && first.respondent == second.respondent && first.weight == second.weight
            && first.question == second.question && first.notRespondents == second.notRespondents
            && first.attributes.elementsEqual(second.attributes) { $0 == $1 }
    }

    /// The id in the name of a column, or nil if the column is no question.
    ///
    /// - Parameter set: the questions that are asked for.
    func questionID(of column: String, in set: QuestionSet?) -> String? {
        let parts = question.components(around: "{id}")
        guard column.hasPrefix(parts.before), column.hasSuffix(parts.after),
            column.utf8.count > parts.before.utf8.count + parts.after.utf8.count
        else { return nil }
        let id = String(column.dropFirst(parts.before.count).dropLast(parts.after.count))
        if parts.before.isEmpty || set?.position(of: id) != nil { return id }
        // With a prefix such as `Q`, another id begins with a digit: `Q27` is a question and `Q_MODE` is not.
        return id.first?.isNumber == true ? id : nil
    }
}

extension String {
    /// The text before and after the first occurrence of a mark; all of it before if the mark is not there.
    fileprivate func components(around mark: String) -> (before: String, after: String) {
        guard let range = firstRange(of: mark) else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
