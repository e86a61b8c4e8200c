/// Shares at points of a time: rows checked, those without trials left out, in a fixed order.
struct ShareSeries {
    struct Row {
        let time: Double
        let successes: Double
        let trials: Double

        var failures: Double { trials - successes }
    }

    /// At least one row, by time; each has trials.
    let rows: [Row]

    /// `nil` if the columns differ in length, a time is not finite, it is not 0 ≤ k ≤ n < ∞, or no row has trials.
    init?(_ times: [Double], _ successes: [Double], _ trials: [Double]) {
        guard times.count == successes.count, times.count == trials.count, times.allSatisfy(\.isFinite) else {
            return nil
        }
        var rows: [Row] = []
        for (time, share) in zip(times, zip(successes, trials)) {
            guard share.0 >= 0, share.0 <= share.1, share.1.isFinite else { return nil }
            if share.1 > 0 { rows.append(Row(time: time, successes: share.0, trials: share.1)) }
        }
        guard !rows.isEmpty else { return nil }
        self.rows = rows.sorted { ($0.time, $0.trials, $0.successes) < ($1.time, $1.trials, $1.successes) }
    }

    /// Where a time lies between the first and the last: from 0 to 1. 0 where all are equal.
    func position(of time: Double) -> Double {
        let (first, last) = (rows[0].time, rows[rows.count - 1].time)
        if time == first { return 0 }
        if time == last { return 1 }
        let span = last - first
        return span.isFinite ? (time - first) / span : (time / 2 - first / 2) / (last / 2 - first / 2)
    }
}
