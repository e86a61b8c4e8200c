import SQLite
import Tabular
import Warehouse

/// Runs reports on a store.
public struct ReportRunner {
    let store: Store
    let parameters: [String: SQLValue]
    /// Runs work that runs a statement, and ends it at limits.
    public var limit: (_ body: () throws -> Void) throws -> Void = { try $0() }

    /// - Parameter parameters: values instead of the reports' defaults, by name without `$`. A condition is a text.
    public init(store: Store, parameters: [String: SQLValue] = [:]) {
        self.store = store
        self.parameters = parameters
    }

    /// A report that is not run, and why.
    public struct Omission: Sendable {
        public var report: ReportDefinition
        public var reason: ReportError
    }

    /// Divides the reports into those that can run on the store with these parameters, and those that are left out: the
    /// store lacks what they need, or they lack a given parameter that decides what is counted. What stands in for a
    /// report that is left out is among the first. Among all built-in reports, those over tables that the store does
    /// not have are not mentioned.
    ///
    /// - Throws: `ReportError` for a value that a parameter cannot have; `SQLError`.
    public func selecting(
        _ reports: [ReportDefinition]
    ) throws -> (runnable: [ReportDefinition], omitted: [Omission]) {
        var runnable: [ReportDefinition] = []
        var omitted: [Omission] = []
        let relations = Set(store.relations.map(\.name))
        let isAll = reports.count == ReportCatalogue.embeddedCount
        for report in reports where !isAll || report.needs.allSatisfy({ relations.contains($0.relation) }) {
            // Among all reports, one that stands in for others comes in their place only.
            if isAll, !report.replaces.isEmpty { continue }
            do {
                try requireParametersThatCount(of: report)
                let (answered, omission) = try answerable(report)
                if let omission { omitted.append(omission) }
                if omission == nil || !runnable.contains(answered) { runnable.append(answered) }
            } catch let error as ReportError where error.isOmission {
                omitted.append(Omission(report: report, reason: error))
            }
        }
        return (runnable, omitted)
    }

    /// The report as this store can run it, or the one that stands in for it where the store lacks what it needs: that
    /// has the same table, if the report is one of several tables. The omission then tells which.
    ///
    /// - Throws: `ReportError` as ``require(_:)``; `SQLError`.
    public func answerable(_ report: ReportDefinition) throws -> (report: ReportDefinition, omission: Omission?) {
        do {
            let adapted = try adapted(report)
            try require(adapted)
            return (adapted, nil)
        } catch ReportError.lacking(let name, var what) {
            let part = report.tables.count == 1 ? report.tables.first?.part : nil
            for standIn in try ReportCatalogue.standIns(for: report.name) {
                do {
                    let whole = try runnable(standIn)
                    what += "; \(whole.name), over all samples, stands in for it"
                    guard let kept = part == nil ? whole : whole.keeping(tableNamed: "\(whole.name)-\(part ?? "")")
                    else { continue }
                    return (kept, Omission(report: report, reason: .lacking(report: name, what: what)))
                } catch ReportError.lacking(_, let itself) {
                    // What even that lacks says more.
                    what = itself
                }
            }
            throw ReportError.lacking(report: name, what: what)
        }
    }

    /// - Throws: as ``answerable(_:)``.
    private func runnable(_ report: ReportDefinition) throws -> ReportDefinition {
        try requireParametersThatCount(of: report)
        let adapted = try adapted(report)
        try require(adapted)
        return adapted
    }

    /// The report as this store can run it: over all samples if it has none of those that the report counts.
    ///
    /// - Throws: `SQLError`.
    public func adapted(_ report: ReportDefinition) throws -> ReportDefinition {
        try ReportRequirements(store: store, parameters: parameters).adapted(report)
    }

    /// Checks that the report can run on the store with these parameters.
    ///
    /// - Throws: `ReportError.lacking`, `.nothingMatches`, `.value`, `.condition`; `SQLError`.
    public func require(_ report: ReportDefinition) throws {
        try ReportRequirements(store: store, parameters: parameters).require(report)
        let arguments = try ReportArguments(of: report, given: parameters, store: store)
        for parameter in report.parameters {
            guard case .condition(let relation) = parameter.kind,
                let given = (parameters[parameter.name] ?? parameter.defaultValue).plainText,
                let condition = arguments.replacements[parameter.name]
            else { continue }
            let requirements = ReportRequirements(store: store, parameters: parameters)
            if try requirements.occurrence(in: relation, condition) == .null {
                throw ReportError.nothingMatches(report: report.name, option: parameter.option, condition: given)
            }
        }
    }

