import LocalFacts
import SQLite
import Tabular

extension Spellings {
    /// The column with one spelling for each value, as SQL.
    func sql(of column: String) -> String {
        let name = SQLName.quoted(column)
        guard !shown.isEmpty else { return name }
        let cases = shown.sorted { $0.key < $1.key }.map { spelling, text in
            "when \(InsertFormat.literal(.text(spelling))) then \(InsertFormat.literal(.text(text)))"
        }
        return "case \(name) \(cases.joined(separator: " ")) else \(name) end"
    }
}
