import Facts

/// A table to attach: where it is, and what its fields are in the store.
public struct OutsideTable: Sendable {
    /// A row of the file that taught the store the values: one value of one field, all other fields null.
    public struct Lesson: Sendable {
        public var field: OutsideField
        public var raw: String

        public init(field: OutsideField, raw: String) {
            self.field = field
            self.raw = raw
        }
    }

    /// The name of the fact table.
    public var name: String
    public var location: EngineLocation
    /// What identifies the state of the table.
    public var snapshot: String
    public var rowCount: Int64
    /// The field of each column, by the column's name; nil for a column with the same value in all rows.
    public var fields: [(column: String, field: OutsideField?)]
    /// What the call said of the mapping, by option.
    public var options: [String: String]

    public init(
        name: String, location: EngineLocation, snapshot: String, rowCount: Int64,
        fields: [(column: String, field: OutsideField?)], options: [String: String]
    ) {
        self.name = name
        self.location = location
        self.snapshot = snapshot
        self.rowCount = rowCount
        self.fields = fields
        self.options = options
    }
}

/// An outside table that a store has.
public struct OutsideTableDescription: Sendable, Equatable {
    public var name: String
    public var location: EngineLocation
    public var snapshot: String
    public var rowCount: Int64
    public var options: [String: String]
}