    /// Writes one table of a report.
    ///
    /// - Returns: the number of rows.
    /// - Throws: `ReportError`, `OutputError`.
    @discardableResult
    public func write(
        _ table: ReportTable, of report: ReportDefinition, format: OutputFormatName, to sink: any TextSink
    ) throws -> Int {
        var count = 0
        try limit {
            do {
                var writer = ResultWriter(format: format.makeFormat(), sink: sink)
                count = try writer.write(rows(of: table, in: report))
            } catch let error as SQLError {
                throw ReportError.failed(table: report.fileName(of: table), error: error)
            }
        }
        return count
    }

    /// Runs one table of a report to its end.
    ///
    /// - Throws: `ReportError`.
    public func result(of table: ReportTable, in report: ReportDefinition) throws -> ReportResult {
        var result = ReportResult(report: report, table: table, columns: [], rows: [], sql: "", parameters: [:])
        try limit {
            do {
                try run(table, of: report, into: &result)
            } catch let error as SQLError {
                throw ReportError.failed(table: report.fileName(of: table), error: error)
            }
        }
        return result
    }

    private func run(_ table: ReportTable, of report: ReportDefinition, into result: inout ReportResult) throws {
        let arguments = try ReportArguments(of: report, given: parameters, store: store)
        let source = try rows(of: table, in: report, with: arguments)
        result.columns = source.columnNames
        result.sql = arguments.sql(of: table)
        result.parameters = arguments.texts(of: report, given: parameters)
        while try source.step() { result.rows.append(source.row()) }
    }

    /// The rows of one table of a report: its statement, ready to run; with replicate weights, finished rows.
    ///
    /// - Throws: `ReportError`, `SQLError`.
    public func rows(of table: ReportTable, in report: ReportDefinition) throws -> any RowSource {
        try rows(of: table, in: report, with: ReportArguments(of: report, given: parameters, store: store))
    }

    private func rows(
        of table: ReportTable, in report: ReportDefinition, with arguments: ReportArguments
    ) throws -> any RowSource {
        let statement = try statement(for: table, of: report, with: arguments)
        guard let replicates = try ReplicateRuns(of: table, in: report, given: parameters, arguments: arguments) else {
            return statement
        }
        let rows = try statement.rows()
        let others = try replicates.weights.map { weight in
            var given = parameters
            given[replicates.measure] = .text(weight)
            do {
                let arguments = try ReportArguments(of: report, given: given, store: store)
                return try self.statement(for: table, of: report, with: arguments).rows()
            } catch let error as ReportError {
                throw ReportError.replicate(weight: weight, error: error)
            }
        }
        let columns = statement.columnNames
        return HeldRows(
            columns: columns, rows: replicates.intervals.replacing(in: rows, columns: columns, replicates: others))
    }

    private func statement(
        for table: ReportTable, of report: ReportDefinition, with arguments: ReportArguments
    ) throws -> Statement {
        // An error of SQLite then has the line of the file.
        let statement = try store.connection.prepare(arguments.sqlInFile(of: table))
        guard statement.columnCount > 0, statement.isReadOnly else {
            throw ReportError.notAQuestion(table: report.fileName(of: table))
        }
        let declared = table.columns.map(\.name)
        guard declared.isEmpty || declared == statement.columnNames else {
            throw ReportError.columnsDiffer(
                table: report.fileName(of: table), declared: declared, found: statement.columnNames)
        }
        try statement.bind(parameters: arguments.bindings)
        return statement
    }

    /// Checks that the report, or at least one of several reports, has every given parameter.
    ///
    /// - Throws: `ReportError.unknownOption`.
    public func requireKnownParameters(in reports: [ReportDefinition]) throws {
        let known = Set(reports.flatMap(\.parameters).map(\.name))
        for name in parameters.keys.sorted() where !known.contains(name) {
            throw unknownOption(name, in: reports)
        }
    }

    /// Among several reports, one that lacks a parameter which decides what is counted would describe other samples.
    private func requireParametersThatCount(of report: ReportDefinition) throws {
        for name in parameters.keys.sorted() where !report.parameters.contains(where: { $0.name == name }) {
            if ReportParameter.countingNames.contains(name) { throw unknownOption(name, in: [report]) }
        }
    }

    private func unknownOption(_ name: String, in reports: [ReportDefinition]) -> ReportError {
        var options: [String] = []
        for option in reports.flatMap(\.parameters).map(\.option) where !options.contains(option) {
            options.append(option)
        }
        return .unknownOption(
            report: reports.map(\.name).joined(separator: ", "), option: ReportParameter.option(named: name),
            known: options)
    }
}

extension Statement {
    fileprivate func rows() throws -> [[SQLValue]] {
        var rows: [[SQLValue]] = []
        while try step() { rows.append(row()) }
        return rows
    }
}

extension ReportError {
    /// The report and the store are both valid, but the report cannot run on this store.
    var isOmission: Bool {
        switch self {
        case .lacking, .nothingMatches, .unknownOption: true
        default: false
        }
    }
}
