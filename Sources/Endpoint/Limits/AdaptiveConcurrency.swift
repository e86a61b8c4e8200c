/// How many requests may be in flight: one until the first answer, then all; halved when the server throttles, and one
/// more after as many successes as are in flight (additive increase, multiplicative decrease: Chiu and Jain 1989).
struct AdaptiveConcurrency {
    private let most: Int
    private var isOpen = false
    private var current: Int
    private var successes = 0
    private var lastHalved = -Double.infinity

    init(most: Int) {
        self.most = most
        current = most
    }

    /// The first request goes alone: a wrong key or a wrong model then costs one request.
    var limit: Int { isOpen ? current : 1 }

    /// Any end of the first request opens the rest.
    mutating func open() { isOpen = true }

    mutating func succeeded() {
        guard current < most else { return }
        successes += 1
        guard successes >= current else { return }
        successes = 0
        current += 1
    }

    /// - Parameter start: when the throttled request started. Requests that were already in flight at the last halving
    ///   do not halve again.
    mutating func throttled(start: Double, now: Double) {
        guard start >= lastHalved else { return }
        lastHalved = now
        successes = 0
        current = max(1, current / 2)
    }
}
