import Readers

/// A value that is chosen by what other fields hold: that of the first case whose condition is met.
public struct ChoiceRule: Sendable {
    public struct Case: Sendable, Decodable {
        public var condition: Condition
        public var value: String

        enum CodingKeys: String, CodingKey, CaseIterable {
            case condition = "when"
            case value
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
            condition = try container.decode(Condition.self, forKey: .condition)
            value = try container.decode(String.self, forKey: .value)
        }
    }

    /// Met by a row if one of the field's values is one of `any`; without `any`, if the field has a value.
    public struct Condition: Sendable, Decodable {
        public var paths: [FieldPath]
        public var missing: [String]
        public var steps: [any TransformationRule]
        public var any: [String]?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case path, list, values, lookup, missing, any
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
            paths = try container.decodePaths(.path)
            missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
            let steps: [(any TransformationRule)?] = [
                try container.decodeIfPresent(ListSplitting.self, forKey: .list),
                try container.decodeIfPresent(ValueTranslation.self, forKey: .values),
                try container.decodeIfPresent(LookUpRule.self, forKey: .lookup),
            ]
            self.steps = steps.compactMap(\.self)
            any = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .any)?.values
        }
    }

    public var cases: [Case]
    /// The value of rows that meet none; none where nil.
    public var otherwise: String?
}
