import SQLite

/// An `insert` statement for each row, which gives the same values in any SQLite.
public struct InsertFormat: OutputFormat {
    private let table: String
    private var start = ""

    public init(table: String = "result") { self.table = table }

    public mutating func begin(columns: [String], into output: inout TextBuffer) {
        let names = columns.map(SQLName.quoted).joined(separator: ", ")
        start = "insert into \(SQLName.quoted(table)) (\(names)) values ("
    }

    public mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        output.append(start)
        output.append(row.map(InsertFormat.literal).joined(separator: ", "))
        output.append(");\n")
    }

    /// A literal that SQLite reads back as the same value.
    public static func literal(_ value: SQLValue) -> String {
        switch value {
        case .null: return "null"
        case .real(let number) where number.isInfinite: return number < 0 ? "-9e999" : "9e999"
        case .text(let text) where text.utf8.contains(0):
            // A NUL would end the statement.
            return "cast(\(SQLValue.blob(Array(text.utf8)).plainText ?? "") as text)"
        case .text(let text): return "'" + text.replacing("'", with: "''") + "'"
        case .integer, .real, .blob: return value.plainText ?? "null"
        }
    }
}
