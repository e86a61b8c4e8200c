import ArgumentParser
import Endpoint
import Foundation
import Preferences
import SQLite
import Warehouse

/// How a server of a reward model is asked.
struct RewardServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The form of the server: \(ScoreRequest.Form.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "form"))
    var form = ScoreRequest.Form.score

    @Option(help: ArgumentHelp("The model that the server is asked for.", valueName: "name"))
    var model = ""

    @Option(help: ArgumentHelp("Requests in flight.", valueName: "count"))
    var concurrency = 8

    @Option(help: ArgumentHelp("The environment variable with the key.", valueName: "name"))
    var keyVariable = EndpointKey.usualVariable
}

extension ScoreRequest.Form: ExpressibleByArgument {}

/// The rewards of a server: one request for the responses to each prompt that follow each other.
struct EndpointRewards: CustomStringConvertible {
    let address: String
    let options: RewardServerOptions

    var description: String { "\(options.model.isEmpty ? "the model" : options.model) at \(address)" }

    /// A prompt, and its responses by their indices.
    private struct Group {
        let prompt: String
        var rows: [Int] = []
        var texts: [String] = []
    }

    /// - Returns: by response; nil for one without a text, and for one that the server gave no score.
    /// - Throws: `EndpointError`; `PreferenceCommandError.endpointEnded` if the run ended before all were asked.
    func rewards(of store: Store, count: Int) throws -> [Double?] {
        let groups = try groups(store)
        let environment = ProcessInfo.processInfo.environment
        let address = try EndpointAddress(address)
        var settings = RequestSettings()
        settings.concurrency = options.concurrency
        try settings.validate()
        let transport = try CurlTransport(
            address: address,
            key: try EndpointKey.read(for: address, variable: options.keyVariable, from: environment),
            proxies: ProxySettings(environment: environment), timeout: settings.timeout,
            concurrency: settings.concurrency)
        let requests = groups.map {
            ScoreRequest(form: options.form, model: options.model, query: $0.prompt, texts: $0.texts)
        }
        var rewards = [Double?](repeating: nil, count: count)
        let calls = EndpointCalls(requests: requests.lazy.map(\.http)) { number, body in
            requests[number].scores(in: body)
        } receive: { number, result in
            guard case .success(let scores) = result else { return }
            for (row, score) in zip(groups[number].rows, scores) { rewards[row] = score }
        }
        let summary = try Dispatcher(settings: settings, transport: transport, client: calls).run { false }
        guard summary.ending == .finished else {
            throw PreferenceCommandError.endpointEnded(Self.cause(summary.ending), answered: summary.counts.accepted)
        }
        return rewards
    }

    /// Why a run ended. Its own words speak of saved answers, and here there are none.
    private static func cause(_ ending: DispatchEnding) -> String {
        switch ending {
        case .outage(let failures, let seconds, let last):
            "nothing succeeded in \(Int(seconds.rounded())) s and \(failures) attempts; the last one: \(last)"
        case .askedToWait(let seconds): "it asks to wait for \(Int(seconds.rounded())) s"
        default: "\(ending)"
        }
    }

    private func groups(_ store: Store) throws -> [Group] {
        let columns = store.visibleColumns(of: "responses") ?? []
        guard columns.contains("text") else {
            throw PreferenceCommandError.noColumn("text", table: "responses", known: columns)
        }
        let prompt = columns.contains("prompt") ? "prompt" : "null"
        let statement = try store.connection.prepare("select \(prompt), text from responses order by id")
        var groups: [Group] = []
        var row = 0
        while try statement.step() {
            defer { row += 1 }
            guard let text = statement.value(at: 1).text, !text.isEmpty else { continue }
            let prompt = statement.value(at: 0).text ?? ""
            if groups.last?.prompt != prompt || (groups.last?.rows.count ?? 0) >= 32 {
                groups.append(Group(prompt: prompt))
            }
            groups[groups.count - 1].rows.append(row)
            groups[groups.count - 1].texts.append(text)
        }
        return groups
    }
}
