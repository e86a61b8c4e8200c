import Warehouse

/// Reads the file of a report: SQL with a header in its comments (see docs/reports.md).
public struct ReportHeaderParser {
    private let file: String

    /// - Parameter file: what errors call the file.
    public init(file: String) {
        self.file = file
    }

    /// - Throws: `ReportFileError`.
    public func parse(_ text: String, name: String) throws -> ReportDefinition {
        let sections = try ReportFileScanner(file: file).sections(of: text)
        let entries = sections.flatMap(\.entries)
        let report = ReportDefinition(
            name: name,
            title: try single(.title, in: entries)?.text ?? missing(.title),
            question: try single(.question, in: entries)?.text ?? missing(.question),
            notes: entries.filter { $0.field == .note }.map(\.text),
            parameters: try entries.filter { $0.field == .parameter }.map(parameter),
            tables: try sections.map(table))
        try requireDistinctTables(report, sections)
        return report
    }

    private func missing(_ field: ReportHeaderField) throws -> String {
        throw ReportFileError.missingField(file: file, field: field.rawValue)
    }

    private func malformed(_ entry: ReportHeaderEntry) -> ReportFileError {
        .malformedField(file: file, line: entry.line, field: entry.field.rawValue, expected: entry.field.form)
    }

    /// The one entry of a field that can be said once; nil where it is not said.
    private func single(_ field: ReportHeaderField, in entries: [ReportHeaderEntry]) throws -> ReportHeaderEntry? {
        let found = entries.filter { $0.field == field }
        if found.count > 1 {
            throw ReportFileError.repeatedField(file: file, line: found[1].line, field: field.rawValue)
        }
        if let entry = found.first, entry.text.isEmpty { throw malformed(entry) }
        return found.first
    }

    // MARK: Tables

    private func table(_ section: ReportFileScanner.Section) throws -> ReportTable {
        let part = try single(.table, in: section.entries)
        if let part, !part.text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) {
            throw malformed(part)
        }
        guard !section.sql.isEmpty else { throw ReportFileError.noStatement(file: file, table: part?.text) }
        let columns = try section.entries.filter { $0.field == .column }.map(column)
        return ReportTable(
            part: part?.text,
            grain: try single(.rows, in: section.entries)?.text ?? "",
            columns: columns,
            chart: try single(.chart, in: section.entries).map { try chart($0, columns: columns) },
            sql: section.sql.trimmingLineFeeds,
            line: section.line)
    }

    /// Two tables of one name would be one file.
    private func requireDistinctTables(_ report: ReportDefinition, _ sections: [ReportFileScanner.Section]) throws {
        var names = Set<String>()
        for table in report.tables where !names.insert(report.fileName(of: table)).inserted {
            throw ReportFileError.repeatedTable(
                file: file, line: table.line, table: report.fileName(of: table))
        }
    }

    // MARK: Fields

    /// `name = value: meaning`
    private func parameter(_ entry: ReportHeaderEntry) throws -> ReportParameter {
        guard let (assignment, meaning) = halves(entry.text, at: ": "),
            let (name, value) = halves(assignment, at: "="), isName(name)
        else { throw malformed(entry) }
        return ReportParameter(name: name, defaultValue: ParameterValue.parse(value), meaning: meaning)
    }

    /// `name: meaning` or `name (unit; origin): meaning`, where either of unit and origin may be missing
    private func column(_ entry: ReportHeaderEntry) throws -> ReportColumn {
        guard let (head, meaning) = halves(entry.text, at: ":"), !meaning.isEmpty else { throw malformed(entry) }
        guard let (name, rest) = halves(head, at: "(") else {
            guard isName(head) else { throw malformed(entry) }
            return ReportColumn(name: head, unit: nil, origin: nil, meaning: meaning)
        }
        guard isName(name), rest.hasSuffix(")") else { throw malformed(entry) }
        var parts = rest.dropLast().split(separator: ";").map(\.trimmingBlanks)
        let origin = parts.last.flatMap(ReportColumn.Origin.init(rawValue:))
        if origin != nil { parts.removeLast() }
        guard parts.count <= 1 else { throw malformed(entry) }
        return ReportColumn(name: name, unit: parts.first, origin: origin, meaning: meaning)
    }

    /// `kind x=column y=column low=column high=column series=column`
    private func chart(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> ReportChart {
        let words = entry.text.split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap(ReportChart.Kind.init(rawValue:)) else { throw malformed(entry) }
        var roles: [String: String] = [:]
        for word in words.dropFirst() {
            guard let (role, column) = halves(word, at: "="), ["x", "y", "low", "high", "series"].contains(role),
                roles.updateValue(column, forKey: role) == nil
            else { throw malformed(entry) }
            guard columns.contains(where: { $0.name == column }) else {
                throw ReportFileError.unknownChartColumn(file: file, line: entry.line, column: column)
            }
        }
        guard let x = roles["x"], let y = roles["y"], (roles["low"] == nil) == (roles["high"] == nil) else {
            throw malformed(entry)
        }
        return ReportChart(
            kind: kind, x: x, y: y, low: roles["low"], high: roles["high"], series: roles["series"])
    }

    /// What stands before and behind the first `separator`; nil where there is none.
    private func halves(_ text: String, at separator: String) -> (String, String)? {
        guard let range = text.firstRange(of: separator) else { return nil }
        return (text[..<range.lowerBound].trimmingBlanks, text[range.upperBound...].trimmingBlanks)
    }

    private func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
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
