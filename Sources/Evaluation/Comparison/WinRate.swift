import Statistics

/// How often one side is preferred to another, ties included.
public struct WinRate: Sendable, Hashable {
    public let wins: Int
    public let ties: Int
    public let losses: Int

    /// Counts that are negative are taken for 0.
    public init(wins: Int, ties: Int = 0, losses: Int) {
        (self.wins, self.ties, self.losses) = (max(wins, 0), max(ties, 0), max(losses, 0))
    }

    public var comparisons: Int { wins + ties + losses }

    /// (wins + ½·ties)/comparisons, so that the rates of both sides add up to 1; nil without comparisons.
    public var rate: Double? {
        comparisons > 0 ? (Double(wins) + Double(ties) / 2) / Double(comparisons) : nil
    }

    /// wins/(wins + losses), ties left out; nil if every comparison is a tie.
    public var decisiveRate: Double? {
        wins + losses > 0 ? Double(wins) / Double(wins + losses) : nil
    }

    /// Wilson's interval of ``rate``, a tie as half a success of one trial.
    ///
    /// Comparisons are taken to be independent: where one prompt gives several, the interval is too narrow. With ties
    /// it is a little wider than need be, as a half has less variance than a success or failure.
    ///
    /// Nil without comparisons, or unless 0 < `level` < 1.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        wilsonInterval(
            successes: Double(wins) + Double(ties) / 2, trials: Double(comparisons), level: level)
    }

    /// Wilson's interval of ``decisiveRate``.
    public func decisiveInterval(level: Double = 0.95) -> (low: Double, high: Double)? {
        wilsonInterval(successes: Double(wins), trials: Double(wins + losses), level: level)
    }

    /// The same comparisons seen from the other side.
    public var reversed: WinRate { WinRate(wins: losses, ties: ties, losses: wins) }
}
