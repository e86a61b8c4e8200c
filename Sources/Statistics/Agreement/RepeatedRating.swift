/// A rater rated a unit twice, and repeated ratings are refused.
public struct RepeatedRating: Error, Equatable, Sendable {
    public let unit: String
    public let rater: String
    /// The rows of the two ratings, from 0 in the order given, and their values.
    public let rows: [Int]
    public let values: [String]
}

extension RepeatedRating: CustomStringConvertible {
    public var description: String {
        let ratings = zip(rows, values).map { "'\($1)' (row \($0 + 1))" }.joined(separator: " and ")
        return "rater '\(rater)' rated unit '\(unit)' twice, as \(ratings): delete one of them, or keep the last"
    }
}
