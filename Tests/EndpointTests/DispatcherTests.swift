import TestSupport
import Testing

@testable import Endpoint

/// Runs in simulated time: hours of waiting take no time.
@Suite struct DispatcherTests {
    private struct Outcome {
        let summary: DispatchSummary
        let server: SimulatedServer
        /// By request; nil for a failed one.
        let answers: [Int: String?]
        var failures: [Int: RequestFailure] = [:]
    }

    private func run(
        _ count: Int, latency: Double = 0.1, settings change: (inout RequestSettings) -> Void = { _ in },
        isCancelled: (SimulatedServer) -> Bool = { _ in false },
        answer: @escaping (SimulatedServer.Seen, Int) -> SimulatedServer.Result
    ) throws -> Outcome {
        var settings = RequestSettings()
        change(&settings)
        let server = SimulatedServer(answer)
        server.latency = latency
        var answers: [Int: String?] = [:]
        var failures: [Int: RequestFailure] = [:]
        let requests = (0..<count).map { HTTPRequest(path: "/\($0)", body: Array("{}".utf8)) }
        let calls = EndpointCalls(requests: requests) { _, body in
            JSONReader.value(of: body).map { $0["say"]?.string ?? "" }
        } receive: { index, result in
            #expect(answers[index] == nil, "request \(index) has ended twice")
            switch result {
            case .success(let text): answers[index] = .some(text)
            case .failure(let failure):
                answers[index] = .some(nil)
                failures[index] = failure.failure
            }
        }
        let dispatcher = try Dispatcher(settings: settings, transport: server, client: calls)
        let summary = try dispatcher.run { isCancelled(server) }
        #expect(server.mostInFlight <= settings.concurrency)
        return Outcome(summary: summary, server: server, answers: answers, failures: failures)
    }

    @Test func allAreAnsweredAtFullConcurrency() throws {
        let outcome = try run(801) { _, _ in HTTPAnswer.status(200) }
        #expect(outcome.summary.ending == .finished)
        #expect(outcome.answers.count == 801 && outcome.summary.counts.requests == 801)
        #expect(outcome.server.mostInFlight == 8)
        // One alone, and a hundred rounds of eight.
        #expect(abs(outcome.summary.seconds - 10.1) < 0.2)
    }

    @Test func nothingToAsk() throws {
        let outcome = try run(0) { _, _ in HTTPAnswer.status(200) }
        #expect(outcome.summary.ending == .finished && outcome.summary.counts == DispatchCounts())
    }

    @Test func oneGateForAllAfterRetryAfter() throws {
        var opensAt = 0.0
        var early = 0
        var generator = SeededGenerator(seed: 3)
        let outcome = try run(300) { seen, _ in
            // Those on their way when the gate closes have started before.
            if seen.time < opensAt, seen.time > opensAt - 2.8 { early += 1 }
            guard generator.chance(1, in: 10) else { return HTTPAnswer.status(200) }
            opensAt = max(opensAt, seen.time + 0.1 + 3)
            return HTTPAnswer.status(429, retryAfter: 3)
        }
        #expect(early == 0)
        #expect(outcome.summary.counts.accepted == 300)
        #expect(outcome.summary.counts.throttled > 10)
    }

