import Readers
import Warehouse

/// What becomes of one field, judged by its name and its values.
struct FieldVerdict {
    enum Use {
        case role(ColumnRole, isList: Bool)
        case tag(isList: Bool)
        case measure(isInteger: Bool)
        case text
    }

    /// Nil where the field is left out.
    var use: Use?
    var evidence: String

    /// A value that is longer than this is no tag.
    private static let longestTag = 200
    /// With fewer values it cannot be seen whether they repeat.
    private static let fewValues = 20

    init(_ sample: FieldSample, role: ColumnRole?) {
        let isList = sample.isList || sample.rowsWithSeveral > 0
        let values = "\(sample.distinct) distinct values in \(sample.rows) rows"
        if sample.values == 0 {
            self.init(nil, "no value in \(sample.rows) rows")
        } else if sample.structures > 0 {
            self.init(nil, "it holds objects or lists of them; a profile can make rows of them")
        } else if let role {
            self.init(.role(role, isList: isList), "the name says so; \(values)")
        } else if sample.booleans == sample.values {
            self.init(.tag(isList: isList), "true and false")
        } else if sample.numbers == sample.values, !isList {
            let isInteger = sample.integers == sample.numbers
            if isInteger, Self.isIdentifier(sample) {
                self.init(nil, "an identifier: a different number in each of \(sample.rows) rows")
            } else {
                self.init(
                    .measure(isInteger: isInteger),
                    "\(isInteger ? "integers" : "numbers") in all \(sample.values) values")
            }
        } else if Self.repeats(sample) {
            self.init(.tag(isList: isList), values)
        } else if isList, sample.longest <= Self.longestTag {
            self.init(.tag(isList: true), "short values in lists; \(values)")
        } else {
            self.init(.text, "\(values), \(Int(sample.meanLength)) bytes each on average")
        }
    }

    private init(_ use: Use?, _ evidence: String) {
        self.use = use
        self.evidence = evidence
    }

    private static func isIdentifier(_ sample: FieldSample) -> Bool {
        let name = ColumnNaming.normalized(sample.path.name ?? "")
        let isNamedSo =
            ["", "id", "index", "idx", "row", "n", "no", "number", "field", "uid"].contains(name)
            || name.hasSuffix("_id")
        return isNamedSo && sample.distinct == sample.values
    }

    private static func repeats(_ sample: FieldSample) -> Bool {
        guard sample.longest <= longestTag else { return false }
        return sample.values < fewValues ? sample.meanLength <= 40 : sample.distinct * 2 <= sample.values
    }
}

extension FieldVerdict.Use {
    /// The rule of the column, in agreement with a stored column of the same name.
    func column(of path: FieldPath, taken: Set<String>, stored: [ColumnDefinition]) -> ColumnRule {
        let rule = FieldRule(paths: [path])
        switch self {
        case .role(.text, _):
            return ColumnRule(name: "text", content: .text(TextRule(paths: [path])), isRole: true)
        case .role(.places, _):
            let split = FieldRule(paths: [path], steps: [ListSplitting(separators: [";", "|", ","], whole: .place)])
            return ColumnRule(name: "places", content: .tags(split, each: "place"), isRole: true)
        case .role(let role, let isList):
            if isList, let lists = role.ofLists, let each = lists.valueName {
                return ColumnRule(name: lists.rawValue, content: .tags(rule, each: each), isRole: true)
            }
            return ColumnRule(name: role.rawValue, content: .tag(rule), isRole: true)
        case .tag, .measure, .text:
            let name = ColumnNaming.columnName(for: path, taken: taken)
            return ColumnRule(name: name, content: content(path, name: name, stored: nil), isRole: false)
                .agreeing(with: stored, taken: taken) { content(path, name: $0, stored: $1) }
        }
    }

    private func content(_ path: FieldPath, name: String, stored: ColumnKind?) -> ColumnRule.Content {
        switch (self, stored) {
        case (.tag(isList: false), .text), (.text, .text): .text(TextRule(paths: [path]))
        case (.text, .tag): .tag(FieldRule(paths: [path]))
        case (.tag(isList: true), _), (.tag, .tags):
            .tags(FieldRule(paths: [path]), each: name.hasSuffix("s") ? String(name.dropLast()) : "\(name)_value")
        case (.tag, _): .tag(FieldRule(paths: [path]))
        case (.measure(let isInteger), let kind):
            .measure(MeasureRule(expression: .path(path), isInteger: isInteger && kind != .real))
        default: .text(TextRule(paths: [path]))
        }
    }
}

extension ColumnRule {
    /// Follows the kind of the stored column of this name where the values allow, else takes another name.
    fileprivate func agreeing(
        with stored: [ColumnDefinition], taken: Set<String>, content: (String, ColumnKind?) -> Content
    ) -> ColumnRule {
        guard let column = stored.first(where: { $0.name == name }) else { return self }
        let following = ColumnRule(name: name, content: content(name, column.kind))
        if MappedColumn(following).kind == column.kind { return following }
        let other = ColumnNaming.columnName(for: name, taken: taken.union(stored.map(\.name)))
        return ColumnRule(name: other, content: content(other, nil))
    }
}
