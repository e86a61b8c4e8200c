import Endpoint

/// Tags texts by a language model: skips those that the ledger has, asks for the others, and keeps the answers.
///
/// Texts are taken one by one, so memory does not grow with their number.
public final class TagRun {
    private let settings: TagSettings
    private let instructions: Instructions
    private let ledger: any TagLedger
    private let host: String

    /// - Parameter host: of the endpoint, for the ledger.
    public init(settings: TagSettings, instructions: Instructions, host: String, ledger: any TagLedger) {
        self.settings = settings
        self.instructions = instructions
        self.host = host
        self.ledger = ledger
    }

    /// Asks for all texts that have no tags.
    ///
    /// - Parameters:
    ///   - total: how many texts there are, if that is known.
    ///   - isCancelled: is asked several times per second; see `Dispatcher.run`.
    ///   - progress: is called about once per second, and at the end.
    /// - Throws: `EndpointError` for settings, what the ledger and the sequence throw. Answers before are kept.
    public func run(
        _ texts: some Sequence<String>, total: Int? = nil, over transport: any Transport,
        isCancelled: () -> Bool = { false }, progress: @escaping (TagProgress) -> Void = { _ in }
    ) throws -> TagSummary {
        try settings.validate()
        let revision = try ledger.open(settings.identity(instructions, host: host))
        let client = TagClient(
            texts: texts.makeIterator(), total: total, settings: settings, instructions: instructions, ledger: ledger,
            clock: { transport.now }, progress: progress)
        let dispatcher = try Dispatcher(settings: settings.requests, transport: transport, client: client)
        let result: DispatchSummary
        do {
            result = try dispatcher.run(isCancelled: isCancelled)
        } catch {
            // The first error says what happened; a second one here would be its consequence.
            try? client.save()
            throw error
        }
        try client.finish(result.counts)
        return TagSummary(progress: client.progress, ending: result.ending, revision: revision)
    }
}
