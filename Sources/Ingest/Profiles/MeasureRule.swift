import Readers

/// A number of a sample. A bare path in YAML, or an expression with how its numbers are written.
public struct MeasureRule: Sendable {
    public var expression: NumberExpression
    /// Whether the column holds 64-bit integers; else doubles.
    public var isInteger: Bool
    public var notation: NumberNotation
    public var missing: [String]
    public var description: String?
    /// The numbers that are allowed; a row with another one is rejected.
    public var range: ClosedRange<Double>?
    /// Whether a row without a number is rejected.
    public var isRequired = false
    /// Whether a file without the columns is read as if all their cells were empty.
    public var isOptional = false
    /// Whether no profile describes the column: words such as `NA` then mean "no value", and a number that would lose
    /// digits refutes the guess.
    public var isGuess: Bool

    public init(
        expression: NumberExpression, isInteger: Bool, notation: NumberNotation = NumberNotation(),
        isGuess: Bool = false
    ) {
        self.expression = expression
        self.isInteger = isInteger
        self.notation = notation
        self.missing = []
        self.isGuess = isGuess
    }
}

extension MeasureRule: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case path, constant, count, year, add, multiply, minimum
        case type, thousands, decimal, missing, description, range, required, optional
    }

    public init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
            self.init(expression: .path(try decoder.fieldPath(path)), isInteger: true)
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let operations = NumberExpression.CodingKeys.allCases.compactMap { CodingKeys(rawValue: $0.rawValue) }
        try decoder.requireOne(of: operations, in: container)
        let expression = try NumberExpression.operation(of: decoder)
        self.init(
            expression: expression, isInteger: try container.decodeWord(.type, as: NumberType.self) != .real,
            notation: try Self.notation(container, decoder))
        missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
        description = try container.decodeIfPresent(String.self, forKey: .description)
        isRequired = try container.decodeIfPresent(Bool.self, forKey: .required) ?? false
        isOptional = try container.decodeIfPresent(Bool.self, forKey: .optional) ?? false
        if let bounds = try container.decodeIfPresent([Double].self, forKey: .range) {
            guard bounds.count == 2, bounds[0] <= bounds[1] else {
                throw decoder.problem(
                    .invalidValue("\(bounds)", reason: "two numbers are expected, the lower first"),
                    under: CodingKeys.range)
            }
            range = bounds[0]...bounds[1]
        }
    }

    private enum NumberType: String, CaseIterable { case integer, real }

    private static func notation(
        _ container: KeyedDecodingContainer<CodingKeys>, _ decoder: any Decoder
    ) throws -> NumberNotation {
        func mark(_ key: CodingKeys) throws -> UInt8? {
            guard let text = try container.decodeIfPresent(String.self, forKey: key) else { return nil }
            guard text.utf8.count == 1, let byte = text.utf8.first, !"0123456789+-eE".utf8.contains(byte) else {
                throw decoder.problem(.invalidValue(text, reason: "one ASCII character is expected"), under: key)
            }
            return byte
        }
        let notation = NumberNotation(thousands: try mark(.thousands), decimal: try mark(.decimal))
        guard notation.thousands != notation.decimal else {
            throw decoder.problem(.conflictingKeys(["thousands", "decimal"]))
        }
        return notation
    }
}