    @Test(arguments: [401, 403, 404, 407])
    func oneRequestIfTheServerRefusesAll(status: Int) throws {
        let outcome = try run(100) { _, _ in HTTPAnswer.status(status, #"{"error":{"message":"no"}}"#) }
        guard case .refused(status, _) = outcome.summary.ending else {
            Issue.record("\(outcome.summary.ending)")
            return
        }
        #expect(outcome.server.seen.count == 1 && outcome.answers.isEmpty)
    }

    @Test(arguments: [400, 413, 422, 501])
    func whatIsNotRepeated(status: Int) throws {
        let outcome = try run(100) { seen, _ in HTTPAnswer.status(seen.path == "/5" ? status : 200) }
        #expect(outcome.server.seen.count == 100)
        #expect(outcome.failures.keys.sorted() == [5] && outcome.failures[5]?.status == status)
    }

    @Test(arguments: [408, 409, 425, 500, 502, 503, 504])
    func whatIsRepeated(status: Int) throws {
        var refused: Set<String> = []
        let outcome = try run(100) { seen, _ in HTTPAnswer.status(refused.insert(seen.path).inserted ? status : 200) }
        #expect(outcome.summary.counts.accepted == 100 && outcome.server.seen.count == 200)
    }

    @Test func brokenTransportIsRepeated() throws {
        var refused: Set<String> = []
        let failures: [TransportFailure] = [.broken("x"), .unreachable("x"), .timedOut(seconds: 1)]
        let outcome = try run(100) { seen, number in
            refused.insert(seen.path).inserted ? .failure(failures[number % 3]) : HTTPAnswer.status(200)
        }
        #expect(outcome.summary.counts.accepted == 100)
    }

    @Test func aRequestThatAlwaysFailsEndsAfterItsAttempts() throws {
        for poisonous in ["/0", "/50", "/99"] {
            let outcome = try run(100) { seen, _ in HTTPAnswer.status(seen.path == poisonous ? 500 : 200) }
            #expect(outcome.summary.ending == .finished)
            #expect(outcome.summary.counts.accepted == 99)
            #expect(outcome.server.seen.filter { $0.path == poisonous }.count == 6)
        }
    }

    @Test(arguments: [0, 1, 30, 200])
    func anOutageOfFortyRequestsIsSurvived(start: Int) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let outcome = try run(300, settings: { $0.seed = seed }) { _, number in
                (start..<start + 40).contains(number) ? .failure(.unreachable("refused")) : HTTPAnswer.status(200)
            }
            #expect(outcome.summary.ending == .finished && outcome.summary.counts.accepted == 300)
            #expect(outcome.summary.counts.requests == 340)
        }
    }

    @Test(arguments: [0.001, 0.1, 20])
    func anOutageWithoutEndEndsTheRun(latency: Double) throws {
        for start in [0, 30] {
            let outcome = try run(300, latency: latency) { _, number in
                number >= start ? .failure(.unreachable("refused")) : HTTPAnswer.status(200)
            }
            guard case .outage = outcome.summary.ending else {
                Issue.record("\(outcome.summary.ending)")
                continue
            }
            #expect(outcome.summary.ending.exitCode == 75)
            #expect(outcome.summary.seconds <= 121 + Double(start) * latency)
            #expect(outcome.summary.counts.failedAttempts <= 50 + 8)
        }
    }

    @Test func requestsThatHangEndTheRunAfterTwoMinutes() throws {
        let outcome = try run(300, latency: 60) { _, _ in .failure(.timedOut(seconds: 60)) }
        #expect(outcome.summary.ending.exitCode == 75 && outcome.summary.seconds <= 121)
    }

    @Test func slowAnswersAreNoOutage() throws {
        let outcome = try run(20, latency: 500) { _, _ in HTTPAnswer.status(200) }
        #expect(outcome.summary.ending == .finished)
    }

    @Test func aWaitBeyondPatienceEndsAtOnce() throws {
        let outcome = try run(20) { _, _ in HTTPAnswer.status(429, retryAfter: 3600) }
        #expect(outcome.summary.seconds < 2 && outcome.summary.ending.exitCode == 75)
        guard case .askedToWait = outcome.summary.ending else {
            Issue.record("\(outcome.summary.ending)")
            return
        }
    }

