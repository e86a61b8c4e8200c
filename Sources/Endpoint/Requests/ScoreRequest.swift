/// A question for scores: of a query with each of several texts, or of a reward model's opinion of texts.
public struct ScoreRequest: Sendable {
    /// Which server's form it has.
    public enum Form: String, Sendable, CaseIterable {
        /// vLLM's and Cohere's `/rerank`.
        case rerank
        /// vLLM's `/score`.
        case score
        /// `/rerank` of Hugging Face's text-embeddings-inference.
        case teiRerank = "tei-rerank"
        /// `/predict` of text-embeddings-inference, for reward and classification models; it has no query.
        case teiPredict = "tei-predict"
    }

    public var form: Form
    public var model: String
    public var query: String
    public var texts: [String]

    public init(form: Form, model: String, query: String, texts: [String]) {
        self.form = form
        self.model = model
        self.query = query
        self.texts = texts
    }

    public var http: HTTPRequest {
        let texts = JSON.array(texts.map(JSON.string))
        let body: JSON
        switch form {
        case .rerank:
            body = [
                "model": .string(model), "query": .string(query), "documents": texts,
                "top_n": .integer(self.texts.count), "return_documents": false,
            ]
        case .score: body = ["model": .string(model), "text_1": .string(query), "text_2": texts]
        // Raw scores, since the sigmoid of a reward loses its scale.
        case .teiRerank: body = ["query": .string(query), "texts": texts, "raw_scores": true, "truncate": true]
        case .teiPredict:
            body = ["inputs": .array(self.texts.map { [.string($0)] }), "raw_scores": true, "truncate": true]
        }
        return HTTPRequest(path: path, body: body.bytes)
    }

    /// text-embeddings-inference has its paths at the root of the host.
    private var path: String {
        switch form {
        case .rerank: "/rerank"
        case .score: "/score"
        case .teiRerank: "//rerank"
        case .teiPredict: "//predict"
        }
    }

    /// One score per text, in the order of the texts.
    ///
    /// - Returns: nil if the answer does not have exactly one number for each text.
    public func scores(in body: [UInt8]) -> [Double]? {
        guard let value = JSONReader.value(of: body),
            let entries = value.array ?? value["results"]?.array ?? value["data"]?.array, entries.count == texts.count
        else { return nil }
        var scores = [Double?](repeating: nil, count: texts.count)
        for (place, entry) in entries.enumerated() {
            // A classifier gives a list of labels per text, the best one first.
            let best = entry.array?.first ?? entry
            let index = best["index"]?.integer ?? place
            guard scores.indices.contains(index), scores[index] == nil,
                let score = (best["relevance_score"] ?? best["score"])?.number
            else { return nil }
            scores[index] = score
        }
        return scores.compactMap { $0 }
    }
}
