/// One reply of a model to a row of a benchmark.
public struct Reply: Sendable, Hashable, Codable {
    /// The number of the row in the benchmark, from 1.
    public var row: Int
    /// The name of the question, where replies belong to named questions, as those of BLEnD do.
    public var id: String?
    public var model: String
    /// Nil if the model gave none, such as after its last failure.
    public var reply: String?

    public init(row: Int, id: String? = nil, model: String, reply: String?) {
        (self.row, self.id, self.model, self.reply) = (row, id, model, reply)
    }
}
