/// Independent requests whose answers are read by a function: embeddings, scores, and the like.
///
///     let calls = EndpointCalls(requests: batches.map(\.http)) { index, body in
///         batches[index].vectors(in: body)
///     } receive: { index, result in … }
///     let summary = try Dispatcher(settings: settings, transport: transport, client: calls).run { false }
public final class EndpointCalls<Answer>: DispatchClient {
    public typealias Job = Int

    private var requests: AnyIterator<HTTPRequest>
    private let read: (Int, [UInt8]) -> Answer?
    private let receive: (Int, Result<Answer, CallFailure>) throws -> Void
    private var count = 0

    /// The failure of one call.
    public struct CallFailure: Error, Equatable {
        public let failure: RequestFailure
        public let attempts: Int
    }

    /// - Parameters:
    ///   - requests: taken one by one, when they are sent.
    ///   - read: gives the answer of a body to the request of that number, from 0; nil if it cannot be used, and the
    ///     request is then repeated.
    ///   - receive: takes the number and the answer, in the order of arrival.
    public init(
        requests: some Sequence<HTTPRequest>, read: @escaping (Int, [UInt8]) -> Answer?,
        receive: @escaping (Int, Result<Answer, CallFailure>) throws -> Void
    ) {
        self.requests = AnyIterator(requests.makeIterator())
        self.read = read
        self.receive = receive
    }

    public func next() -> NextAsk<Int> {
        guard let request = requests.next() else { return .end }
        defer { count += 1 }
        let tokens = (request.body?.count ?? 0) / 4 + 1
        return .ask(Ask(job: count, request: request, tokens: tokens, seed: UInt64(count)))
    }

    public func judge(_ answer: HTTPAnswer, to ask: Ask<Int>, attempts: Int) throws -> Verdict<Int> {
        guard answer.status < 300 else { return .rejected }
        guard let result = read(ask.job, answer.body) else {
            return .unusable(
                "an answer that cannot be read: \(ServerMessage.of(answer.body))", serverIsWell: false, tokens: nil,
                instead: nil)
        }
        try receive(ask.job, .success(result))
        let usage = JSONReader.value(of: answer.body)?["usage"]
        return .accepted(tokens: usage?["total_tokens"]?.integer ?? usage?["prompt_tokens"]?.integer)
    }

    public func failed(_ ask: Ask<Int>, _ failure: RequestFailure, attempts: Int) throws {
        try receive(ask.job, .failure(CallFailure(failure: failure, attempts: attempts)))
    }

    public func tick(_ counts: DispatchCounts) {}
}
