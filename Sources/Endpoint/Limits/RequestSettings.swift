/// How requests are sent.
public struct RequestSettings: Sendable {
    /// Requests in flight, from 1 to 1,024.
    public var concurrency = 8
    /// Attempts for one request, from 1.
    public var attempts = 6
    /// Seconds for one attempt, above 0.
    public var timeout = 60.0
    public var requestsPerMinute: Double?
    public var tokensPerMinute: Double?
    /// The run ends in order before it would use more; counted from 0 for each run.
    public var mostTokens: Int?
    /// Of the jitter.
    public var seed: UInt64 = 1
    /// The run ends if nothing succeeds for so many seconds.
    public var patience = 120.0
    /// The run ends if so many attempts fail without a success, or `attempts` in each place of `concurrency` if that
    /// is more.
    public var mostFailures = 50

    public init() {}

    /// - Throws: `EndpointError.invalidSetting`.
    public func validate() throws {
        func check(_ holds: Bool, _ name: String, _ value: Any, _ allowed: String) throws {
            if !holds { throw EndpointError.invalidSetting(name, value: "\(value)", allowed: allowed) }
        }
        try check((1...1024).contains(concurrency), "concurrency", concurrency, "a whole number from 1 to 1024")
        try check((1...1000).contains(attempts), "attempts", attempts, "a whole number from 1 to 1000")
        try check(timeout > 0 && timeout <= 86_400, "timeout", timeout, "seconds above 0, at most 86400")
        for (name, rate) in [("requests-per-minute", requestsPerMinute), ("tokens-per-minute", tokensPerMinute)] {
            guard let rate else { continue }
            try check(rate > 0 && rate.isFinite, name, rate, "a number above 0")
        }
        if let mostTokens { try check(mostTokens > 0, "max-tokens-total", mostTokens, "a whole number above 0") }
        try check(patience > 0, "patience", patience, "seconds above 0")
        try check(mostFailures > 0, "mostFailures", mostFailures, "a whole number above 0")
    }
}
