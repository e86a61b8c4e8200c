import Foundation

/// What a run has done so far.
public struct DispatchCounts: Sendable, Equatable {
    /// Requests sent, with repetitions.
    public var requests = 0
    /// Jobs with an answer.
    public var accepted = 0
    /// Jobs without one.
    public var failed = 0
    /// Attempts that failed: throttled, broken, or answered with an error or an unusable text.
    public var failedAttempts = 0
    /// Those that the server throttled.
    public var throttled = 0
    /// Reported by the server, else estimated.
    public var tokens = 0
    public var inFlight = 0
    public var mostInFlight = 0

    public init() {}
}

/// Why a run ended.
public enum DispatchEnding: Sendable, Equatable {
    case finished
    /// Cancelled; what was in flight has been awaited.
    case cancelled
    /// The next request would exceed the budget of tokens.
    case budgetSpent(tokens: Int)
    /// The server refuses every request: a wrong key (401, 403), a wrong address or model (404), a proxy (407).
    case refused(status: Int, message: String)
    /// The server answers, and accepts none of the first requests.
    case rejected(message: String)
    /// Nothing has succeeded for some time.
    case outage(failures: Int, seconds: Double, last: String)
    /// The server asks to wait longer than the run may.
    case askedToWait(seconds: Double)

    /// The exit code of a command that ends so: 75 (EX_TEMPFAIL) if the same command goes on later, 130 for SIGINT.
    public var exitCode: Int32 {
        switch self {
        case .finished: 0
        case .cancelled: 130
        case .budgetSpent, .outage, .askedToWait: 75
        case .refused, .rejected: 1
        }
    }
}

extension DispatchEnding: CustomStringConvertible {
    public var description: String {
        switch self {
        case .finished: "All is done."
        case .cancelled: "Stopped; what was in flight has been saved."
        case .budgetSpent(let tokens):
            "Stopped before the budget of tokens is exceeded; \(tokens) are used."
        case .refused(401, let message), .refused(403, let message):
            "The server refuses the key\(Self.quoted(message)). Check the environment variable that holds it."
        case .refused(404, let message):
            "The server does not know the address or the model\(Self.quoted(message)). Check both."
        case .refused(let status, let message):
            "The server refuses every request with status \(status)\(Self.quoted(message))."
        case .rejected(let message): "The server accepts no request: \(message)."
        case .outage(let failures, let seconds, let last):
            "Nothing has succeeded for \(Int(seconds.rounded())) s and \(failures) attempts; the last one: \(last). "
                + "All answers so far are saved."
        case .askedToWait(let seconds):
            "The server asks to wait for \(Int(seconds.rounded())) s. All answers so far are saved."
        }
    }

    private static func quoted(_ message: String) -> String { message.isEmpty ? "" : " (“\(message)”)" }
}

public struct DispatchSummary: Sendable, Equatable {
    public let counts: DispatchCounts
    public let ending: DispatchEnding
    public let seconds: Double
}
