import Tabular
import Warehouse

/// The fields of a header that have a form of their own.
extension ReportHeaderParser {
    /// `name (kind) = value: meaning`; without a kind any value is taken.
    func parameter(_ entry: ReportHeaderEntry) throws -> ReportParameter {
        guard let (assignment, meaning) = halves(entry.text, at: ": "), !meaning.isEmpty,
            let (head, value) = halves(assignment, at: "=")
        else { throw malformed(entry) }
        let parts = halves(head, at: "(")
        let kindText = parts.map { $0.1.hasSuffix(")") ? String($0.1.dropLast()) : "" } ?? "value"
        guard let kind = ReportParameter.Kind(kindText), isName(parts?.0 ?? head) else { throw malformed(entry) }
        return ReportParameter(
            name: parts?.0 ?? head, kind: kind, defaultValue: ParameterValue.parse(value), meaning: meaning)
    }

    /// `relation.column+column if parameter = value: reason`, condition and reason where there are any
    func need(_ entry: ReportHeaderEntry) throws -> ReportNeed {
        let reason = halves(entry.text, at: ": ")
        let need = reason?.0 ?? entry.text
        let parts = halves(need, at: " if ")
        guard let (relation, names) = halves(parts?.0 ?? need, at: "."), isName(relation) else {
            throw malformed(entry)
        }
        let columns = names.split(separator: "+").map(\.trimmingBlanks)
        guard !columns.isEmpty, columns.allSatisfy(isName) else { throw malformed(entry) }
        var result = ReportNeed(relation: relation, columns: columns, remedy: reason?.1)
        if let parts {
            guard let (parameter, value) = halves(parts.1, at: "="), isName(parameter), !value.isEmpty else {
                throw malformed(entry)
            }
            result.condition = ReportNeed.Condition(parameter: parameter, value: value)
        }
        return result
    }

    /// `5 first each column, column with column`
    func rows(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> PrintedRows {
        guard let rows = PrintedRows(entry.text),
            (rows.groups + [rows.known].compactMap(\.self)).allSatisfy({ name in columns.contains { $0.name == name } })
        else { throw malformed(entry) }
        return rows
    }

    /// `report, report`
    func reportNames(_ entry: ReportHeaderEntry) throws -> [String] {
        let names = entry.text.split(separator: ",").map(\.trimmingBlanks)
        guard !names.isEmpty, names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }) else {
            throw malformed(entry)
        }
        return names
    }

    /// A dimension, or `no: reason`.
    func correctability(_ entry: ReportHeaderEntry) throws -> ReportCorrectability {
        guard let correctability = ReportCorrectability(entry.text) else { throw malformed(entry) }
        return correctability
    }

    /// `paper` or `ours`
    func origin(_ entry: ReportHeaderEntry) throws -> ReportColumn.Origin {
        guard let origin = ReportColumn.Origin(rawValue: entry.text) else { throw malformed(entry) }
        return origin
    }

    /// `name: meaning` or `name (unit; origin): meaning`. Unit and origin are optional: a measure without an origin has
    /// that of its table.
    func column(_ entry: ReportHeaderEntry, measure: ReportColumn.Origin?) throws -> ReportColumn {
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
        return ReportColumn(name: name, unit: parts.first, origin: origin ?? measure, meaning: meaning)
    }

    /// `column = words`
    func label(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> (String, String) {
        guard let (name, text) = halves(entry.text, at: " = "), !text.isEmpty else { throw malformed(entry) }
        guard ["blank", "estimate", "both"].contains(name) || columns.contains(where: { $0.name == name }) else {
            throw ReportFileError.unknownColumn(
                file: file, line: entry.line, field: entry.field.rawValue, column: name)
        }
        return (name, text)
    }

    /// `column, column`, each a column of the table and named once.
    func names(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> [String] {
        let names = entry.text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingBlanks)
        guard names.allSatisfy(isName), Set(names).count == names.count else { throw malformed(entry) }
        for name in names where !columns.contains(where: { $0.name == name }) {
            throw ReportFileError.unknownColumn(
                file: file, line: entry.line, field: entry.field.rawValue, column: name)
        }
        return names
    }

    /// `column, column`; or `none` for a table of one row.
    func key(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> [String] {
        entry.text == "none" ? [] : try names(entry, columns: columns)
    }

    /// `kind x=column y=column low=column high=column colour=column facet=column row=column named=column log=xy`
    func chart(_ entry: ReportHeaderEntry, columns: [ReportColumn]) throws -> ReportChart {
        let words = entry.text.split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap(ReportChart.Kind.init(rawValue:)) else { throw malformed(entry) }
        var encodings: [ReportChart.Encoding: String] = [:]
        var logarithmicAxes = ""
        var only: ReportChart.Selection?
        var named: [String] = []
        for word in words.dropFirst() {
            guard let (name, value) = halves(word, at: "=") else { throw malformed(entry) }
            if name == "log", ["x", "y", "xy"].contains(value), logarithmicAxes.isEmpty {
                logarithmicAxes = value
                continue
            }
            if name == "only", only == nil, let (column, text) = halves(value, at: ":"), !text.isEmpty {
                guard columns.contains(where: { $0.name == column }) else {
                    throw ReportFileError.unknownColumn(
                        file: file, line: entry.line, field: entry.field.rawValue, column: column)
                }
                only = ReportChart.Selection(column: column, value: text)
                continue
            }
            if name == "named", named.isEmpty {
                named = value.split(separator: ",").map(String.init)
                for column in named where !columns.contains(where: { $0.name == column }) {
                    throw ReportFileError.unknownColumn(
                        file: file, line: entry.line, field: entry.field.rawValue, column: column)
                }
                continue
            }
            guard let encoding = ReportChart.Encoding(rawValue: name),
                encodings.updateValue(value, forKey: encoding) == nil
            else { throw malformed(entry) }
            guard columns.contains(where: { $0.name == value }) else {
                throw ReportFileError.unknownColumn(
                    file: file, line: entry.line, field: entry.field.rawValue, column: value)
            }
        }
        guard let x = encodings[.x], let y = encodings[.y], (encodings[.low] == nil) == (encodings[.high] == nil),
            kind != .heat || encodings[.colour] != nil, (encodings[.low2] == nil) == (encodings[.high2] == nil)
        else { throw malformed(entry) }
        var chart = ReportChart(
            kind: kind, x: x, y: y, low: encodings[.low], high: encodings[.high], colour: encodings[.colour],
            facet: encodings[.facet], row: encodings[.row], hasLogarithmicX: logarithmicAxes.contains("x"),
            hasLogarithmicY: logarithmicAxes.contains("y"))
        chart.only = only
        chart.named = named
        chart.estimate = encodings[.estimate]
        chart.count = encodings[.of]
        chart.alternative = encodings[.or]
        if let y2 = encodings[.y2] {
            chart.second = ReportChart.Second(y: y2, low: encodings[.low2], high: encodings[.high2])
        }
        return chart
    }

    /// The text before and after the first `separator`; nil if there is none.
    private func halves(_ text: String, at separator: String) -> (String, String)? {
        guard let range = text.firstRange(of: separator) else { return nil }
        return (text[..<range.lowerBound].trimmingBlanks, text[range.upperBound...].trimmingBlanks)
    }

    private func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
