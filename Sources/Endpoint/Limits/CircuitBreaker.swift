/// Sees that nothing succeeds any more.
struct CircuitBreaker {
    /// Seconds and failed attempts without a success that end the run.
    let patience: Double
    let mostFailures: Int

    /// Failed attempts since the last success.
    private(set) var failures = 0
    private(set) var successCount = 0
    /// The requests that failed since the last success, up to `outageWidth`.
    private var failedIDs: Set<Int> = []
    private var since: Double?

    /// So many requests that fail without a success between them are an outage, not a fault of one request.
    private static let outageWidth = 3

    init(patience: Double, mostFailures: Int) {
        self.patience = patience
        self.mostFailures = mostFailures
    }

    mutating func succeeded() {
        failures = 0
        failedIDs = []
        since = nil
        successCount += 1
    }

    /// - Parameter start: when the failed attempt started.
    mutating func failed(id: Int, start: Double) {
        failures += 1
        since = min(since ?? start, start)
        if failedIDs.count < Self.outageWidth { failedIDs.insert(id) }
    }

    /// Whether the failures are likely the server's.
    var isOutage: Bool { failedIDs.count >= Self.outageWidth }

    /// When the run ends unless something succeeds; nil if nothing has failed.
    var deadline: Double? { since.map { $0 + patience } }

    func isTripped(now: Double) -> Bool { failures >= mostFailures || deadline.map { now >= $0 } == true }
}
