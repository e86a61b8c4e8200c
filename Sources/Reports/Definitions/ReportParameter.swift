import SQLite
import Warehouse

/// A value that a report takes: `$name` in its SQL if it is bound, `{name}` if it stands for a piece of SQL.
public struct ReportParameter: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// Any value, bound.
        case value
        /// A number between two bounds, bound.
        case number(ClosedRange<Double>)
        /// An integer between two bounds, bound.
        case integer(ClosedRange<Int64>)
        /// One of these words, bound.
        case choice([String])
        /// A value that a column of a relation has, or null, bound.
        case member(relation: String, column: String)
        /// A visible column of a relation, or null or `none` for none: `{name}` is its quoted name, or `null`. `$name`
        /// is its name, or null.
        case column(of: String)
        /// Visible columns of a relation, separated by commas: `{name}` is their quoted names, separated by commas, and
        /// `$name` a JSON array of their names.
        case columns(of: String)
        /// An SQL condition on a relation's visible columns: `{name}` is the condition in parentheses.
        case condition(on: String)
        /// A measure of a relation, or `n` for 1 per sample: `{name}` is a row's total of it, `{name_known}` whether
        /// its samples have it, `{name_square}` the total of its squares, `{name_mention}` and `{name_fractional}` the
        /// totals by these ways of counting. `$name` is the measure's name, null for `n`.
        case measure(of: String)
        /// Tables with known totals of the values of a relation's columns, separated by commas, or null. The measure
        /// that weights samples is calibrated to them.
        case margins(of: String)
        /// Measures of a relation, separated by commas, `*` for any letters, or null: replicate weights. `$name` is
        /// what was given.
        case measures(of: String)
        /// How replicate weights were made: `brr`, `fay:0.5` (balanced repeated replication by Fay's method, with its
        /// coefficient), `jackknife` or `bootstrap`, bound.
        case replication
        /// whole, mention or fractional: `{name}` is what a row of a list relation counts, in the measure if one is
        /// given.
        case counting
        /// Columns of relations whose spellings are one value, unless the parameter is 1: `{column}` is the column, or
        /// an expression that gives each spelling the commonest one of those that ``Spellings`` takes for the same.
        case spellings(of: [String])
        /// Measures and lists of a relation, separated by commas, `*` for any letters, or null for all: `{name}` is a
        /// statement with the number of samples of each of their values, see ``QuantityTallies``.
        case quantities(of: String)
    }

    public var name: String
    public var kind: Kind
    public var defaultValue: SQLValue
    public var meaning: String

    /// The parameters that decide what is counted: a report without them answers another question.
    static let countingNames = ["by", "where", "weight", "margins", "counting"]

    /// The parameters that have their own option on the command line.
    static let commonNames =
        countingNames + [
            "min_n", "level", "clusters", "factors", "replicate_weights", "seed", "replicates", "as_written",
        ]

    /// How the command line gives the parameter: `--min-n`, `--param stage`.
    public var option: String { ReportParameter.option(named: name) }

    static func option(named name: String) -> String {
        commonNames.contains(name) ? "--\(name.replacing("_", with: "-"))" : "--param \(name)"
    }

    /// The names between braces that the parameter gives to the SQL.
    var placeholders: [String] {
        switch kind {
        case .value, .number, .integer, .choice, .member, .margins, .measures, .replication: []
        case .column, .columns, .condition, .counting, .quantities: [name]
        case .spellings(let columns): columns.compactMap { $0.split(separator: ".").last.map(String.init) }
        case .measure: [name, "\(name)_known", "\(name)_square", "\(name)_mention", "\(name)_fractional"]
        }
    }

    /// Whether it names the measure that weights samples.
    var isMeasure: Bool { if case .measure = kind { true } else { false } }

    /// Whether it names replicate weights.
    var isReplicates: Bool { if case .measures = kind { true } else { false } }

    /// Whether the statement of a table uses the parameter.
    func isUsed(in table: ReportTable) -> Bool {
        let names = SQLPieces(table.sql).parameterNames
        return placeholders.isEmpty ? names.bound.contains(name) : !names.braced.isDisjoint(with: placeholders)
    }
}

extension ReportParameter.Kind {
    /// The kind as a header writes it.
    public var text: String {
        switch self {
        case .value: "value"
        case .number(let range): "number from \(range.lowerBound) to \(range.upperBound)"
        case .integer(let range): "integer from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): "one of \(words.joined(separator: " "))"
        case .member(let relation, let column): "value of \(relation).\(column)"
        case .column(let relation): "column of \(relation)"
        case .columns(let relation): "columns of \(relation)"
        case .condition(let relation): "condition on \(relation)"
        case .measure(let relation): "measure of \(relation)"
        case .measures(let relation): "measures of \(relation)"
        case .margins(let relation): "margins of \(relation)"
        case .replication: "replication"
        case .spellings(let columns): "spellings of \(columns.joined(separator: "+"))"
        case .quantities(let relation): "quantities of \(relation)"
        case .counting: "counting"
        }
    }

    /// Reads a kind; nil for an unknown kind.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.dropFirst().first, words.count) {
        case ("value", nil, _): self = .value
        case ("counting", nil, _): self = .counting
        case ("replication", nil, _): self = .replication
        case ("spellings", "of", 3):
            let columns = words[2].split(separator: "+").map(String.init)
            guard columns.allSatisfy({ $0.split(separator: ".").count == 2 }) else { return nil }
            self = .spellings(of: columns)
        case ("column", "of", 3): self = .column(of: words[2])
        case ("columns", "of", 3): self = .columns(of: words[2])
        case ("value", "of", 3):
            let names = words[2].split(separator: ".").map(String.init)
            guard names.count == 2 else { return nil }
            self = .member(relation: names[0], column: names[1])
        case ("condition", "on", 3): self = .condition(on: words[2])
        case ("measure", "of", 3): self = .measure(of: words[2])
        case ("measures", "of", 3): self = .measures(of: words[2])
        case ("quantities", "of", 3): self = .quantities(of: words[2])
        case ("margins", "of", 3): self = .margins(of: words[2])
        case ("one", "of", 4...): self = .choice(Array(words[2...]))
        case ("number", "from", 5):
            guard let low = Double(words[2]), let high = Double(words[4]), low <= high else { return nil }
            self = .number(low...high)
        case ("integer", "from", 5):
            guard let low = Int64(words[2]), let high = Int64(words[4]), low <= high else { return nil }
            self = .integer(low...high)
        default: return nil
        }
    }
}
