import Foundation

/// A request by POST with a JSON body, or by GET without one.
public struct HTTPRequest: Sendable, Equatable {
    /// Below the address of the endpoint, with a slash at its start; two slashes take it from the root of the host.
    public var path: String
    /// Nil for GET.
    public var body: [UInt8]?

    public init(path: String, body: [UInt8]?) {
        self.path = path
        self.body = body
    }
}

/// What a server answered, whatever its status.
public struct HTTPAnswer: Sendable, Equatable {
    public var status: Int
    /// Decompressed, with the key left out.
    public var body: [UInt8]
    /// Seconds that the server asks to wait; nil without a usable `Retry-After`.
    public var retryAfter: Double?
    /// Seconds from the start of the request to the last byte.
    public var latency: Double

    public init(status: Int, body: [UInt8], retryAfter: Double? = nil, latency: Double = 0) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
        self.latency = latency
    }
}

/// Why a request had no whole answer. No case holds a key or an address with a password.
public enum TransportFailure: Error, Equatable, Sendable {
    /// No connection, or a name that is not found; the text is libcurl's.
    case unreachable(String)
    case timedOut(seconds: Double)
    /// The connection ended before the answer did; the text is libcurl's.
    case broken(String)
    case tooLong(limit: Int)
    /// The certificate is not that of the host, or encryption fails.
    case notTrusted(String)
    /// The server sends the request to another host, which would receive the key.
    case redirected(to: String)
    case abandoned

    /// Whether the same request may succeed later.
    public var isPassing: Bool {
        switch self {
        case .unreachable, .timedOut, .broken: true
        case .tooLong, .notTrusted, .redirected, .abandoned: false
        }
    }
}

extension TransportFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let reason): "the server is not reached: \(reason)"
        case .timedOut(let seconds): "no answer in \(seconds.formatted()) s"
        case .broken(let reason): "the connection broke: \(reason)"
        case .tooLong(let limit): "the answer is longer than \(limit >> 20) MB"
        case .notTrusted(let reason): "the server is not trusted: \(reason)"
        case .redirected(let target):
            "the server redirects to \(target), where the key does not follow; give that address if it is meant"
        case .abandoned: "the request was abandoned"
        }
    }
}
