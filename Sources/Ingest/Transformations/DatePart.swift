/// A part of a date that begins with its year, as ISO 8601 does.
public enum DatePart: String, Transformation, TransformationRule, Hashable, CaseIterable {
    case year
    case month

    /// `2019-04-25T…` gives `2019` or `2019-04`; a text that does not begin with a date gives nothing.
    public func values(of value: String) -> [String] {
        let length = self == .year ? 4 : 7
        let part = value.trimmingBlanks.prefix(length)
        let fits =
            part.count == length && part.enumerated().allSatisfy { $0 == 4 ? $1 == "-" : $1.isASCII && $1.isNumber }
        return fits ? [String(part)] : []
    }
}

extension DatePart: Decodable {
    public init(from decoder: any Decoder) throws { self = try decoder.word() }
}
