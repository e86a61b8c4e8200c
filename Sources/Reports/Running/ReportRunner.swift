import Warehouse

/// Runs reports on a store.
public struct ReportRunner {
    private let store: Store
    private let parameters: [String: SQLValue]

    /// - Parameter parameters: values in place of the reports' defaults, by name without `$`.
    public init(store: Store, parameters: [String: SQLValue] = [:]) {
        self.store = store
        self.parameters = parameters
    }

    /// Writes one table of a report.
    ///
    /// - Returns: the number of rows.
    /// - Throws: `ReportError`, `OutputError`.
    @discardableResult
    public func write(
        _ table: ReportTable, of report: ReportDefinition, format: OutputFormatName, to sink: any TextSink
    ) throws -> Int {
        do {
            var writer = ResultWriter(format: format.makeFormat(), sink: sink)
            return try writer.write(statement(for: table, of: report))
        } catch let error as SQLError {
            throw ReportError.failed(table: report.fileName(of: table), error: error)
        }
    }

    /// The statement of one table of a report, ready to run.
    ///
    /// - Throws: `ReportError`, `SQLError`.
    public func statement(for table: ReportTable, of report: ReportDefinition) throws -> Statement {
        // Behind as many line feeds as the file has above it, so that an error tells the line of the file.
        let statement = try store.connection.prepare(String(repeating: "\n", count: table.line - 1) + table.sql)
        let declared = table.columns.map(\.name)
        guard declared.isEmpty || declared == statement.columnNames else {
            throw ReportError.columnsDiffer(
                table: report.fileName(of: table), declared: declared, found: statement.columnNames)
        }
        try statement.bind(parameters: values(for: report))
        return statement
    }

    /// Checks that every given parameter is one of at least one of the reports.
    ///
    /// - Throws: `ReportError.unknownParameter`.
    public func requireKnownParameters(in reports: [ReportDefinition]) throws {
        let known = Set(reports.flatMap(\.parameters).map(\.name)).sorted()
        for name in parameters.keys.sorted() where !known.contains(name) {
            throw ReportError.unknownParameter(name: name, known: known)
        }
    }

    private func values(for report: ReportDefinition) -> [String: SQLValue] {
        let defaults = report.parameters.map { ($0.name, $0.defaultValue) }
        return Dictionary(defaults) { _, later in later }.merging(parameters) { _, given in given }
    }
}