    @Test func rateOfRequests() throws {
        let outcome = try run(200, latency: 0.5, settings: { $0.requestsPerMinute = 600 }) { _, _ in
            HTTPAnswer.status(200)
        }
        let times = outcome.server.seen.map(\.time)
        let span = (times.max() ?? 0) - (times.min() ?? 0)
        #expect(span >= 19 && span <= 25)
        for (earlier, later) in zip(times, times.dropFirst(11)) { #expect(later - earlier > 0.95) }
    }

    @Test func rateOfTokensIsThatOfTheAnswers() throws {
        // 100 tokens per request by the server's count.
        let body = #"{"usage":{"total_tokens":100}}"#
        let outcome = try run(61, settings: { $0.tokensPerMinute = 6000 }) { _, _ in HTTPAnswer.status(200, body) }
        let times = outcome.server.seen.map(\.time)
        #expect((times.max() ?? 0) - (times.min() ?? 0) > 50)
        #expect(outcome.summary.counts.tokens == 6100)
    }

    @Test func theBudgetOfTokensIsNotExceeded() throws {
        let body = #"{"usage":{"total_tokens":100}}"#
        let outcome = try run(100, settings: { $0.mostTokens = 1050 }) { _, _ in HTTPAnswer.status(200, body) }
        #expect(outcome.summary.ending == .budgetSpent(tokens: 1000))
        #expect(outcome.summary.ending.exitCode == 75)
    }

    @Test func aCancellationAwaitsWhatIsInFlight() throws {
        let outcome = try run(1000, latency: 5, isCancelled: { $0.now > 1012 }) { _, _ in HTTPAnswer.status(200) }
        #expect(outcome.summary.ending == .cancelled && outcome.summary.ending.exitCode == 130)
        #expect(outcome.answers.count == outcome.server.seen.count)
        #expect(outcome.answers.count == 17)
    }

    @Test func throttlingHalvesWhatIsInFlight() throws {
        let outcome = try run(200) { _, number in
            number == 40 ? HTTPAnswer.status(429) : HTTPAnswer.status(200)
        }
        #expect(outcome.summary.counts.accepted == 200)
        let after = outcome.server.seen[44..<52].map(\.time)
        #expect(Set(after).count > 1)
    }

    @Test func serversThatAcceptNothingEndTheRun() throws {
        let outcome = try run(500) { _, _ in HTTPAnswer.status(400, #"{"error":{"message":"unknown field"}}"#) }
        guard case .rejected(let message) = outcome.summary.ending else {
            Issue.record("\(outcome.summary.ending)")
            return
        }
        #expect(message.contains("unknown field") && outcome.server.seen.count < 40)
    }

    @Test func answersThatCannotBeReadAreRepeated() throws {
        var cut: Set<String> = []
        let outcome = try run(50) { seen, _ in
            HTTPAnswer.status(200, cut.insert(seen.path).inserted ? "{\"say\": " : "{\"say\": \"yes\"}")
        }
        #expect(outcome.answers.values.allSatisfy { $0 == "yes" } && outcome.answers.count == 50)
    }

    @Test func redirectsElsewhereEndTheRun() throws {
        let outcome = try run(50) { _, _ in .failure(.redirected(to: "http://evil.net")) }
        #expect(outcome.server.seen.count == 1)
        #expect(outcome.summary.ending.description.contains("evil.net"))
    }

    @Test func theSameSeedGivesTheSameRun() throws {
        func times() throws -> [Double] {
            var generator = SeededGenerator(seed: 9)
            return try run(200) { _, _ in HTTPAnswer.status(generator.chance(1, in: 5) ? 503 : 200) }.server.seen.map(
                \.time)
        }
        #expect(try times() == times())
    }

    @Test func manyKindsOfFaultsInManyRuns() throws {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var faults = 0
            let outcome = try run(200, settings: { $0.attempts = 30 }) { _, _ in
                guard generator.chance(1, in: 4) else { return HTTPAnswer.status(200, #"{"say": "x"}"#) }
                faults += 1
                return switch Int.random(in: 0..<5, using: &generator) {
                case 0: HTTPAnswer.status(429, retryAfter: 1)
                case 1: HTTPAnswer.status(503)
                case 2: .failure(.broken("x"))
                case 3: HTTPAnswer.status(200, "{")
                default: HTTPAnswer.status(429)
                }
            }
            #expect(outcome.summary.counts.accepted == 200)
            #expect(outcome.summary.counts.requests == 200 + faults)
            #expect(outcome.summary.counts.failedAttempts == faults)
        }
    }
}
