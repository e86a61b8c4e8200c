import Augmentation
import Endpoint
import Ingest

/// Vectors of a model behind an endpoint, each asked for once.
final class EndpointEmbedder: Embedder {
    let model: String
    private let options: AskingOptions
    private let ledger: ReplyLedger
    private let transport: CurlTransport?
    private let stop: StopRequest
    private static let textsPerRequest = 64

    /// - Throws: `EndpointError`.
    init(model: String, _ options: AskingOptions, ledger: ReplyLedger, stop: StopRequest) throws {
        self.model = model
        self.options = options
        self.ledger = ledger
        self.stop = stop
        transport = try options.transport()
    }

    func embeddings(of texts: [String]) throws -> [Embedding?] {
        var vectors = try texts.map { try ledger.vector(model: model, text: $0) }
        let open = texts.indices.filter { vectors[$0] == nil }
        if !open.isEmpty {
            guard let transport else { throw AskingError.nothingAsked(model: model, ledger: ledger.path) }
            try ask(open, texts, over: transport) { vectors[$0] = $1 }
        }
        let lengths = Set(vectors.compactMap { $0?.count }).sorted()
        if lengths.count > 1 {
            throw AugmentationError.dimensionsDiffer(model: model, lengths[0], lengths[1])
        }
        return vectors.map { $0.flatMap { Embedding($0) } }
    }

    private func ask(
        _ open: [Int], _ texts: [String], over transport: CurlTransport, receive: @escaping (Int, [Double]) -> Void
    ) throws {
        let batches = stride(from: 0, to: open.count, by: Self.textsPerRequest).map { start in
            Array(open[start..<min(start + Self.textsPerRequest, open.count)])
        }
        let (ledger, model) = (ledger, model)
        let requests = batches.map { EmbeddingRequest(model: model, texts: $0.map { texts[$0] }) }
        var done = 0
        var failure: EndpointCalls<[[Double]]>.CallFailure?
        let calls = EndpointCalls(requests: requests.map(\.http)) {
            requests[$0].vectors(in: $1)
        } receive: {
            number, result in
            switch result {
            case .success(let vectors):
                let places = batches[number]
                try ledger.keep(zip(places, vectors).map { (texts[$0], $1) }, model: model)
                for (place, vector) in zip(places, vectors) { receive(place, vector) }
                done += places.count
            case .failure(let reason): failure = failure ?? reason
            }
        }
        let summary = try Dispatcher(settings: options.settings, transport: transport, client: calls).run { [stop] in
            stop.isMade
        }
        StandardError.write(
            "\(model): \(done) of \(open.count) texts embedded, \(texts.count - open.count) known; "
                + "\(summary.counts.requests) requests, \(summary.counts.failed) failed\n")
        if let failure { StandardError.write("\(model): the first failure: \(failure.failure)\n") }
        guard summary.ending == .finished else {
            throw BrokenOffAsking(ending: summary.ending, done: done, total: open.count, ledger: ledger.path)
        }
    }
}
