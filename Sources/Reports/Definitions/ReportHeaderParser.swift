import Tabular
import Warehouse

/// Reads the file of a report: SQL with a header in its comments (see docs/reports.md).
public struct ReportHeaderParser {
    let file: String

    /// - Parameter file: what errors call the file.
    public init(file: String) {
        self.file = file
    }

    /// - Throws: `ReportFileError`.
    public func parse(_ text: String, name: String) throws -> ReportDefinition {
        let sections = try ReportFileScanner(file: file).sections(of: text)
        let entries = sections.flatMap(\.entries)
        let steps = try sharedSteps(sections)
        let report = ReportDefinition(
            name: name,
            title: try single(.title, in: entries)?.text ?? missing(.title),
            question: try single(.question, in: entries)?.text ?? missing(.question),
            notes: entries.filter { $0.field == .note }.map(\.text),
            parameters: try entries.filter { $0.field == .parameter }.map(parameter),
            needs: try entries.filter { $0.field == .needs }.map(need),
            replaces: try single(.replaces, in: entries).map(reportNames) ?? [],
            correctability: try single(.corrected, in: entries).map(correctability),
            tables: try sections.map { try table($0, steps) })
        try requireDistinctTables(report)
        try requireKnownPlaceholders(report)
        return report
    }

    private func missing(_ field: ReportHeaderField) throws -> String {
        throw ReportFileError.missingField(file: file, field: field.rawValue)
    }

    func malformed(_ entry: ReportHeaderEntry) -> ReportFileError {
        .malformedField(file: file, line: entry.line, field: entry.field.rawValue, expected: entry.field.form)
    }

    /// The entry of a field that may occur only once; nil if it does not occur.
    private func single(_ field: ReportHeaderField, in entries: [ReportHeaderEntry]) throws -> ReportHeaderEntry? {
        let found = entries.filter { $0.field == field }
        if found.count > 1 {
            throw ReportFileError.repeatedField(file: file, line: found[1].line, field: field.rawValue)
        }
        if let entry = found.first, entry.text.isEmpty { throw malformed(entry) }
        return found.first
    }

    // MARK: Tables

    private func sharedSteps(_ sections: [ReportFileScanner.Section]) throws -> SharedSteps {
        guard let section = sections.first, let text = section.steps else { return SharedSteps() }
        guard let steps = SharedSteps(text, line: section.stepsLine) else {
            throw ReportFileError.malformedSteps(file: file, line: section.stepsLine)
        }
        return steps
    }

    private func table(_ section: ReportFileScanner.Section, _ steps: SharedSteps) throws -> ReportTable {
        let part = try single(.table, in: section.entries)
        if let part, !part.text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) {
            throw malformed(part)
        }
        guard !section.sql.isEmpty else { throw ReportFileError.noStatement(file: file, table: part?.text) }
        let measure = try single(.measure, in: section.entries).map(origin)
        let sql = section.sql.trimmingLineFeeds
        let columns = try section.entries.filter { $0.field == .column }.map { try column($0, measure: measure) }
        return ReportTable(
            part: part?.text,
            caption: try single(.caption, in: section.entries)?.text,
            grain: try single(.grain, in: section.entries)?.text ?? "",
            key: try single(.key, in: section.entries).map { try key($0, columns: columns) },
            measure: measure,
            emptiness: try single(.empty, in: section.entries)?.text,
            columns: columns,
            printed: try single(.print, in: section.entries).map { try names($0, columns: columns) },
            printedRows: try single(.rows, in: section.entries).map { try rows($0, columns: columns) },
            labels: Dictionary(
                try section.entries.filter { $0.field == .label }.map { try label($0, columns: columns) }
            ) { first, _ in first },
            chart: try single(.chart, in: section.entries).map { try chart($0, columns: columns) },
            sql: steps.statement(sql),
            sqlInFile: steps.statement(sql, atLine: section.line),
            line: section.line)
    }

    /// Two tables of one name would be one file.
    private func requireDistinctTables(_ report: ReportDefinition) throws {
        var names = Set<String>()
        for table in report.tables where !names.insert(report.fileName(of: table)).inserted {
            throw ReportFileError.repeatedTable(
                file: file, line: table.line, table: report.fileName(of: table))
        }
    }

    /// A placeholder without a parameter would reach SQLite as a brace.
    private func requireKnownPlaceholders(_ report: ReportDefinition) throws {
        let known = Set(report.parameters.flatMap(\.placeholders))
        for table in report.tables {
            let unknown = SQLPieces(table.sql).parameterNames.braced.subtracting(known)
            if let name = unknown.min() {
                throw ReportFileError.unknownPlaceholder(file: file, table: report.fileName(of: table), name: name)
            }
        }
    }
}

extension String {
    /// The text without line feeds at its end.
    fileprivate var trimmingLineFeeds: String {
        var text = self
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
