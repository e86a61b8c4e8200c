import CSQLite
import Statistics

/// An accumulator, and the row that it gets.
final class AccumulatorRows {
    let accumulator: any StatisticAccumulator
    /// Kept here so that its memory is reused for all rows.
    private var row: [StatisticCell] = []

    private init(_ accumulator: any StatisticAccumulator) { self.accumulator = accumulator }

    /// Adds a row.
    ///
    /// - Returns: the argument that must be a number and is not.
    func add(
        _ values: UnsafeBufferPointer<OpaquePointer?>, of function: StatisticFunction
    ) -> StatisticFunction.Argument? {
        row.removeAll(keepingCapacity: true)
        for (value, argument) in zip(values, function.arguments) {
            guard let cell = StatisticCell(value, argument.kind) else { return argument }
            row.append(cell)
        }
        accumulator.add(row)
        return nil
    }

    /// The rows of a running aggregate, made at its first row.
    static func of(_ context: OpaquePointer?) -> AccumulatorRows? {
        AggregateMemory.object(context) {
            guard case .accumulator(let make) = FunctionContext.of(context)?.kind else { return nil }
            return AccumulatorRows(make())
        }
    }

    /// The final rows; nil if there were none.
    static func take(_ context: OpaquePointer?) -> AccumulatorRows? {
        AggregateMemory.take(context, as: AccumulatorRows.self)
    }
}
