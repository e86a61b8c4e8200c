import SQLite

/// The state of one running aggregate: of a group, or of a window that rows enter at one end and leave at the other.
protocol RunningAggregate: AnyObject {
    /// Adds a row that occurs `times` times, at least once.
    func add(_ arguments: FunctionArguments, times: Int) throws(FunctionFault)

    /// Takes out the row that has been in the window for longest.
    func remove(_ arguments: FunctionArguments) throws(FunctionFault)

    /// The value of the rows in it. It may be requested again unless `isLast`.
    func setResult(_ result: ResultContext, isLast: Bool) throws(FunctionFault)
}

/// An aggregate over SQLite's own values. It is null if there are no rows.
struct AggregateFunction: Sendable {
    let name: String
    /// The arguments in order, optional ones last.
    let arguments: [String]
    let argumentCounts: ClosedRange<Int>
    /// What it gives, in one sentence.
    let summary: String
    /// Whether the result does not depend on the order of the rows, so that one row can stand for several equal ones.
    let isCounted: Bool
    let begin: @Sendable () -> any RunningAggregate

    init(
        _ name: String, _ arguments: [String], optional: Int = 0, isCounted: Bool = true, _ summary: String,
        _ begin: @escaping @Sendable () -> any RunningAggregate
    ) {
        self.name = name
        self.arguments = arguments
        argumentCounts = arguments.count - optional...arguments.count
        self.summary = summary
        self.isCounted = isCounted
        self.begin = begin
    }

    var description: FunctionDescription {
        FunctionDescription(
            name: name, signature: FunctionDescription.signature(name, arguments, argumentCounts), summary: summary)
    }
}

extension FunctionDescription {
    /// A function as it is called, optional arguments in brackets.
    static func signature(_ name: String, _ arguments: [String], _ counts: ClosedRange<Int>) -> String {
        let required = arguments.prefix(counts.lowerBound).joined(separator: ", ")
        let optional = arguments.dropFirst(counts.lowerBound)
            .map { arguments.first == $0 ? "[\($0)]" : "[, \($0)]" }.joined()
        return "\(name)(\(required)\(optional))"
    }
}
