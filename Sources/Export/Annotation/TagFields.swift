import SQLite
import Tabular
import Warehouse

/// Tags in the form of a text format.
struct TagFields {
    private let combinations: TagCombinations
    /// The names of the columns in the output.
    let names: [String]
    private let listSeparator: String

    init(_ combinations: TagCombinations, names: [String], listSeparator: String) {
        self.combinations = combinations
        self.names = names
        self.listSeparator = listSeparator
    }

    /// Writes members of a JSON object, `"culture":"…","places":[…]`; nulls for no combination.
    func appendJSON(_ tags: UInt32?, into buffer: inout TextBuffer) {
        let values = tags.map { combinations[$0] }
        for (column, name) in names.enumerated() {
            if column > 0 { buffer.append(",") }
            JSONText.append(string: name, into: &buffer)
            buffer.append(":")
            guard let value = values?[column] else {
                buffer.append("null")
                continue
            }
            appendJSON(value, column, into: &buffer)
        }
    }

    private func appendJSON(_ value: TagCombinations.Value, _ column: Int, into buffer: inout TextBuffer) {
        switch value {
        case .code(let code): JSONText.append(SQLValue(text(code, column)), into: &buffer)
        case .integer(let integer): JSONText.append(SQLValue(integer), into: &buffer)
        case .real(let real): JSONText.append(real.map { .real($0) } ?? .null, into: &buffer)
        case .list(nil): buffer.append("null")
        case .list(let codes?):
            buffer.append("[")
            for (place, code) in codes.enumerated() {
                if place > 0 { buffer.append(",") }
                JSONText.append(SQLValue(text(code, column)), into: &buffer)
            }
            buffer.append("]")
        }
    }

    /// Writes fields of CSV, a separator before each.
    ///
    /// - Throws: `ExportError.valueHoldsSeparator`.
    func appendCSV(_ tags: UInt32?, separator: UInt8, into buffer: inout TextBuffer) throws {
        let values = tags.map { combinations[$0] }
        for column in names.indices {
            buffer.append(separator)
            guard let value = values?[column], let field = try csvField(value, column) else { continue }
            CSVText.append(field, separator: separator, into: &buffer)
        }
    }

    private func csvField(_ value: TagCombinations.Value, _ column: Int) throws -> String? {
        switch value {
        case .code(let code): return text(code, column)
        case .integer(let integer): return integer.map(String.init)
        case .real(let real): return real?.description
        case .list(let codes):
            return try codes.map {
                try CSVList.joined($0.map { text($0, column) ?? "" }, separator: listSeparator, column: names[column])
            }
        }
    }

    private func text(_ code: UInt32, _ column: Int) -> String? {
        combinations.columns[column].dictionary.text(of: code)
    }
}
