import Warehouse

/// A report: the header comments of its SQL file, and its statements.
public struct ReportDefinition: Sendable, Equatable {
    /// The file's name without `.sql`, which is also the name of the CSV of its first table.
    public var name: String
    public var title: String
    public var question: String
    /// Conventions that a reader of the tables has to know.
    public var notes: [String]
    public var parameters: [ReportParameter]
    /// What the store must have for the report.
    public var needs: [ReportNeed]
    /// The reports that this one stands in for where the store lacks what they need.
    public var replaces: [String] = []
    /// What `ReportCorrection` does about the tagger's errors; nil where the header says nothing of them.
    public var correctability: ReportCorrectability?
    /// At least one.
    public var tables: [ReportTable]

    /// The name of a table's CSV without its ending: `decay`, `decay-source`.
    public func fileName(of table: ReportTable) -> String {
        table.part.map { "\(name)-\($0)" } ?? name
    }

    /// The report with this one of its tables; nil if it has none of that file name.
    func keeping(tableNamed fileName: String) -> ReportDefinition? {
        guard let table = tables.first(where: { self.fileName(of: $0) == fileName }) else { return nil }
        var report = self
        report.tables = [table]
        report.parameters = parameters.filter { uses($0, in: table) }
        return report
    }

    /// Whether a table uses a parameter; a way of counting counts in the measure, and margins calibrate it.
    func uses(_ parameter: ReportParameter, in table: ReportTable) -> Bool {
        if parameter.isUsed(in: table) { return true }
        // The statements of quantities choose, part and cluster the samples: see `QuantityTallies`.
        let hasQuantities = parameters.contains {
            if case .quantities = $0.kind { $0.isUsed(in: table) } else { false }
        }
        if hasQuantities, ["by", "where", "clusters"].contains(parameter.name) { return true }
        switch parameter.kind {
        case .measure: return parameters.contains { $0.kind == .counting && $0.isUsed(in: table) }
        case .margins: return parameters.contains { $0.isMeasure && uses($0, in: table) }
        case .replication: return parameters.contains { $0.isReplicates && $0.isUsed(in: table) }
        default: return false
        }
    }
}

/// Columns of a relation that a report needs: if no row has values of all of them, the report is left out.
public struct ReportNeed: Sendable, Equatable {
    public var relation: String
    public var columns: [String]
    /// The parameter and value that make the report need them; nil if it always does.
    public var condition: Condition?
    /// What the program says where it is lacking: why the report needs it, and what else there is; nil for nothing.
    public var remedy: String?

    public struct Condition: Sendable, Equatable {
        public var parameter: String
        public var value: String
    }

    /// The need as a header writes it.
    public var text: String {
        let condition = condition.map { " if \($0.parameter) = \($0.value)" } ?? ""
        return "\(relation).\(columns.joined(separator: "+"))\(condition)"
    }
}

/// One table of a report: one statement.
public struct ReportTable: Sendable, Equatable {
    /// nil for the first table of a file.
    public var part: String?
    /// What a paper says above the table; nil if the file does not say it.
    public var caption: String?
    /// What one row is; empty if the file does not say it.
    public var grain: String
    /// The columns whose values tell one row from another: the grain by its columns. Empty for a table of one row; nil
    /// if the file does not say it.
    public var key: [String]?
    /// Who defined the measures of the table; nil if the file does not say it.
    public var measure: ReportColumn.Origin?
    /// What it means that the table has no rows; nil if the file does not say it.
    public var emptiness: String?
    public var columns: [ReportColumn]
    /// The columns that a paper shows, in their order; nil if the file does not say it.
    public var printed: [String]?
    /// The rows that a paper shows of a table that is longer than a page; nil for all.
    public var printedRows: PrintedRows?
    /// What figures call a column, by its name; `blank` is what a cell or country without a row means, `estimate` what
    /// the points beside the bars are, `both` what the two measures of a chart are.
    public var labels: [String: String] = [:]
    public var chart: ReportChart?
    /// The statement with the steps that it shares with other tables.
    public var sql: String
    /// The same statement behind as many line feeds as put each of its parts on the line that it has in the file.
    public var sqlInFile: String
    /// The line of the file on which the table's own part of the statement starts, from 1.
    public var line: Int
}

/// A column of a report's table.
public struct ReportColumn: Sendable, Equatable {
    /// Who defined a measure.
    public enum Origin: String, Sendable, CaseIterable {
        /// A measure of arXiv 2606.13808.
        case paper
        /// A measure that the paper does not have.
        case ours
    }

    public var name: String
    /// nil for a name or a rank.
    public var unit: String?
    /// nil for a column that is no measure.
    public var origin: Origin?
    public var meaning: String
}
