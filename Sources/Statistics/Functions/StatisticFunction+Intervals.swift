// An interval is two functions, NAME_low and NAME_high, with the level as their last argument.

extension StatisticFunction {
    /// The bounds of an interval; a bound that does not exist is nil.
    typealias Bounds = (low: Double?, high: Double?)

    /// The two bounds of an interval from numbers.
    static func interval(
        _ name: String, _ required: [String], options: [Option] = [.level], _ summary: String,
        _ bounds: @escaping @Sendable ([Double]) -> Bounds?
    ) -> [StatisticFunction] {
        [
            scalar("\(name)_low", required, options: options, "Lower bound of \(summary)", { bounds($0)?.low }),
            scalar("\(name)_high", required, options: options, "Upper bound of \(summary)", { bounds($0)?.high }),
        ]
    }

    /// The two bounds of an interval from rows; the level is the last of the parameters.
    static func interval(
        _ name: String, columns: [String], options: [Option] = [.level], _ summary: String,
        _ bounds: @escaping @Sendable (_ columns: [[Double]], _ parameters: [Double]) -> Bounds?
    ) -> [StatisticFunction] {
        [
            aggregate("\(name)_low", columns, options: options, "Lower bound of \(summary)", { bounds($0, $1)?.low }),
            aggregate("\(name)_high", columns, options: options, "Upper bound of \(summary)", { bounds($0, $1)?.high }),
        ]
    }
}
