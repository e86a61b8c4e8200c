/// Replaces values by others; values that are not in the table stay.
public struct ValueTranslation: Transformation, TransformationRule, Hashable {
    public var table: [String: String]

    public init(table: [String: String]) { self.table = table }

    public func values(of value: String) -> [String] { [table[value] ?? value] }
}

extension ValueTranslation: Decodable {
    public init(from decoder: any Decoder) throws {
        table = try decoder.singleValueContainer().decode([String: String].self)
    }
}
