/// Sends the requests of a client, many at a time, from one thread.
///
/// It keeps to the limits of the settings and to `Retry-After`, repeats what failed for a passing reason, and ends if
/// nothing succeeds any more.
public final class Dispatcher<Client: DispatchClient> {
    typealias Job = Client.Job

    /// A job on its way.
    private struct Attempted {
        var ask: Ask<Job>
        let id: Int
        /// How often it was sent.
        var sent = 0
        /// Attempts that count towards the limit.
        var failures = 0
        /// Failed attempts, with those of an outage: the wait grows with them.
        var waits = 0
        /// What it may cost, while it is in flight.
        var reserved = 0
        var start = 0.0
        var due = 0.0
    }

    /// So many rejected requests before the first success end the run.
    private static var mostRejected: Int { 20 }
    /// So many failures since the last success keep new jobs back.
    private static var doubt: Int { 4 }
    /// The longest wait for the network, so that a cancellation is seen.
    private static var tickSeconds: Double { 0.1 }

    private let settings: RequestSettings
    private let transport: any Transport
    private let client: Client
    private let backoff: Backoff
    private var concurrency: AdaptiveConcurrency
    private var breaker: CircuitBreaker
    private var requestPace: Pace?
    private var tokenPace: Pace?
    private var gate = -Double.infinity
    private var inFlight: [Int: Attempted] = [:]
    /// By the time at which they are due.
    private var waiting: [Attempted] = []
    /// Taken from the client, and not sent yet.
    private var held: Attempted?
    private var isSourceAtEnd = false
    private var nextID = 0
    private var reserved = 0
    /// The dearest request so far: estimates of clients may be too low.
    private var highestCost = 0
    private var counts = DispatchCounts()
    private var rejected = 0
    private var lastFailure = ""
    private var ending: DispatchEnding?
    /// The last answer was a refusal of the request's form: the next form goes alone, too.
    private var isLearning = false

    /// - Throws: `EndpointError.invalidSetting`.
    public init(settings: RequestSettings, transport: any Transport, client: Client) throws {
        try settings.validate()
        self.settings = settings
        self.transport = transport
        self.client = client
        backoff = Backoff(seed: settings.seed)
        concurrency = AdaptiveConcurrency(most: settings.concurrency)
        breaker = CircuitBreaker(
            patience: settings.patience,
            mostFailures: max(settings.mostFailures, settings.attempts * settings.concurrency))
        requestPace = settings.requestsPerMinute.map(Pace.init)
        tokenPace = settings.tokensPerMinute.map(Pace.init)
    }

    /// Runs until the client has no more to ask, or the run has to end.
    ///
    /// - Parameter isCancelled: is asked several times per second. After it says so, no request is started, and those
    ///   in flight are awaited.
    /// - Throws: what the client throws; requests in flight are abandoned then.
    public func run(isCancelled: () -> Bool) throws -> DispatchSummary {
        let start = transport.now
        defer { transport.abandonAll() }
        while true {
            if ending == nil, isCancelled() { ending = .cancelled }
            try startRequests()
            if inFlight.isEmpty, ending != nil || isSourceAtEnd && waiting.isEmpty && held == nil { break }
            for completion in transport.wait(seconds: secondsToNextEvent()) { try handle(completion) }
            checkBreaker()
            counts.inFlight = inFlight.count
            try client.tick(counts)
        }
        counts.inFlight = 0
        return DispatchSummary(counts: counts, ending: ending ?? .finished, seconds: transport.now - start)
    }

    // MARK: - Starting

    private func startRequests() throws {
        while ending == nil, inFlight.count < concurrency.limit {
            let now = transport.now
            guard now >= earliestStart(now), var attempted = try takeNext(now) else { return }
            guard isWithinBudget(attempted.ask) else {
                // What is in flight may turn out cheaper than its estimate.
                held = attempted
                if inFlight.isEmpty { ending = .budgetSpent(tokens: counts.tokens) }
                return
            }
            attempted.sent += 1
            attempted.start = now
            requestPace?.count(1, now: now)
            tokenPace?.count(Double(attempted.ask.tokens), now: now)
            attempted.reserved = reservation(attempted.ask)
            reserved += attempted.reserved
            counts.requests += 1
            inFlight[attempted.id] = attempted
            counts.mostInFlight = max(counts.mostInFlight, inFlight.count)
            transport.start(attempted.ask.request, id: attempted.id)
        }
    }

    private func earliestStart(_ now: Double) -> Double {
        max(gate, requestPace?.earliest(now: now) ?? now, tokenPace?.earliest(now: now) ?? now)
    }

    private func takeNext(_ now: Double) throws -> Attempted? {
        if let held {
            self.held = nil
            return held
        }
        if let first = waiting.first, first.due <= now { return waiting.removeFirst() }
        guard !isSourceAtEnd, admitsNewJob else { return nil }
        switch try client.next() {
        case .ask(let ask):
            nextID += 1
            return Attempted(ask: ask, id: nextID)
        case .notYet: return nil
        case .end:
            isSourceAtEnd = true
            return nil
        }
    }

    /// While the server fails, only jobs that are on their way are sent: an outage then costs few of them an attempt.
    private var admitsNewJob: Bool {
        let most = breaker.failures < Self.doubt ? 4 * settings.concurrency : settings.concurrency
        return inFlight.count + waiting.count < most
    }

    private func isWithinBudget(_ ask: Ask<Job>) -> Bool {
        settings.mostTokens.map { counts.tokens + reserved + reservation(ask) <= $0 } ?? true
    }

    private func reservation(_ ask: Ask<Job>) -> Int { max(ask.tokens, highestCost) }

