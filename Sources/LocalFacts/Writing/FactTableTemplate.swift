/// What a load says of a fact table that it fills, so that the store can make the table.
public struct FactTableTemplate: Sendable, Hashable {
    public var name: String
    /// What one row is, as a sentence: `one row per answer of a respondent to a question`.
    public var grain: String
    /// What texts call one row: `answer`.
    public var rowNoun: String
    /// For a table of entities: the column whose values name the rows.
    public var key: String?

    public init(name: String, grain: String, rowNoun: String, key: String? = nil) {
        self.name = name
        self.grain = grain
        self.rowNoun = rowNoun
        self.key = key
    }
}
