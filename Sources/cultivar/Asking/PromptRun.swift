import Endpoint
import Foundation
import Ingest
import Reports
import Tabular

/// Asks a model prompts, each once: what the ledger has is not sent again.
final class PromptRun {
    /// What the run has done so far.
    struct Counts {
        var known = 0
        var asked = 0
        var failed = 0
        var requests = 0
        var tokens = 0
    }

    let model: String
    private let options: AskingOptions
    private let ledger: ReplyLedger
    private let transport: CurlTransport?
    private let extra: [JSON.Member]
    private let parameters: String
    private let temperature: Double
    private let seed: UInt64?
    private let stop: StopRequest
    private(set) var counts = Counts()
    /// Why the last request failed that was given up.
    private var lastFailure: String?

    /// - Parameters:
    ///   - temperature: 0 for answers, above 0 where texts should vary.
    ///   - seed: is sent with each request, the round added, to servers that draw reproducibly; nil for none.
    /// - Throws: `AskingError`, `EndpointError`.
    init(_ options: AskingOptions, ledger: ReplyLedger, temperature: Double = 0, seed: UInt64? = nil, stop: StopRequest)
        throws
    {
        guard let model = options.model else { throw AskingError.modelWithoutEndpoint }
        self.model = model
        self.options = options
        self.ledger = ledger
        self.temperature = temperature
        self.seed = seed
        self.stop = stop
        transport = try options.transport()
        extra = try options.extraMembers()
        let parameters: JSON = [
            "temperature": .number(temperature), "reply_tokens": .integer(options.replyTokens), "extra": .object(extra),
            "seed": seed.map { .integer(Int(truncatingIfNeeded: $0)) } ?? .null,
        ]
        self.parameters = parameters.text
    }

    /// The replies to prompts, in their order; nil where the model gave none.
    ///
    /// - Parameter round: tells repetitions of one prompt apart.
    /// - Throws: `BrokenOffAsking` if the run ends before all prompts were asked; everything so far is kept.
    func replies(to prompts: [String], round: Int = 0) throws -> [String?] {
        var replies = [String?](repeating: nil, count: prompts.count)
        // Equal prompts are asked once.
        var places: [String: [Int]] = [:]
        var open: [(place: Int, prompt: String)] = []
        for (place, prompt) in prompts.enumerated() {
            if places[prompt] != nil {
                places[prompt]?.append(place)
                continue
            }
            places[prompt] = [place]
            let known = try ledger.entry(model: model, parameters: parameters, prompt: prompt, round: round)
            if let known, known.reply != nil || !options.retryFailed {
                replies[place] = known.reply
                counts.known += 1
            } else {
                open.append((place, prompt))
            }
        }
        if !open.isEmpty, let transport {
            try ask(open, prompts, round: round, over: transport) { replies[$0] = $1 }
        }
        for copies in places.values {
            guard let first = copies.first else { continue }
            for copy in copies.dropFirst() { replies[copy] = replies[first] }
        }
        if transport == nil, !open.isEmpty, open.count == places.count {
            throw AskingError.nothingAsked(model: model, ledger: ledger.path)
        }
        return replies
    }

    private func ask(
        _ open: [(place: Int, prompt: String)], _ prompts: [String], round: Int, over transport: CurlTransport,
        receive: @escaping (Int, String?) -> Void
    ) throws {
        let (model, parameters, ledger) = (model, parameters, ledger)
        let line = AskingProgressLine(total: open.count)
        let client = PromptClient(
            prompts: open, clock: { transport.now }, request: { [self] in request($0, round) },
            report: { line.show($0) }
        ) { [self] replies in
            for reply in replies { receive(reply.place, reply.reply) }
            if let reason = replies.last(where: { $0.reason != nil })?.reason { lastFailure = reason }
            let entries = replies.map { reply in
                ReplyLedger.Entry(
                    prompt: prompts[reply.place], round: round, reply: reply.reply, reason: reply.reason,
                    attempts: reply.attempts, tokens: reply.tokens)
            }
            try ledger.keep(entries, model: model, parameters: parameters)
        }
        let dispatcher = try Dispatcher(settings: options.settings, transport: transport, client: client)
        let summary: DispatchSummary
        do {
            summary = try dispatcher.run { [stop] in stop.isMade }
        } catch {
            // The first error says what happened.
            try? client.save()
            throw error
        }
        try client.save()
        line.clear()
        counts.asked += summary.counts.accepted
        counts.failed += summary.counts.failed
        counts.requests += summary.counts.requests
        counts.tokens += summary.counts.tokens
        guard summary.ending == .finished else {
            throw BrokenOffAsking(
                ending: summary.ending, done: summary.counts.accepted, total: open.count, ledger: ledger.path)
        }
    }

    private func request(_ prompt: String, _ round: Int) -> ChatRequest {
        var request = ChatRequest(model: model, messages: [.init(role: "user", content: prompt)])
        request.temperature = temperature
        request.mostTokens = options.replyTokens
        request.extra = extra
        if let seed {
            request.extra.append(JSON.Member("seed", .integer(Int(truncatingIfNeeded: seed &+ UInt64(round)))))
        }
        return request
    }

    /// What was asked, in words.
    var account: String {
        func grouped(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        return "\(model): \(grouped(counts.asked)) asked, \(grouped(counts.known)) known from \(ledger.path), "
            + "\(grouped(counts.failed)) failed; \(grouped(counts.requests)) requests, \(grouped(counts.tokens)) tokens"
            + (lastFailure.map { "; the last failure: \($0)" } ?? "")
    }
}

/// A run of requests ended before all was asked.
struct BrokenOffAsking: Error, CustomStringConvertible {
    let ending: DispatchEnding
    let done: Int
    let total: Int
    let ledger: String

    var description: String {
        "\(ending) \(done) of \(total) prompts have a reply in \(ledger); the same command goes on from there."
    }
}

/// Shows on a terminal how far a run is.
final class AskingProgressLine {
    private let total: Int
    private let isShown = StandardError.isTerminal

    init(total: Int) { self.total = total }

    func show(_ counts: DispatchCounts) {
        guard isShown else { return }
        StandardError.write(
            "\r\u{1B}[K\(counts.accepted) of \(total) replies, \(counts.failed) failed, \(counts.inFlight) in flight")
    }

    func clear() { if isShown { StandardError.write("\r\u{1B}[K") } }
}
