/// A statistic as an SQL function: its name, its arguments, one sentence of help, and how it is computed.
///
/// An SQL null reaches accumulators only: an aggregate leaves out a row with a null in any argument, a scalar with a
/// null argument is null. A statistic without a value (`nil`) is an SQL null: weights that are negative, parameters out
/// of range, too few rows. A call that is wrong for any data is an error of the statement (`StatisticError`).
public struct StatisticFunction: Sendable {
    /// An argument in a call.
    public struct Argument: Sendable {
        /// What the argument takes.
        public enum Kind: Sendable {
            /// A number, or a text that reads as one.
            case number
            /// A text; a number is taken as the text that SQL makes of it.
            case text
        }

        public let name: String
        public let kind: Kind

        public init(name: String, kind: Kind) { (self.name, self.kind) = (name, kind) }
    }

    /// How the function takes its arguments.
    public enum Kind: Sendable {
        /// All rows at once. A parameter such as the order of a Hill number comes as a column like any other; there is
        /// no value unless it is the same in all rows.
        case aggregate(@Sendable (_ columns: StatisticColumns) throws(StatisticError) -> StatisticValue?)
        /// One row after another, of a query that may have many millions of them. It has no window.
        case accumulator(@Sendable () -> any StatisticAccumulator)
        /// One value for each argument.
        case scalar(@Sendable (_ arguments: StatisticArguments) throws(StatisticError) -> StatisticValue?)
    }

    /// The SQL name: lower case, words joined by underscores.
    public let name: String
    /// What the function gives, in one sentence.
    public let summary: String
    /// The arguments in order, optional ones last.
    public let arguments: [Argument]
    /// How many arguments a call may have; those beyond the lower bound are optional.
    public let argumentCounts: ClosedRange<Int>
    /// How the function takes its arguments. Given another number of them than allowed it has no value.
    public let kind: Kind

    /// - Parameter optional: how many of the last arguments a call may leave out.
    public init(_ name: String, _ summary: String, _ arguments: [Argument], optional: Int = 0, _ kind: Kind) {
        self.init(
            name: name, summary: summary, arguments: arguments,
            argumentCounts: (arguments.count - optional)...arguments.count, kind: kind)
    }

    init(name: String, summary: String, arguments: [Argument], argumentCounts: ClosedRange<Int>, kind: Kind) {
        self.name = name
        self.summary = summary
        self.arguments = arguments
        self.argumentCounts = argumentCounts
        self.kind = kind
    }

    /// The function as it is called, optional arguments in brackets: `wilson_low(k, n[, level])`.
    public var signature: String {
        let required = arguments.prefix(argumentCounts.lowerBound).map(\.name).joined(separator: ", ")
        let optional = arguments.dropFirst(argumentCounts.lowerBound).map { "[, \($0.name)]" }.joined()
        return "\(name)(\(required)\(optional))"
    }

    /// The input of an aggregate without rows: empty columns for the required arguments.
    public var columnsWithoutRows: StatisticColumns {
        let needed = arguments.prefix(argumentCounts.lowerBound)
        return StatisticColumns(
            numbers: needed.filter { $0.kind == .number }.map { _ in [] },
            texts: needed.filter { $0.kind == .text }.map { _ in [] })
    }
}
