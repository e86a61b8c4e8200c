import Foundation
import LocalFacts
import SQLite
import Statistics
import Tabular
import Warehouse

/// The values of a report's parameters on one store, checked: what is bound, and the pieces of SQL that fill `{name}`.
struct ReportArguments {
    private(set) var bindings: [String: SQLValue] = [:]
    var replacements: [String: String] = [:]
    private let report: String
    private let store: Store

    /// - Parameter given: values instead of the defaults, by name; those that the report does not have are ignored.
    /// - Throws: `ReportError.value`, `.condition`, `.negativeWeight`.
    init(of report: ReportDefinition, given: [String: SQLValue], store: Store) throws {
        self.report = report.name
        self.store = store
        for parameter in report.parameters {
            try take(given[parameter.name] ?? parameter.defaultValue, for: parameter)
        }
        foldChosenColumns(of: report)
        try calibrate(report, given: given, store: store)
        // The way of counting depends on the measure, so it comes last.
        for parameter in report.parameters where parameter.kind == .counting {
            try takeCounting(given[parameter.name] ?? parameter.defaultValue, for: parameter, in: report, given: given)
        }
        for parameter in report.parameters {
            guard case .quantities(let relation) = parameter.kind else { continue }
            try takeQuantities(given[parameter.name] ?? parameter.defaultValue, of: relation, for: parameter)
        }
        try requireWeights(of: report, given: given, on: store)
    }

    private mutating func take(_ value: SQLValue, for parameter: ReportParameter) throws {
        switch parameter.kind {
        case .value: bindings[parameter.name] = value
        case .number(let range):
            guard let number = value.number, range.contains(number) else { throw refusal(value, of: parameter) }
            bindings[parameter.name] = .real(number)
        case .integer(let range):
            guard case .integer(let integer) = value, range.contains(integer) else {
                throw refusal(value, of: parameter)
            }
            bindings[parameter.name] = value
        case .choice(let words):
            guard let word = value.plainText, words.contains(word) else { throw refusal(value, of: parameter) }
            bindings[parameter.name] = .text(word)
        case .member(let relation, let column):
            bindings[parameter.name] = try member(value, of: relation, column, for: parameter)
        case .column(let relation):
            let name = try column(value, of: relation, for: parameter)
            replacements[parameter.name] = name.map(SQLName.quoted) ?? "null"
            bindings[parameter.name] = name.map { .text($0) } ?? .null
        case .columns(let relation):
            let names = try columns(value, of: relation, for: parameter)
            replacements[parameter.name] = names.map(SQLName.quoted).joined(separator: ", ")
            bindings[parameter.name] = .text(Self.jsonArray(names))
        case .condition(let relation):
            replacements[parameter.name] = try condition(value, on: relation, for: parameter)
        case .measure(let relation):
            bindings[parameter.name] = value.plainText == "n" ? .null : value
            replacements.merge(try measure(value, of: relation, for: parameter)) { _, new in new }
        case .measures(let relation):
            bindings[parameter.name] = try measures(value, of: relation, for: parameter).isEmpty ? .null : value
        case .replication:
            guard value.plainText.flatMap(Replication.init) != nil else {
                throw refusal(value, of: parameter, expected: Replication.examples)
            }
            bindings[parameter.name] = value
        case .spellings(let columns):
            guard value == .null || value == 0 || value == 1 else {
                throw refusal(value, of: parameter, expected: ["0 or 1"])
            }
            for column in columns { try takeSpellings(of: column, areFolded: value != 1, for: parameter) }
        case .margins: bindings[parameter.name] = value
        case .counting, .quantities: break
        }
    }

    /// - Parameter column: `relation.column`.
    private mutating func takeSpellings(of column: String, areFolded: Bool, for parameter: ReportParameter) throws {
        let names = column.split(separator: ".").map(String.init)
        guard names.count == 2 else { return }
        replacements[names[1]] =
            areFolded
            ? try Spellings(of: names[1], in: names[0], connection: store.connection).sql(of: names[1])
            : SQLName.quoted(names[1])
    }

