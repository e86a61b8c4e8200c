/// A YAML mapping whose order matters: the columns appear in the store in the order of the profile.
struct OrderedEntries<Value: Decodable & Sendable>: Decodable, Sendable {
    var entries: [(name: String, value: Value)]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyCodingKey.self)
        entries = try container.allKeys.map { ($0.stringValue, try container.decode(Value.self, forKey: $0)) }
    }
}
