/// A request of a run, with what its client knows it by.
public struct Ask<Job> {
    public var job: Job
    public var request: HTTPRequest
    /// The estimate of what it costs, question and answer, until the server reports it.
    public var tokens: Int
    /// The same for the same request in every run; the jitter of its waits comes from it.
    public var seed: UInt64

    public init(job: Job, request: HTTPRequest, tokens: Int, seed: UInt64) {
        self.job = job
        self.request = request
        self.tokens = tokens
        self.seed = seed
    }
}

/// What a client has to ask.
public enum NextAsk<Job> {
    case ask(Ask<Job>)
    /// Nothing yet: the client has skipped many items and lets the run look after the requests in flight.
    case notYet
    case end
}

/// What a client makes of an answer. `tokens` are those that the server reports, nil if it reports none.
public enum Verdict<Job> {
    /// The job is done.
    case accepted(tokens: Int?)
    /// The answer cannot be used. The request, or another one for the same job, is sent after a wait, up to the limit
    /// of attempts. `serverIsWell` is true if the server did its part and only the model's words cannot be used.
    case unusable(String, serverIsWell: Bool, tokens: Int?, instead: Ask<Job>?)
    /// Another request for the same job, at once; it is no failed attempt.
    case instead(Ask<Job>, tokens: Int?)
    /// A refused request that the client has no other form of.
    case rejected
}

/// Why a job has no answer.
public enum RequestFailure: Sendable, Equatable {
    case transport(TransportFailure)
    /// The server's own words, without the key.
    case status(Int, message: String)
    case unusable(String)

    /// The HTTP status; nil without one.
    public var status: Int? { if case .status(let status, _) = self { status } else { nil } }
}

extension RequestFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .transport(let failure): failure.description
        case .status(let status, let message): message.isEmpty ? "status \(status)" : "status \(status): \(message)"
        case .unusable(let reason): reason
        }
    }
}

/// What asks: gives requests, and takes their answers. All calls come from the thread of the run.
public protocol DispatchClient: AnyObject {
    associatedtype Job

    func next() throws -> NextAsk<Job>
    /// Takes an answer of a status below 300, or of one that a repetition cannot change (400, 413, 422 and the like).
    ///
    /// - Parameter attempts: how often the job has been sent, with this time.
    func judge(_ answer: HTTPAnswer, to ask: Ask<Job>, attempts: Int) throws -> Verdict<Job>
    /// Takes a job that has no answer.
    func failed(_ ask: Ask<Job>, _ failure: RequestFailure, attempts: Int) throws
    /// Is called several times per second.
    func tick(_ counts: DispatchCounts) throws
}
