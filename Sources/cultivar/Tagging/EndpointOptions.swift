import ArgumentParser
import Endpoint
import Foundation

/// Which server is asked, and how.
struct EndpointOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address of an OpenAI-compatible server, as far as /v1: vLLM, llama.cpp, Ollama, a hosted one.",
            valueName: "URL"))
    var endpoint: String?

    @Option(help: ArgumentHelp("The model, as the server calls it.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "The environment variable with the key; this machine needs none.", valueName: "name"))
    var keyVariable = EndpointKey.usualVariable

    @Option(help: "Requests in flight.")
    var concurrency = 8

    @Option(help: ArgumentHelp("Requests that are started in a minute, at most.", valueName: "count"))
    var requestsPerMinute: Double?

    @Option(help: ArgumentHelp("Tokens of questions and answers in a minute, at most.", valueName: "count"))
    var tokensPerMinute: Double?

    @Option(help: ArgumentHelp("End in order before the run uses more tokens.", valueName: "count"))
    var maxTokensTotal: Int?

    @Option(help: "Attempts for one text.")
    var attempts = 6

    @Option(help: ArgumentHelp("The time for one attempt.", valueName: "seconds"))
    var timeout = 60.0

    @Option(
        help: ArgumentHelp(
            """
            Members that are added to each request, such as \
            '{"chat_template_kwargs": {"enable_thinking": false}}'.
            """, valueName: "JSON"))
    var extra: String?

    /// - Throws: `EndpointError`.
    func settings(seed: UInt64) throws -> RequestSettings {
        var settings = RequestSettings()
        settings.concurrency = concurrency
        settings.requestsPerMinute = requestsPerMinute
        settings.tokensPerMinute = tokensPerMinute
        settings.mostTokens = maxTokensTotal
        settings.attempts = attempts
        settings.timeout = timeout
        settings.seed = seed
        try settings.validate()
        return settings
    }

    /// - Throws: `TagCommandError.notJSON`.
    func extraMembers() throws -> [JSON.Member] {
        guard let extra else { return [] }
        guard let members = JSONReader.value(of: extra.utf8)?.members else {
            throw TagCommandError.notJSON(option: "--extra")
        }
        return members
    }

    /// The connection to the server. The key is read from the environment, and only requests have it.
    ///
    /// - Throws: `EndpointError`.
    func transport(to address: EndpointAddress) throws -> CurlTransport {
        let environment = ProcessInfo.processInfo.environment
        let key = try EndpointKey.read(for: address, variable: keyVariable, from: environment)
        if key != nil, address.sendsKeyInClear {
            StandardError.write(
                "cultivar: \(address.host) is asked without encryption, and others on the way can read the key; "
                    + "https:// encrypts\n")
        }
        return try CurlTransport(
            address: address, key: key, proxies: ProxySettings(environment: environment), timeout: timeout,
            concurrency: concurrency)
    }
}
