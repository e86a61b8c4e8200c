import Readers

/// Embeddings that another program made: records with `text` and `embedding`, a list of numbers.
public struct FileEmbedder: Embedder, Sendable {
    public let model: String
    private let embeddings: [String: Embedding]

    /// Reads a file in any format that the program reads, such as JSON lines or Parquet.
    ///
    /// - Parameter model: the name to store; by default the `model` of the records, else the file's name.
    /// - Throws: `AugmentationError` if a record lacks its text or its numbers, or their number differs; `ReadError`.
    public init(path: String, model: String? = nil) throws {
        var embeddings: [String: Embedding] = [:]
        var named: String?
        var dimension: Int?
        let fields = JSONFields()
        let reader = try RecordFieldsReader(path: path)
        while let records = try reader.next() {
            for record in records {
                func bad(_ reason: String) -> AugmentationError {
                    .badEmbedding(file: path, record: Int(record.number), reason: reason)
                }
                guard let text = record["text"]?.text else { throw bad("it has no “text”") }
                guard let list = record["embedding"]?.text else { throw bad("it has no “embedding”") }
                let vector = try Self.numbers(list, fields, bad)
                guard let embedding = Embedding(vector) else { throw bad("its embedding has no length") }
                let name = model ?? record["model"]?.text ?? named ?? path
                if let dimension, dimension != embedding.dimension {
                    throw AugmentationError.dimensionsDiffer(model: name, dimension, embedding.dimension)
                }
                dimension = embedding.dimension
                named = name
                embeddings[text] = embedding
            }
        }
        guard let named else { throw AugmentationError.noEmbeddings(file: path) }
        (self.model, self.embeddings) = (named, embeddings)
    }

    private static func numbers(
        _ list: String, _ fields: JSONFields, _ bad: (String) -> AugmentationError
    ) throws -> [Double] {
        var numbers: [Double?] = []
        let isList = Array(list.utf8).withUnsafeBufferPointer { bytes in
            fields.forEachElement(in: bytes) { numbers.append($0.flatMap { Double($0.text) }) }
        }
        guard isList else { throw bad("its embedding is no list") }
        let known = numbers.compactMap { $0 }
        guard known.count == numbers.count else { throw bad("its embedding has an element that is no number") }
        return known
    }

    public func embeddings(of texts: [String]) throws -> [Embedding?] { texts.map { embeddings[$0] } }
}
