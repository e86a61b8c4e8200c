import Readers

/// A number made of the fields of a row.
///
/// `add` and `multiply` have no value if an operand has none; `minimum` is over the operands that have one.
public indirect enum NumberExpression: Sendable {
    case constant(Double)
    case path(FieldPath)
    /// The first field that has a value.
    case first([FieldPath])
    /// How many values the field has, empty ones counted.
    case count(FieldPath)
    /// The year that a date begins with.
    case year(FieldPath)
    case add([NumberExpression])
    case multiply([NumberExpression])
    case minimum([NumberExpression])
}

extension NumberExpression: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case path, constant, count, year, add, multiply, minimum
    }

    /// A number, a path, or a mapping with one of the keys.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.singleValueContainer() {
            if let number = try? container.decode(Double.self) {
                self = .constant(number)
                return
            }
            if let path = try? container.decode(String.self) {
                self = .path(try decoder.fieldPath(path))
                return
            }
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        try decoder.requireOne(of: CodingKeys.allCases, in: container)
        self = try Self.operation(of: decoder)
    }

    /// The expression of a mapping that has exactly one of the keys, and may have others beside it.
    static func operation(of decoder: any Decoder) throws -> NumberExpression {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.path) {
            let paths = try container.decodePaths(.path)
            return paths.count == 1 ? .path(paths[0]) : .first(paths)
        }
        if container.contains(.constant) { return .constant(try container.decode(Double.self, forKey: .constant)) }
        if container.contains(.count) { return .count(try container.decodePath(.count)) }
        if container.contains(.year) { return .year(try container.decodePath(.year)) }
        if container.contains(.add) { return .add(try container.decode([Self].self, forKey: .add)) }
        if container.contains(.multiply) { return .multiply(try container.decode([Self].self, forKey: .multiply)) }
        return .minimum(try container.decode([Self].self, forKey: .minimum))
    }

    /// The fields that the number is made of.
    var paths: [FieldPath] {
        switch self {
        case .constant: []
        case .path(let path), .count(let path), .year(let path): [path]
        case .first(let paths): paths
        case .add(let operands), .multiply(let operands), .minimum(let operands): operands.flatMap(\.paths)
        }
    }
}
