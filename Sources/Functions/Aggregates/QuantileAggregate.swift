import CSQLite
import SQLite
import Statistics

/// A value that quantiles are computed of.
protocol QuantileValue: Comparable {
    /// Nil for null.
    static func read(_ arguments: FunctionArguments) throws(FunctionFault) -> Self?
    /// The value between two values at `fraction` of their distance.
    static func set(_ result: ResultContext, _ lower: Self, _ upper: Self, fraction: Double)
}

extension Double: QuantileValue {
    static func read(_ arguments: FunctionArguments) throws(FunctionFault) -> Double? {
        // A zero has no sign in SQL.
        try arguments.number(0, "x").map { $0 + 0 }
    }

    static func set(_ result: ResultContext, _ lower: Double, _ upper: Double, fraction: Double) {
        if let value = interpolate(lower, upper, fraction) { result.set(value) } else { result.setNull() }
    }
}

extension OrderedValue: QuantileValue {
    static func read(_ arguments: FunctionArguments) -> OrderedValue? { OrderedValue(arguments[0]) }

    static func set(_ result: ResultContext, _ lower: OrderedValue, _ upper: OrderedValue, fraction: Double) {
        lower.set(result)
    }
}

/// The median and quantiles of all values at once. As a window function it keeps the values sorted from its first
/// evaluation on.
final class QuantileAggregate<Value: QuantileValue>: RunningAggregate {
    private let definition: QuantileDefinition
    /// Nil before the first row.
    private var p: Double?
    private let isMedian: Bool
    private var values: [Value] = []
    /// How often each value occurs; empty as long as each occurs once.
    private var counts: [Int] = []
    private var window: OrderedCounts<Value>?

    init(_ definition: QuantileDefinition, isMedian: Bool = false) {
        self.definition = definition
        self.isMedian = isMedian
        p = isMedian ? 0.5 : nil
    }

    func add(_ arguments: FunctionArguments, times: Int) throws(FunctionFault) {
        guard let value = try Value.read(arguments) else { return }
        if !isMedian {
            guard try read(arguments) else { return }
        }
        if window != nil {
            window?.add(value, times: times)
        } else {
            if counts.isEmpty, times != 1 { counts = [Int](repeating: 1, count: values.count) }
            values.append(value)
            if !counts.isEmpty || times != 1 { counts.append(times) }
        }
    }

    func remove(_ arguments: FunctionArguments) throws(FunctionFault) {
        guard let value = try Value.read(arguments), isMedian || !arguments.isNull(1) else { return }
        order()
        window?.remove(value)
    }

    /// Whether the row has a p.
    private func read(_ arguments: FunctionArguments) throws(FunctionFault) -> Bool {
        guard let given = try arguments.number(1, "p") else { return false }
        if let p {
            guard p == given else { throw .notConstant(argument: "p") }
        } else {
            guard (0...1).contains(given) else {
                throw .outOfRange(argument: "p", value: "\(given)", allowed: "from 0 to 1")
            }
            p = given
        }
        return true
    }

    func setResult(_ result: ResultContext, isLast: Bool) {
        if !isLast { order() }
        if let window {
            set(result, count: window.total) { window.value(at: $0) }
        } else if counts.isEmpty {
            setBySelection(result)
        } else {
            let ascending = pairs()
            let ordered = OrderedCounts(ascending: ascending)
            set(result, count: ordered.total) { ordered.value(at: $0) }
        }
    }

    private func setBySelection(_ result: ResultContext) {
        set(result, count: values.count) { position in
            values.select(position)
        }
    }

    private func set(_ result: ResultContext, count: Int, _ value: (Int) -> Value?) {
        guard let p, count > 0 else { return result.setNull() }
        let (position, fraction) = definition.place(p, count: count)
        guard let lower = value(position), let upper = fraction > 0 ? value(position + 1) : lower else {
            return result.setNull()
        }
        Value.set(result, lower, upper, fraction: fraction)
    }

    private func pairs() -> [(value: Value, count: Int)] {
        let counted = counts.isEmpty ? values.map { ($0, 1) } : Array(zip(values, counts))
        return counted.sorted { $0.0 < $1.0 }.map { (value: $0.0, count: $0.1) }
    }

    private func order() {
        guard window == nil else { return }
        window = OrderedCounts(ascending: pairs())
        values = []
        counts = []
    }
}
