import Statistics

/// A question of GlobalOpinionQA: options, and by country the share of each.
public struct OpinionQuestion: Sendable, Equatable {
    /// How far a country's shares may sum from 1.
    public static let tolerance = 0.02

    public let question: String
    public let options: [String]
    /// Countries in their order, with shares that sum to 1.
    public private(set) var countries: [(name: String, shares: [Double])] = []
    /// What was left out, by the country as written.
    public private(set) var rejects: [PreferenceReject] = []

    public static func == (one: OpinionQuestion, other: OpinionQuestion) -> Bool {
        one.question == other.question && one.options == other.options && one.rejects == other.rejects
            && one.countries.elementsEqual(other.countries) { $0.name == $1.name && $0.shares == $1.shares }
    }

    public init(question: String, options: [String]) { (self.question, self.options) = (question, options) }

    /// Reads a row of the published files, where selections are the text of a Python dictionary from country to shares,
    /// and options the text of a Python list.
    ///
    /// - Throws: `PreferenceReject.notALiteral` or `.wrongLiteral`. A country that cannot be used is added to `rejects`
    ///   and does not stop the others.
    public init(
        question: String, selections: String, options: String, bounds: PythonLiteral.Bounds = .init()
    ) throws(PreferenceReject) {
        guard case .list(let items) = try Self.literal(options, "options", bounds) else {
            throw .wrongLiteral(field: "options", expected: "a list of texts")
        }
        let texts = items.compactMap(\.text)
        guard texts.count == items.count else {
            throw .wrongLiteral(field: "options", expected: "a list of texts")
        }
        self.init(question: question, options: texts)
        guard case .dictionary(let entries) = try Self.literal(selections, "selections", bounds) else {
            throw .wrongLiteral(field: "selections", expected: "a dictionary of lists")
        }
        for entry in entries {
            guard case .string(let country) = entry.key, case .list(let values) = entry.value else {
                throw .wrongLiteral(field: "selections", expected: "a dictionary of lists")
            }
            let shares = values.compactMap(\.number)
            guard shares.count == values.count else {
                throw .wrongLiteral(field: "selections", expected: "a dictionary of lists of numbers")
            }
            add(country: country, shares: shares)
        }
    }

    private static func literal(
        _ text: String, _ field: String, _ bounds: PythonLiteral.Bounds
    ) throws(PreferenceReject) -> PythonLiteral {
        do { return try PythonLiteral(text, bounds: bounds) } catch { throw .notALiteral(field: field, error) }
    }

    /// Adds the shares of a country, divided by their sum; of two samples of one country the first counts.
    ///
    /// - Parameter resolve: the country's own name; by default without the note on its sample. nil leaves it out.
    /// - Returns: whether the country was added. If not, `rejects` says why, except for a second sample.
    @discardableResult
    public mutating func add(
        country: String, shares: [Double], resolve: (String) -> String? = OpinionCountry.national
    ) -> Bool {
        if let reject = fault(country, shares) {
            rejects.append(reject)
            return false
        }
        guard let name = resolve(country) else {
            rejects.append(.notNational(country: country))
            return false
        }
        guard !countries.contains(where: { $0.name == name }) else { return false }
        let sum = shares.reduce(0, +)
        countries.append((name, shares.map { $0 / sum }))
        return true
    }

    private func fault(_ country: String, _ shares: [Double]) -> PreferenceReject? {
        guard shares.count == options.count else {
            return .lengthsDiffer(country: country, shares: shares.count, options: options.count)
        }
        if let share = shares.first(where: { !($0 >= 0 && $0.isFinite) }) {
            return .shareOutOfRange(country: country, share)
        }
        let sum = shares.reduce(0, +)
        if sum == 0 { return .allZero(country: country) }
        // 0.51 + 0.51 is 1.02 and a rounding.
        guard abs(sum - 1) <= Self.tolerance + 1e-9 else { return .sumOff(country: country, sum: sum) }
        return nil
    }
}
