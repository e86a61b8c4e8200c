/// Writes one value for another; what is not in the table stays as it is.
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
