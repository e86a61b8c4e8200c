import LocalFacts
import Readers

/// The values of a tag: where they come from and how each is transformed. A bare path in YAML, or a mapping.
public struct FieldRule: Sendable {
    public enum Origin: Sendable {
        /// The first of the paths that has a value.
        case paths([FieldPath])
        case constant(String)
        /// The group of a regular expression that is searched in the file's path.
        case capture(PathCapture)
        case choice(ChoiceRule)
    }

    public var origin: Origin
    /// Words that mean "no value", besides the profile's.
    public var missing: [String]
    /// Whether a file without the column is read as if all its cells were empty.
    public var isOptional = false
    /// What is done to each value, in this order.
    public var steps: [any TransformationRule]
    /// Where a row may have several values: what one is called.
    public var each: String?
    public var description: String?
    /// What the values are, which gives the column derived ones.
    public var meaning: ColumnMeaning?
    /// The name of the table of entities whose keys the values are.
    public var entity: String?

    public init(paths: [FieldPath], steps: [any TransformationRule] = [], each: String? = nil) {
        self.init(origin: .paths(paths), steps: steps, each: each)
    }

    public init(constant: String) {
        self.init(origin: .constant(constant))
    }

    private init(origin: Origin, steps: [any TransformationRule] = [], each: String? = nil) {
        self.origin = origin
        self.missing = []
        self.steps = steps
        self.each = each
    }
}

extension FieldRule: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case path, constant, capture, choose
        case otherwise = "else"
        case list, strip, host, date, values, lookup
        case missing, optional, each, description, meaning, entity
    }

    public init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
            self.init(paths: [try decoder.fieldPath(path)])
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        try decoder.requireOne(of: [.path, .constant, .capture, .choose], in: container)
        self.init(origin: try Self.origin(container, decoder))
        missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
        isOptional = try container.decodeIfPresent(Bool.self, forKey: .optional) ?? false
        steps = try Self.steps(container)
        each = try container.decodeIfPresent(String.self, forKey: .each)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        meaning = try container.decodeMeaning(.meaning, decoder)
        entity = try container.decodeIfPresent(String.self, forKey: .entity)
    }

    private static func origin(
        _ container: KeyedDecodingContainer<CodingKeys>, _ decoder: any Decoder
    ) throws -> Origin {
        if container.contains(.otherwise), !container.contains(.choose) {
            throw decoder.problem(.invalidValue("else", reason: "it belongs to “choose”"), under: CodingKeys.otherwise)
        }
        if container.contains(.path) { return .paths(try container.decodePaths(.path)) }
        if container.contains(.constant) { return .constant(try container.decode(String.self, forKey: .constant)) }
        if container.contains(.capture) { return .capture(try container.decode(PathCapture.self, forKey: .capture)) }
        let cases = try container.decode([ChoiceRule.Case].self, forKey: .choose)
        let otherwise = try container.decodeIfPresent(String.self, forKey: .otherwise)
        return .choice(ChoiceRule(cases: cases, otherwise: otherwise))
    }

    /// The order is that of the documentation: split, strip, read, translate, look up.
    private static func steps(_ container: KeyedDecodingContainer<CodingKeys>) throws -> [any TransformationRule] {
        let steps: [(any TransformationRule)?] = [
            try container.decodeIfPresent(ListSplitting.self, forKey: .list),
            try container.decodeIfPresent(AffixStripping.self, forKey: .strip),
            try container.decodeIfPresent(HostPart.self, forKey: .host),
            try container.decodeIfPresent(DatePart.self, forKey: .date),
            try container.decodeIfPresent(ValueTranslation.self, forKey: .values),
            try container.decodeIfPresent(LookUpRule.self, forKey: .lookup),
        ]
        return steps.compactMap(\.self)
    }
}
