/// A YAML value that may be written alone or as a list.
struct OneOrMany<Value: Decodable & Sendable>: Decodable, Sendable {
    var values: [Value]

    init(from decoder: any Decoder) throws {
        if let many = try? decoder.unkeyedContainer() {
            var container = many
            values = []
            while !container.isAtEnd { values.append(try container.decode(Value.self)) }
        } else {
            values = [try decoder.singleValueContainer().decode(Value.self)]
        }
    }
}
