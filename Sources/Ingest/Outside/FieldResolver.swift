import Facts
import Readers
import Warehouse

/// Finds the field of an outside table that a column is made of.
struct FieldResolver {
    private let fields: [[String]: OutsideFieldDescription]
    /// Words that mean "no value" in all columns.
    private let missing: [String]

    init(_ known: [OutsideFieldDescription], missing: [String]) {
        self.missing = missing
        fields = Dictionary(known.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The field; nil if the column has the same value in all rows. Alternatives that the table lacks are dropped.
    ///
    /// - Throws: why the engine cannot give the column.
    func field(of column: inout ColumnRule) throws(OutsideMappingError.Refusal) -> OutsideField? {
        let name = column.name
        switch column.content {
        case .text(var rule):
            let (path, field) = try only(rule.paths, of: name)
            rule.paths = [path]
            column.content = .text(rule)
            guard field.tagForm == .text else { throw refusal(name, .textIsList(field.path)) }
            return OutsideField(path: field.path, form: .text, missing: [""] + missing + rule.missing)
        case .measure(let rule): return try measure(rule, of: name)
        case .tag(var rule):
            let field = try tag(&rule, of: name)
            column.content = .tag(rule)
            return field
        case .tags(var rule, let each):
            let field = try tag(&rule, of: name)
            column.content = .tags(rule, each: each)
            return field
        }
    }

    private func tag(_ rule: inout FieldRule, of name: String) throws(OutsideMappingError.Refusal) -> OutsideField? {
        switch rule.origin {
        case .constant: return nil
        case .capture: throw refusal(name, .fromFileName)
        case .paths(let paths):
            let (path, field) = try only(paths, of: name)
            rule.origin = .paths([path])
            return OutsideField(path: field.path, form: field.tagForm)
        case .choice(let choice):
            var found: OutsideField?
            for path in choice.cases.flatMap(\.condition.paths) {
                let (_, field) = try only([path], of: name)
                let own = OutsideField(path: field.path, form: field.tagForm)
                guard found == nil || found == own else { throw refusal(name, .severalFields) }
                found = own
            }
            return found
        }
    }

    private func measure(_ rule: MeasureRule, of name: String) throws(OutsideMappingError.Refusal) -> OutsideField {
        let paths: [FieldPath]
        switch rule.expression {
        case .path(let path): paths = [path]
        case .first(let alternatives): paths = alternatives
        default: throw refusal(name, .computedNumber)
        }
        guard rule.range == nil, !rule.isRequired else { throw refusal(name, .checkedNumber) }
        let (_, field) = try only(paths, of: name)
        let form: OutsideField.Form? =
            switch field.kind {
            case .integer, .boolean: rule.isInteger ? .integer : .real
            case .decimal where field.hasNoFraction: rule.isInteger ? .integer : .real
            case .real, .decimal: rule.isInteger ? nil : .real
            case .single: rule.isInteger ? nil : .single
            default: nil
            }
        guard let form else { throw refusal(name, .notANumber(field.path, type: field.type)) }
        let words = (missing + rule.missing).compactMap(field.number)
        return OutsideField(path: field.path, form: form, missing: words.isEmpty ? nil : words)
    }

    /// The one path that the table has, and its field.
    private func only(
        _ paths: [FieldPath], of name: String
    ) throws(OutsideMappingError.Refusal) -> (FieldPath, OutsideFieldDescription) {
        let present = paths.compactMap { path in field(at: path).map { (path, $0) } }
        guard let first = present.first else {
            throw refusal(name, .noField(paths.map { "\($0)" }, known: fields.keys.map { $0.joined(separator: ".") }))
        }
        guard present.count == 1 else { throw refusal(name, .severalFields) }
        guard first.1.kind != .other else { throw refusal(name, .unknownType(first.1.path, type: first.1.type)) }
        return first
    }

    /// The field at the longest part of a path that the table has. What follows is found in its JSON text.
    private func field(at path: FieldPath) -> OutsideFieldDescription? {
        guard path.origin == .row || path.origin == .record else { return nil }
        let keys = path.steps.prefix { if case .key = $0 { true } else { false } }.compactMap { step -> String? in
            if case .key(let key) = step { key } else { nil }
        }
        guard !keys.isEmpty else { return nil }
        for count in stride(from: keys.count, through: 1, by: -1) {
            guard let field = fields[Array(keys.prefix(count))] else { continue }
            return count == path.steps.count || field.tagForm == .json ? field : nil
        }
        return nil
    }

    private func refusal(_ column: String, _ reason: OutsideMappingError.Reason) -> OutsideMappingError.Refusal {
        OutsideMappingError.Refusal(column: column, reason: reason)
    }
}
