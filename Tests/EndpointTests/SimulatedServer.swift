@testable import Endpoint

/// A transport whose time is a number: a request takes `latency` seconds, and a function gives its answer. What it
/// records is checked by the tests.
final class SimulatedServer: Transport {
    typealias Result = Swift.Result<HTTPAnswer, TransportFailure>

    struct Seen {
        let path: String
        let body: [UInt8]
        let time: Double
    }

    private(set) var now = 1000.0
    var latency = 0.1
    private let answer: (Seen, Int) -> Result
    private var running: [(id: Int, end: Double, result: Result)] = []
    private(set) var seen: [Seen] = []
    private(set) var mostInFlight = 0

    /// - Parameter answer: gives the answer to a request; the number counts them from 0.
    init(_ answer: @escaping (Seen, Int) -> Result) { self.answer = answer }

    func start(_ request: HTTPRequest, id: Int) {
        let request = Seen(path: request.path, body: request.body ?? [], time: now)
        running.append((id, now + latency, answer(request, seen.count)))
        seen.append(request)
        mostInFlight = max(mostInFlight, running.count)
    }

    func wait(seconds: Double) -> [TransportCompletion] {
        let next = running.map(\.end).min() ?? .infinity
        now = min(now + seconds, max(next, now))
        let done = running.filter { $0.end <= now }
        running.removeAll { $0.end <= now }
        return done.map { TransportCompletion(id: $0.id, result: $0.result) }
    }

    func abandonAll() { running = [] }
}

extension HTTPAnswer {
    static func status(_ status: Int, _ body: String = "{}", retryAfter: Double? = nil) -> Result<
        HTTPAnswer, TransportFailure
    > {
        .success(HTTPAnswer(status: status, body: Array(body.utf8), retryAfter: retryAfter))
    }
}
