/// Removes the first prefix and the first suffix that fit from a value: `indic-hi` becomes `hi`.
public struct AffixStripping: Transformation, TransformationRule, Hashable {
    public var prefixes: [String]
    public var suffixes: [String]

    public init(prefixes: [String] = [], suffixes: [String] = []) {
        self.prefixes = prefixes
        self.suffixes = suffixes
    }

    public func values(of value: String) -> [String] {
        var rest = value[...]
        if let prefix = prefixes.first(where: rest.hasPrefix) { rest = rest.dropFirst(prefix.count) }
        if let suffix = suffixes.first(where: rest.hasSuffix) { rest = rest.dropLast(suffix.count) }
        return [String(rest)]
    }
}

extension AffixStripping: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case prefixes = "prefix"
        case suffixes = "suffix"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        prefixes = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .prefixes)?.values ?? []
        suffixes = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .suffixes)?.values ?? []
    }
}
