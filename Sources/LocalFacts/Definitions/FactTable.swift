/// A table of facts of one grain: the samples of a corpus, the responses of models, the answers of a survey.
public struct FactTable: Sendable, Hashable, Identifiable {
    public var id: Int64
    /// What statements call it.
    public var name: String
    /// What one row is, as a sentence: `one row per answer of a respondent to a question`.
    public var grain: String
    /// What texts call one row: `sample`, `answer`.
    public var rowNoun: String
    /// For a table of entities, such as respondents: the column whose values name the rows. Nil for facts.
    public var key: String?

    public init(id: Int64, name: String, grain: String, rowNoun: String, key: String? = nil) {
        self.id = id
        self.name = name
        self.grain = grain
        self.rowNoun = rowNoun
        self.key = key
    }

    /// The table that every store has.
    public static let samples = FactTable(id: 1, name: "samples", grain: "one row per sample", rowNoun: "sample")

    package var isSamples: Bool { id == FactTable.samples.id }

    /// The name of the relation with a row for each value of a multi-valued column: that of samples has the column's
    /// name, that of another table has the table's name before it.
    package func listRelation(of column: String) -> String { isSamples ? column : "\(name)_\(column)" }
}
