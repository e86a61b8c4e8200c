import Facts
import SQLite

/// Collects values of SQLite as the columns of an engine's answer.
struct RawTableBuilder {
    private enum Column {
        case texts(TextColumnBuilder)
        case integers([Int64?])
        case reals([Double?])
    }

    private let fields: [OutsideField]
    private let table: String
    private var columns: [Column]

    init(_ fields: [OutsideField], table: String) {
        self.fields = fields
        self.table = table
        columns = fields.map { field in
            switch field.form {
            case .text, .json: .texts(TextColumnBuilder())
            case .integer: .integers([])
            case .real: .reals([])
            }
        }
    }

    /// Appends the value of the next row.
    ///
    /// - Throws: `EngineError.unexpectedValue`.
    mutating func append(_ value: SQLValue, at place: Int) throws {
        switch (columns[place], value) {
        case (.texts(var texts), _):
            // Taken out so that it grows in place.
            columns[place] = .integers([])
            texts.append(value.text)
            columns[place] = .texts(texts)
        case (.integers(var integers), .integer), (.integers(var integers), .null):
            columns[place] = .reals([])
            integers.append(value.integer)
            columns[place] = .integers(integers)
        case (.reals(var reals), .integer), (.reals(var reals), .real), (.reals(var reals), .null):
            columns[place] = .integers([])
            reals.append(value.number)
            columns[place] = .reals(reals)
        default: throw EngineError.unexpectedValue(table: table, field: fields[place].name)
        }
    }

    func table(rowCount: Int) -> RawTable {
        RawTable(
            columns: columns.map { column in
                switch column {
                case .texts(let texts): texts.column
                case .integers(let values): .integers(values)
                case .reals(let values): .reals(values)
                }
            }, rowCount: rowCount)
    }
}
