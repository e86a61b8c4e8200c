/// What sends requests, many at a time, for one thread; and the clock of the run.
///
/// `CurlTransport` is the real one. Tests have one whose time is a number.
public protocol Transport: AnyObject {
    /// Seconds since some moment; never goes back.
    var now: Double { get }

    /// Starts a request, whose completion `wait` reports under `id`.
    func start(_ request: HTTPRequest, id: Int)

    /// Waits until a request completes, at most that many seconds.
    ///
    /// - Returns: the requests that have completed, in their order.
    func wait(seconds: Double) -> [TransportCompletion]

    /// Ends all requests in flight without reporting them.
    func abandonAll()
}

/// The end of one request.
public struct TransportCompletion {
    public let id: Int
    public let result: Result<HTTPAnswer, TransportFailure>

    public init(id: Int, result: Result<HTTPAnswer, TransportFailure>) {
        self.id = id
        self.result = result
    }
}
