import Warehouse

/// A canned report: what its SQL file says in the comments of its header, and its statements.
public struct ReportDefinition: Sendable, Equatable {
    /// The file's name without `.sql`; the CSV of its first table is called after it.
    public var name: String
    public var title: String
    public var question: String
    /// Conventions that a reader of the tables has to know.
    public var notes: [String]
    public var parameters: [ReportParameter]
    /// At least one.
    public var tables: [ReportTable]

    /// The name of a table's CSV without its ending: `decay`, `decay-source`.
    public func fileName(of table: ReportTable) -> String {
        table.part.map { "\(name)-\($0)" } ?? name
    }

    /// The report with this one of its tables; nil where it has none of that file name.
    func keeping(tableNamed fileName: String) -> ReportDefinition? {
        guard let table = tables.first(where: { self.fileName(of: $0) == fileName }) else { return nil }
        var report = self
        report.tables = [table]
        return report
    }
}

/// A value that a report takes, `$name` in its SQL.
public struct ReportParameter: Sendable, Equatable {
    public var name: String
    public var defaultValue: SQLValue
    public var meaning: String
}

/// One table of a report: one statement.
public struct ReportTable: Sendable, Equatable {
    /// nil for the first table of a file.
    public var part: String?
    /// What one row is; empty where the file does not say it.
    public var grain: String
    public var columns: [ReportColumn]
    public var chart: ReportChart?
    public var sql: String
    /// The line of the file on which `sql` starts, from 1.
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

/// How a table is drawn.
public struct ReportChart: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case bar, line, scatter
    }

    public var kind: Kind
    public var x: String
    public var y: String
    /// The columns with the ends of an interval around `y`.
    public var low: String?
    public var high: String?
    /// The column that tells the series apart.
    public var series: String?
}