    private func secondsToNextEvent() -> Double {
        let now = transport.now
        var next = now + Self.tickSeconds
        if let first = waiting.first { next = min(next, max(first.due, gate)) }
        if let deadline = breaker.deadline { next = min(next, deadline) }
        if inFlight.count < concurrency.limit, held != nil || !isSourceAtEnd && admitsNewJob {
            next = min(next, earliestStart(now))
        }
        return max(next - now, 0.0005)
    }

    // MARK: - Completions

    private func handle(_ completion: TransportCompletion) throws {
        guard let attempted = inFlight.removeValue(forKey: completion.id) else { return }
        reserved -= attempted.reserved
        switch completion.result {
        case .success(let answer): try handle(answer, attempted)
        case .failure(let failure):
            if failure.isPassing {
                try retry(attempted, .transport(failure))
            } else if case .redirected = failure {
                ending = ending ?? .rejected(message: failure.description)
            } else if case .notTrusted = failure {
                ending = ending ?? .rejected(message: failure.description)
            } else {
                try fail(attempted, .transport(failure))
            }
        }
        if !isLearning { concurrency.open() }
        isLearning = false
    }

    private func handle(_ answer: HTTPAnswer, _ attempted: Attempted) throws {
        lazy var failure = RequestFailure.status(answer.status, message: ServerMessage.of(answer.body))
        switch StatusClass(answer.status) {
        case .success, .rejected: try judge(answer, attempted)
        case .refusesAll:
            if ending == nil || ending == .cancelled {
                // A server may repeat the key, or a part of it, where it refuses it.
                let isOfKey = answer.status == 401 || answer.status == 403
                ending = .refused(
                    status: answer.status, message: isOfKey ? "" : ServerMessage.of(answer.body))
            }
        case .throttled:
            counts.throttled += 1
            concurrency.throttled(start: attempted.start, now: transport.now)
            closeGate(answer.retryAfter)
            try retry(attempted, failure, after: answer.retryAfter)
        case .passing:
            closeGate(answer.retryAfter)
            try retry(attempted, failure, after: answer.retryAfter)
        }
    }

    private func closeGate(_ seconds: Double?) {
        if let seconds { gate = max(gate, transport.now + seconds) }
    }

    private func judge(_ answer: HTTPAnswer, _ attempted: Attempted) throws {
        var attempted = attempted
        switch try client.judge(answer, to: attempted.ask, attempts: attempted.sent) {
        case .accepted(let tokens):
            spend(tokens, attempted)
            succeeded()
            counts.accepted += 1
        case .instead(let ask, let tokens):
            // A refused form of the request costs nothing and says nothing about the server's health.
            if StatusClass(answer.status) == .success {
                spend(tokens, attempted)
                succeeded()
            } else {
                isLearning = true
            }
            attempted.ask = ask
            enqueue(attempted, due: transport.now)
        case .unusable(let reason, let serverIsWell, let tokens, let instead):
            spend(tokens, attempted)
            if serverIsWell { succeeded() }
            if let instead { attempted.ask = instead }
            try retry(attempted, .unusable(reason), isWell: serverIsWell)
        case .rejected:
            let message = ServerMessage.of(answer.body)
            rejected += 1
            try fail(attempted, .status(answer.status, message: message))
            if breaker.successCount == 0, rejected >= Self.mostRejected {
                ending = ending ?? .rejected(message: "status \(answer.status), “\(message)”")
            }
        }
    }

    private func spend(_ tokens: Int?, _ attempted: Attempted) {
        let spent = tokens ?? attempted.ask.tokens
        counts.tokens += spent
        highestCost = max(highestCost, spent)
        tokenPace?.correct(by: Double(spent - attempted.ask.tokens))
    }

    private func succeeded() {
        breaker.succeeded()
        concurrency.succeeded()
    }

    // MARK: - Failures

    /// - Parameter isWell: the server did its part, so this is no sign of an outage.
    private func retry(
        _ attempted: Attempted, _ failure: RequestFailure, after seconds: Double? = nil, isWell: Bool = false
    ) throws {
        var attempted = attempted
        counts.failedAttempts += 1
        lastFailure = failure.description
        if !isWell { breaker.failed(id: attempted.id, start: attempted.start) }
        // Attempts during an outage are not the request's fault.
        if isWell || !breaker.isOutage { attempted.failures += 1 }
        guard attempted.failures < settings.attempts else {
            try fail(attempted, failure)
            return
        }
        let wait = seconds ?? backoff.seconds(request: attempted.ask.seed, failures: attempted.waits)
        attempted.waits += 1
        enqueue(attempted, due: transport.now + wait)
    }

    private func fail(_ attempted: Attempted, _ failure: RequestFailure) throws {
        counts.failed += 1
        try client.failed(attempted.ask, failure, attempts: attempted.sent)
    }

    private func enqueue(_ attempted: Attempted, due: Double) {
        var attempted = attempted
        attempted.due = due
        let place = waiting.firstIndex { $0.due > due } ?? waiting.count
        waiting.insert(attempted, at: place)
    }

    private func checkBreaker() {
        guard ending == nil else { return }
        let now = transport.now
        if breaker.isTripped(now: now) {
            let seconds = breaker.deadline.map { now - ($0 - settings.patience) } ?? 0
            ending = .outage(failures: breaker.failures, seconds: seconds, last: lastFailure)
            // Nothing in flight is likely to be answered.
            transport.abandonAll()
            inFlight = [:]
            reserved = 0
        } else if let deadline = breaker.deadline, gate > deadline, inFlight.isEmpty {
            ending = .askedToWait(seconds: gate - now)
        }
    }
}
