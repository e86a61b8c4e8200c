import ArgumentParser
import Endpoint
import Foundation

/// Which model is asked, how fast, and where its replies are kept.
struct AskingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An OpenAI-compatible server: http://127.0.0.1:8080/v1. The key is read from the environment.",
            valueName: "url"))
    var endpoint: String?

    @Option(help: ArgumentHelp("The model that is asked.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Where replies are kept, so that nothing is asked twice (default: replies.sqlite).", valueName: "file"),
        completion: .file())
    var ledger = "replies.sqlite"

    @Option(help: ArgumentHelp("The environment variable that holds the key.", valueName: "name"))
    var keyVariable = EndpointKey.usualVariable

    @Option(help: ArgumentHelp("Requests at a time.", valueName: "count"))
    var concurrency = 8

    @Option(help: ArgumentHelp("At most so many requests per minute.", valueName: "count"))
    var requestsPerMinute: Double?

    @Option(help: ArgumentHelp("At most so many tokens per minute.", valueName: "count"))
    var tokensPerMinute: Double?

    @Option(help: ArgumentHelp("Stop before more tokens are used; the same command goes on later.", valueName: "count"))
    var maxTokensTotal: Int?

    @Option(help: ArgumentHelp("Attempts for a request.", valueName: "count"))
    var attempts = 6

    @Option(help: ArgumentHelp("Seconds for an attempt.", valueName: "seconds"))
    var timeout = 60.0

    @Option(help: ArgumentHelp("Stop if nothing succeeds for so many seconds.", valueName: "seconds"))
    var patience = 120.0

    @Option(help: ArgumentHelp("The most tokens of one reply.", valueName: "count"))
    var replyTokens = 256

    @Option(help: ArgumentHelp("Members that are added to each request, as a JSON object.", valueName: "json"))
    var extra: String?

    @Flag(help: "Ask again where a request has failed before.")
    var retryFailed = false

    func validate() throws {
        if endpoint != nil, model == nil { throw ValidationError("\(AskingError.modelWithoutEndpoint)") }
        guard (1...1_000_000).contains(replyTokens) else {
            throw ValidationError("--reply-tokens is a whole number from 1, and is \(replyTokens).")
        }
    }

    var settings: RequestSettings {
        var settings = RequestSettings()
        settings.concurrency = concurrency
        settings.attempts = attempts
        settings.timeout = timeout
        settings.requestsPerMinute = requestsPerMinute
        settings.tokensPerMinute = tokensPerMinute
        settings.mostTokens = maxTokensTotal
        settings.patience = patience
        return settings
    }

    /// - Throws: `AskingError.badExtra`.
    func extraMembers() throws -> [JSON.Member] {
        guard let extra else { return [] }
        guard let members = JSONReader.value(of: extra.utf8)?.members else { throw AskingError.badExtra(extra) }
        return members
    }

    /// Connections to the endpoint; nil if none is given.
    ///
    /// - Throws: `EndpointError`.
    func transport() throws -> CurlTransport? {
        guard let endpoint else { return nil }
        let address = try EndpointAddress(endpoint)
        let environment = ProcessInfo.processInfo.environment
        let key = try EndpointKey.read(for: address, variable: keyVariable, from: environment)
        if address.sendsKeyInClear, key != nil {
            StandardError.write("cultivar: the key travels to \(address.host) without encryption; use https\n")
        }
        return try CurlTransport(
            address: address, key: key, proxies: ProxySettings(environment: environment), timeout: timeout,
            concurrency: concurrency)
    }
}