    /// Columns that `--by` and `--factors` name are folded as those that the statement names.
    private mutating func foldChosenColumns(of report: ReportDefinition) {
        let spelled = report.parameters.filter { if case .spellings = $0.kind { true } else { false } }
            .flatMap(\.placeholders)
        for parameter in report.parameters {
            switch parameter.kind {
            case .column where parameter.name == "by", .columns:
                for column in spelled {
                    guard let folded = replacements[column] else { continue }
                    replacements[parameter.name]?.replace(SQLName.quoted(column), with: folded)
                }
            default: break
            }
        }
    }

    private func member(
        _ value: SQLValue, of relation: String, _ column: String, for parameter: ReportParameter
    ) throws -> SQLValue {
        guard let text = value.plainText else { return .null }
        let name = SQLName.quoted(column)
        let found = try store.connection.value("select 1 from \(relation) where \(name) = ? limit 1", .text(text))
        if found != .null { return .text(text) }
        let known = try store.connection.rows(
            "select \(name) from \(relation) where \(name) is not null group by 1 order by sum(n) desc, 1 limit 20")
        throw ReportError.value(option: parameter.option, value: text, expected: known.compactMap { $0[0].plainText })
    }

    /// The statement of a table with the pieces in place.
    func sql(of table: ReportTable) -> String { SQLPieces(table.sql).replacing(replacements) }

    /// The same statement with everything on the line that it has in the report's file.
    func sqlInFile(of table: ReportTable) -> String { SQLPieces(table.sqlInFile).replacing(replacements) }

    /// All parameters with the values that are used, as they were typed or as the report has them.
    func texts(of report: ReportDefinition, given: [String: SQLValue]) -> [String: String] {
        Dictionary(
            report.parameters.map { ($0.name, (given[$0.name] ?? $0.defaultValue).plainText ?? "null") }
        ) { first, _ in first }
    }

    // MARK: - Pieces of SQL

    private func column(_ value: SQLValue, of relation: String, for parameter: ReportParameter) throws -> String? {
        guard let name = value.plainText else { return nil }
        let columns = try visibleColumns(of: relation, for: parameter)
        if name.lowercased() == "none", !columns.contains(where: { $0.lowercased() == "none" }) { return nil }
        return try named(name, among: columns, of: parameter)
    }

