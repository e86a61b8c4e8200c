import Readers

/// A text of a sample: the first of the paths that has one. Several values of a row are joined by line breaks.
public struct TextRule: Sendable {
    public var paths: [FieldPath]
    public var missing: [String]
    public var description: String?
    /// Whether a file without the column is read as if all its cells were empty.
    public var isOptional = false

    public init(paths: [FieldPath]) {
        self.paths = paths
        self.missing = []
    }
}

extension TextRule: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case path, missing, optional, description
    }

    public init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
            self.init(paths: [try decoder.fieldPath(path)])
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        self.init(paths: try container.decodePaths(.path))
        missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
        isOptional = try container.decodeIfPresent(Bool.self, forKey: .optional) ?? false
        description = try container.decodeIfPresent(String.self, forKey: .description)
    }
}
