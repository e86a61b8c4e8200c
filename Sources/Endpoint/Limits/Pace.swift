/// A limit of requests or tokens per minute, kept by even spacing: each request moves the next one by its cost.
struct Pace {
    private let secondsPerUnit: Double
    private var next: Double?

    /// - Parameter perMinute: above 0.
    init(perMinute: Double) { secondsPerUnit = 60 / perMinute }

    /// When the next request may start.
    func earliest(now: Double) -> Double { max(next ?? now, now) }

    /// Counts a request that starts. One that starts late by less than its own interval does not move those behind it,
    /// so that the rate is kept on average; a longer pause is not made up for.
    mutating func count(_ cost: Double, now: Double) {
        let interval = cost * secondsPerUnit
        let planned = next ?? now
        next = (now - planned < interval ? planned : now) + interval
    }

    /// Adds what a request cost beyond its estimate; negative if it cost less.
    mutating func correct(by cost: Double) { next = next.map { $0 + cost * secondsPerUnit } }
}