    /// At least one, none twice.
    private func columns(_ value: SQLValue, of relation: String, for parameter: ReportParameter) throws -> [String] {
        let known = try visibleColumns(of: relation, for: parameter)
        let words = (value.plainText ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let names = try words.map { try named($0, among: known, of: parameter) }
        let limit = DasGuptaDecomposition.mostFactors
        guard (1...limit).contains(names.count), Set(names).count == names.count else {
            throw refusal(value, of: parameter, expected: ["1 to \(limit) columns, each once, separated by commas"])
        }
        return names
    }

    func visibleColumns(of relation: String, for parameter: ReportParameter) throws -> [String] {
        try self.relation(relation, for: parameter).columns.filter { !$0.isHidden }.map(\.name)
    }

    private static func jsonArray(_ names: [String]) -> String {
        let texts = names.map {
            "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "[\(texts.joined(separator: ","))]"
    }

    private func condition(_ value: SQLValue, on relation: String, for parameter: ReportParameter) throws -> String {
        guard let text = value.plainText else { return "true" }
        let relation = try self.relation(relation, for: parameter)
        do {
            try ReportCondition(text, on: relation).check(on: store.connection)
        } catch let error as SQLError {
            throw ReportError.condition(
                option: parameter.option, error: error,
                suggestion: error.unknownColumn.flatMap { NearestName.of($0, among: relation.columns.map(\.name)) })
        }
        return "(\(text))"
    }

    /// If a sample lacks a measure, the value is null and the sample is in no sum.
    private func measure(
        _ value: SQLValue, of relation: String, for parameter: ReportParameter
    ) throws -> [String: String] {
        let pieces: [String]
        if let name = value.plainText, name != "n" {
            let measure = try named(name, among: measures(of: relation, for: parameter), of: parameter)
            let column = SQLName.quoted(measure)
            pieces = [
                SQLName.quoted("\(measure)_sum"), "\(column) is not null", "\(column) * \(column) * n",
                "\(column) * mentions", "\(column) * w",
            ]
        } else {
            pieces = ["n", "true", "n", "mentions", "w"]
        }
        return Dictionary(zip(parameter.placeholders, pieces)) { first, _ in first }
    }

    private func measures(of relation: String, for parameter: ReportParameter) throws -> [String] {
        let columns = try self.relation(relation, for: parameter).columns
        return columns.filter { column in columns.contains { $0.name == "\(column.name)_sum" } }.map(\.name)
    }

    /// The measures that a list of names and patterns (of SQLite's `glob`) names, in the order of the relation. None
    /// for null.
    ///
    /// - Throws: `ReportError.value` for a word that names no measure, and for fewer than two measures.
    func measures(_ value: SQLValue, of relation: String, for parameter: ReportParameter) throws -> [String] {
        guard let text = value.plainText else { return [] }
        let named = try matching(text, among: measures(of: relation, for: parameter), of: parameter)
        guard named.count > 1 else {
            throw refusal(value, of: parameter, expected: ["two measures or more: names, or a pattern such as rep_*"])
        }
        return named
    }

    /// Those of the names that a list of names and patterns (of SQLite's `glob`) names, in their order.
    ///
    /// - Throws: `ReportError.value` for a word that names none.
    private func matching(_ text: String, among known: [String], of parameter: ReportParameter) throws -> [String] {
        var named: Set<String> = []
        for word in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces).lowercased() }) {
            let found = try known.filter { name in
                try store.connection.value("select lower(?) glob ?", .text(name), .text(word)) == 1
            }
            guard !found.isEmpty else {
                throw ReportError.value(option: parameter.option, value: word, expected: known)
            }
            named.formUnion(found)
        }
        return known.filter(named.contains)
    }

    /// The pieces that the report has for `by`, `clusters` and `where` are in it.
    private mutating func takeQuantities(
        _ value: SQLValue, of relation: String, for parameter: ReportParameter
    ) throws {
        let tallies = QuantityTallies(
            measures: try measures(of: relation, for: parameter),
            lists: try self.relation(relation, for: parameter).columns.filter(\.isHidden).map(\.name).filter { list in
                store.relations.contains { $0.name == list && $0.columns.contains { $0.name == "w" } }
            }, relation: relation)
        guard !tallies.names.isEmpty else {
            throw ReportError.lacking(report: report, what: "\(relation) have no measure and no list")
        }
        var named = Set(tallies.names)
        if let text = value.plainText {
            named = try Set(matching(text, among: tallies.names, of: parameter))
        }
        replacements[parameter.name] = tallies.sql(
            of: named, by: replacements["by"] ?? "null", clusters: replacements["clusters"] ?? "null",
            condition: replacements["where"] ?? "true")
        bindings[parameter.name] = value
    }

    private mutating func takeCounting(
        _ value: SQLValue, for parameter: ReportParameter, in report: ReportDefinition, given: [String: SQLValue]
    ) throws {
        let ways = ["whole", "mention", "fractional"]
        guard let way = value.plainText, ways.contains(way) else { throw refusal(value, of: parameter, expected: ways) }
        let weight = report.parameters.first(where: \.isMeasure)
        let suffix = way == "whole" ? "" : "_\(way)"
        let unweighted = ["whole": "n", "mention": "mentions", "fractional": "w"]
        replacements[parameter.name] = weight.flatMap { replacements[$0.name + suffix] } ?? unweighted[way]
        bindings[parameter.name] = .text(way)
    }

    // MARK: - Refusals

    func relation(_ name: String, for parameter: ReportParameter) throws -> RelationDescription {
        guard let relation = store.relations.first(where: { $0.name == name }) else {
            throw ReportError.lacking(report: report, what: "there is no relation \(name) in this store")
        }
        return relation
    }

    /// The name as the relation has it; SQL ignores the case.
    private func named(_ name: String, among names: [String], of parameter: ReportParameter) throws -> String {
        guard let found = names.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw ReportError.value(option: parameter.option, value: name, expected: names)
        }
        return found
    }

    private func refusal(_ value: SQLValue, of parameter: ReportParameter, expected: [String]? = nil) -> ReportError {
        let known: [String] = if case .choice(let words) = parameter.kind { words } else { [parameter.kind.text] }
        return .value(option: parameter.option, value: value.plainText ?? "null", expected: expected ?? known)
    }
}
