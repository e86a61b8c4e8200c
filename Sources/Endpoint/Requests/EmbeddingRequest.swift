/// Texts for `/embeddings`.
public struct EmbeddingRequest: Sendable {
    public var model: String
    public var texts: [String]
    /// The length of a vector, for models that can shorten it; nil for the model's own.
    public var dimensions: Int?

    public init(model: String, texts: [String]) {
        self.model = model
        self.texts = texts
    }

    public var http: HTTPRequest {
        var members: [JSON.Member] = [
            JSON.Member("model", .string(model)), JSON.Member("input", .array(texts.map(JSON.string))),
            JSON.Member("encoding_format", "float"),
        ]
        if let dimensions { members.append(JSON.Member("dimensions", .integer(dimensions))) }
        return HTTPRequest(path: "/embeddings", body: JSON.object(members).bytes)
    }

    /// One vector per text, in the order of the texts.
    ///
    /// - Returns: nil if the answer does not have exactly one vector of numbers for each text, all of one length.
    public func vectors(in body: [UInt8]) -> [[Double]]? {
        guard let data = JSONReader.value(of: body)?["data"]?.array, data.count == texts.count else { return nil }
        var vectors = [[Double]?](repeating: nil, count: texts.count)
        for (place, entry) in data.enumerated() {
            let index = entry["index"]?.integer ?? place
            guard vectors.indices.contains(index), vectors[index] == nil,
                let numbers = entry["embedding"]?.array
            else { return nil }
            let vector = numbers.compactMap(\.number)
            guard vector.count == numbers.count, !vector.isEmpty else { return nil }
            vectors[index] = vector
        }
        let found = vectors.compactMap { $0 }
        guard found.count == texts.count, Set(found.map(\.count)).count <= 1 else { return nil }
        return found
    }
}
