/// A share of samples: so many successes of so many trials. Counts may be fractions, as fractional counting gives them.
public struct Share: Sendable, Equatable {
    public let successes: Double
    public let trials: Double

    public init(_ successes: Double, of trials: Double) {
        self.successes = successes
        self.trials = trials
    }

    /// successes / trials.
    public var value: Double { successes / trials }

    /// Whether 0 ≤ successes ≤ trials, and there are finitely many trials but some.
    var isValid: Bool { successes >= 0 && successes <= trials && trials > 0 && trials.isFinite }

    func wilson(level: Double) -> (low: Double, high: Double)? {
        wilsonInterval(successes: successes, trials: trials, level: level)
    }
}
