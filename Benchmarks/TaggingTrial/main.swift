// Tags generated texts against an endpoint and prints what happened as one line of JSON. It is run by
// scripts/tagging_trials.py, which kills it, and by the tests of module Tagging.
import Endpoint
import Foundation
import Tagging

nonisolated(unsafe) var isInterrupted: sig_atomic_t = 0
signal(SIGINT) { _ in isInterrupted = 1 }

/// Names and values alternate.
let options: [String: String] = {
    var options: [String: String] = [:]
    var arguments = CommandLine.arguments.dropFirst()
    while let name = arguments.popFirst() { options[name] = arguments.popFirst() ?? "" }
    return options
}()

func number(_ name: String) -> Double? { options[name].flatMap(Double.init) }

/// Texts of a file with one JSON string per line, else numbered ones.
func texts() throws -> AnySequence<String> {
    if let path = options["--texts"] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return AnySequence(lines.lazy.compactMap { JSONReader.value(of: $0.utf8)?.string })
    }
    let count = number("--items").map { Int($0) } ?? 1000
    return AnySequence((0..<count).lazy.map { "Text number \($0): what is eaten at a feast in village \($0 % 97)?" })
}

func run() throws -> Int32 {
    let address = try EndpointAddress(options["--endpoint"] ?? "http://127.0.0.1:8080/v1")
    let environment = ProcessInfo.processInfo.environment
    let key = try EndpointKey.read(for: address, from: environment)
    var settings = TagSettings(tagger: "trial", model: options["--model"] ?? "stand-in")
    settings.requests.concurrency = number("--concurrency").map { Int($0) } ?? 8
    settings.requests.attempts = number("--attempts").map { Int($0) } ?? 6
    settings.requests.timeout = number("--timeout") ?? 60
    settings.requests.requestsPerMinute = number("--requests-per-minute")
    settings.requests.tokensPerMinute = number("--tokens-per-minute")
    settings.requests.mostTokens = number("--max-tokens-total").map { Int($0) }
    settings.retryFailed = options["--retry-failed"] == "yes"
    let instructions = Instructions(try TagPrompt.load(), try Vocabulary.load())
    let ledger = try SQLiteLedger(path: options["--ledger"] ?? "trial.db")
    let transport = try CurlTransport(
        address: address, key: key, proxies: ProxySettings(environment: environment),
        timeout: settings.requests.timeout, concurrency: settings.requests.concurrency)
    let summary = try TagRun(
        settings: settings, instructions: instructions, host: address.hostAndPort, ledger: ledger
    ).run(try texts(), over: transport, isCancelled: { isInterrupted != 0 }) { progress in
        guard options["--verbose"] != nil else { return }
        FileHandle.standardError.write(Data("\(progress)\n".utf8))
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let result: JSON = [
        "tagged": .integer(summary.progress.tagged), "failed": .integer(summary.progress.failed),
        "refused": .integer(summary.progress.refused), "already_done": .integer(summary.progress.alreadyDone),
        "requests": .integer(summary.progress.requests.requests),
        "failed_attempts": .integer(summary.progress.requests.failedAttempts),
        "most_in_flight": .integer(summary.progress.requests.mostInFlight),
        "tokens": .integer(summary.progress.requests.tokens), "seconds": .number(summary.progress.seconds),
        "megabytes": .integer(usage.ru_maxrss / 1024), "digest": .string(try ledger.digest()),
        "ending": .string(summary.ending.description), "exit": .integer(Int(summary.exitCode)),
    ]
    print(result.text)
    return summary.exitCode
}

do { exit(try run()) } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
