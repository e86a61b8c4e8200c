/// A statistic as an SQL function: its name, its arguments, one sentence of help, and how it is computed.
///
/// An SQL null is not a number and never reaches a statistic: an aggregate leaves out a row with a null in any argument, a
/// scalar with a null argument is null. A statistic without a value (`nil`) is an SQL null.
public struct StatisticFunction: Sendable {
    /// How the function takes its arguments.
    public enum Kind: Sendable {
        /// One column for each argument, all of the same length, one value a row. A parameter such as the order of a Hill
        /// number comes as a column like any other; there is no value unless it is the same in all rows.
        case aggregate(@Sendable (_ columns: [[Double]]) -> Double?)
        /// One value for each argument.
        case scalar(@Sendable (_ arguments: [Double]) -> Double?)
    }

    /// The SQL name: lower case, words joined by underscores.
    public let name: String
    /// What the function gives, in one sentence.
    public let summary: String
    /// The names of the arguments in order, optional ones last.
    public let arguments: [String]
    /// How many arguments a call may have; those beyond the lower bound are optional.
    public let argumentCounts: ClosedRange<Int>
    /// How the function takes its arguments. Given another number of them than allowed it has no value.
    public let kind: Kind

    /// The function as it is called, optional arguments in brackets: `wilson_low(k, n[, level])`.
    public var signature: String {
        let required = arguments.prefix(argumentCounts.lowerBound).joined(separator: ", ")
        let optional = arguments.dropFirst(argumentCounts.lowerBound).map { "[, \($0)]" }.joined()
        return "\(name)(\(required)\(optional))"
    }
}
