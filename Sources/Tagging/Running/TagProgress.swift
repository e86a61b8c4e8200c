import Endpoint

/// How far a run is.
public struct TagProgress: Sendable, Equatable {
    /// Texts that were tagged by this run.
    public var tagged = 0
    public var failed = 0
    public var refused = 0
    /// Items whose text was done before, by this run or an earlier one.
    public var alreadyDone = 0
    /// Items without a text.
    public var empty = 0
    /// Items in all; nil if it is not known.
    public var total: Int?
    /// Seconds since the start.
    public var seconds = 0.0
    /// Texts per second over about the last half minute; nil before the first.
    public var rate: Double?
    public var requests = DispatchCounts()

    public init() {}

    /// Texts that this run has dealt with.
    public var finished: Int { tagged + failed + refused }

    /// Nil if the total or the rate is not known.
    public var secondsLeft: Double? {
        guard let total, let rate, rate > 0 else { return nil }
        return Double(max(total - finished - alreadyDone - empty, 0)) / rate
    }
}

/// The rate of the last half minute.
struct RecentRate {
    private static let window = 30.0
    private var marks: [(seconds: Double, count: Int)] = [(0, 0)]

    mutating func rate(count: Int, seconds: Double) -> Double? {
        if let last = marks.last, seconds - last.seconds >= 1 { marks.append((seconds, count)) }
        while marks.count > 1, seconds - marks[1].seconds >= Self.window { marks.removeFirst() }
        guard let first = marks.first, seconds > first.seconds, count > first.count else { return nil }
        return Double(count - first.count) / (seconds - first.seconds)
    }
}
