import SQLite
import Tabular
import Warehouse

/// The measures of samples and the lengths of their lists, as one statement that counts their values.
struct QuantityTallies {
    /// Columns with numbers.
    let measures: [String]
    /// Columns of several values; each is a relation with a row for each sample and distinct value.
    let lists: [String]
    let relation: String

    /// Measures first.
    var names: [String] { measures + lists }

    /// A compound statement with the columns `number` (of the quantity, from 1), `quantity` (its name), `kind` (measure
    /// or list), `part` (value of `by`), `cluster`, `value` and `n` (samples).
    ///
    /// - Parameters:
    ///   - named: the quantities that are counted; at least one is among ``names``.
    ///   - by: an expression over the relation, as are `clusters` and `condition`.
    func sql(of named: Set<String>, by: String, clusters: String, condition: String) -> String {
        names.enumerated().filter { named.contains($0.element) }.map { index, name in
            let column = SQLName.quoted(name)
            let isMeasure = index < measures.count
            // Each of a sample's k distinct values is a row, and has the weight 1/k. A sign takes the type from a
            // column: otherwise whole numbers would be written as doubles beside a measure of doubles.
            let value = isMeasure ? column : "cast(round(1.0 / w) as integer)"
            let count = isMeasure ? "count(*)" : "cast(round(sum(w)) as integer)"
            return """
                select \(index + 1) as number, \(InsertFormat.literal(.text(name))) as quantity,
                    '\(isMeasure ? "measure" : "list")' as kind, \(by) as part, \(clusters) as cluster, +\(value) as value,
                    \(count) as n
                from \(isMeasure ? SQLName.quoted(relation) : column)
                where \(condition)\(isMeasure ? " and \(column) is not null" : "")
                group by 4, 5, 6
                """
        }.joined(separator: "\nunion all\n")
    }
}
