import Facts
import SQLite

/// Collects values of SQLite as the columns of an engine's answer.
struct RawTableBuilder {
    /// An array for each kind; a column uses that of its own kind. The payload of an enum would be copied on every
    /// append.
    private struct Column {
        var texts = TextColumnBuilder()
        var integers: [Int64?] = []
        var reals: [Double?] = []
    }

    private let fields: [OutsideField]
    private let table: String
    private var columns: [Column]

    init(_ fields: [OutsideField], table: String) {
        self.fields = fields
        self.table = table
        columns = fields.map { _ in Column() }
    }

    /// Appends the value of the next row.
    ///
    /// - Throws: `EngineError.unexpectedValue`.
    /// - Complexity: O(the length of a text).
    mutating func append(_ value: SQLValue, at place: Int) throws {
        switch (fields[place].form, value) {
        case (.text, _), (.json, _): columns[place].texts.append(value.text)
        case (.integer, .integer), (.integer, .null): columns[place].integers.append(value.integer)
        case (.real, .integer), (.real, .real), (.real, .null), (.single, .integer), (.single, .real), (.single, .null):
            columns[place].reals.append(value.number)
        default: throw EngineError.unexpectedValue(table: table, field: fields[place].name)
        }
    }

    func table(rowCount: Int) -> RawTable {
        RawTable(
            columns: zip(fields, columns).map { field, column in
                switch field.form {
                case .text, .json: column.texts.column
                case .integer: .integers(column.integers)
                case .real, .single: .reals(column.reals)
                }
            }, rowCount: rowCount)
    }
}
