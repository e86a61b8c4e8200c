import Foundation
import Testing

@testable import Endpoint

@Suite struct LimitTests {
    @Test func retryAfterInSecondsAndDates() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        let now = 784_111_777.0
        #expect(RetryAfter.seconds(of: "3", date: nil, now: now) == 3)
        #expect(RetryAfter.seconds(of: " 1.5 ", date: nil, now: now) == 1.5)
        #expect(RetryAfter.seconds(of: "-1", date: nil, now: now) == 0)
        #expect(RetryAfter.seconds(of: date, date: nil, now: now - 5) == 5)
        #expect(RetryAfter.seconds(of: date, date: nil, now: now + 5) == 0)
        #expect(RetryAfter.seconds(of: "Sunday, 06-Nov-94 08:49:37 GMT", date: nil, now: now - 5) == 5)
        #expect(RetryAfter.seconds(of: "Sun Nov  6 08:49:37 1994", date: nil, now: now - 5) == 5)
        // The server's clock counts, not ours.
        #expect(RetryAfter.seconds(of: date, date: "Sun, 06 Nov 1994 08:49:30 GMT", now: 0) == 7)
        #expect(RetryAfter.seconds(of: "soon", date: nil, now: now) == nil)
        #expect(RetryAfter.seconds(of: "1e99", date: nil, now: now) == 604_800)
        #expect(RetryAfter.seconds(of: "nan", date: nil, now: now) == nil)
    }

    @Test func backoffDoublesUpToAMinute() {
        let backoff = Backoff(seed: 1)
        for failures in 0..<40 {
            let base = min(60, 0.5 * pow(2, Double(failures)))
            for request in 0..<50 as Range<UInt64> {
                let seconds = backoff.seconds(request: request, failures: failures)
                #expect(seconds >= base * 0.5 && seconds < base * 1.5)
                #expect(seconds == Backoff(seed: 1).seconds(request: request, failures: failures))
            }
        }
        let jitter = (0..<1000 as Range<UInt64>).map { backoff.seconds(request: $0, failures: 0) / 0.5 - 0.5 }
        #expect(abs(jitter.reduce(0, +) / 1000 - 0.5) < 0.05)
        #expect(backoff.seconds(request: 1, failures: 0) != Backoff(seed: 2).seconds(request: 1, failures: 0))
    }

    @Test func paceKeepsTheRateWhereStartsAreLate() {
        var pace = Pace(perMinute: 600)
        var now = 0.0
        for _ in 0..<200 {
            now = pace.earliest(now: now) + 0.004
            pace.count(1, now: now)
        }
        #expect(now > 19.8 && now < 20)
        // A pause is not made up for.
        now += 10
        #expect(pace.earliest(now: now) == now)
        pace.count(1, now: now)
        #expect(abs(pace.earliest(now: now) - now - 0.1) < 1e-9)
    }

    @Test func paceOfTokensIsCorrectedByWhatTheyWere() {
        var pace = Pace(perMinute: 60)
        pace.count(30, now: 0)
        #expect(pace.earliest(now: 0) == 30)
        pace.correct(by: -20)
        #expect(pace.earliest(now: 0) == 10)
    }

    @Test func concurrencyHalvesOncePerRoundAndGrowsByOne() {
        var concurrency = AdaptiveConcurrency(most: 8)
        #expect(concurrency.limit == 1)
        concurrency.open()
        #expect(concurrency.limit == 8)
        concurrency.throttled(start: 1, now: 2)
        for _ in 0..<7 { concurrency.throttled(start: 1.5, now: 2.1) }
        #expect(concurrency.limit == 4)
        concurrency.throttled(start: 3, now: 4)
        #expect(concurrency.limit == 2)
        for _ in 0..<2 { concurrency.succeeded() }
        #expect(concurrency.limit == 3)
        for _ in 0..<100 { concurrency.succeeded() }
        #expect(concurrency.limit == 8)
        for time in 5..<20 { concurrency.throttled(start: Double(time), now: Double(time)) }
        #expect(concurrency.limit == 1)
    }

    @Test func breakerCountsFromTheLastSuccess() {
        var breaker = CircuitBreaker(patience: 120, mostFailures: 5)
        #expect(breaker.deadline == nil)
        for id in 0..<4 { breaker.failed(id: id, start: 10) }
        #expect(!breaker.isTripped(now: 129))
        #expect(breaker.isTripped(now: 130))
        #expect(breaker.isOutage)
        breaker.succeeded()
        #expect(!breaker.isTripped(now: 1000) && !breaker.isOutage)
        for _ in 0..<5 { breaker.failed(id: 1, start: 1000) }
        #expect(breaker.isTripped(now: 1000) && !breaker.isOutage)
    }

    @Test func settingsOutsideTheirRange() {
        func check(_ change: (inout RequestSettings) -> Void) {
            var settings = RequestSettings()
            change(&settings)
            #expect(throws: EndpointError.self) { try settings.validate() }
        }
        check { $0.concurrency = 0 }
        check { $0.concurrency = 5000 }
        check { $0.attempts = 0 }
        check { $0.timeout = 0 }
        check { $0.timeout = .nan }
        check { $0.requestsPerMinute = 0 }
        check { $0.tokensPerMinute = -.infinity }
        check { $0.mostTokens = 0 }
    }
}
