/// When a file belongs to a profile although no profile was named.
public enum Recognition: Sendable, Hashable {
    case never
    /// The pattern of its path is telling enough.
    case byPath
    /// It has all of these fields, besides the right path.
    case byFields([String])
}

extension Recognition: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case columns
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard word == "path" else {
                throw decoder.problem(.invalidValue(word, reason: "“path” or a list of columns is expected"))
            }
            self = .byPath
        } else {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
            self = .byFields(try container.decode([String].self, forKey: .columns))
        }
    }
}
