import LocalFacts
import Readers

/// How one field is mapped, judged by its name and its values.
struct FieldVerdict {
    enum Use: Equatable {
        case role(ColumnRole, isList: Bool)
        case tag(isList: Bool)
        case measure(isInteger: Bool)
        case text
    }

    /// Nil if the field is left out.
    var use: Use?
    var evidence: String

    /// A value that is longer than this is no tag.
    static let longestTag = 200
    /// With fewer values it cannot be seen whether they repeat.
    private static let fewValues = 20

    init(_ sample: FieldSample, role: ColumnRole?) {
        let isList = sample.isList || sample.rowsWithSeveral > 0
        let values = "\(sample.distinct) distinct values in \(sample.rows) rows"
        if sample.values == 0 {
            self.init(nil, "no value in \(sample.rows) rows")
        } else if sample.structures == sample.values {
            self.init(nil, "it holds objects or lists of them; a profile can make rows of them")
        } else if let role {
            self.init(.role(role, isList: isList), "the name says so; \(values)")
        } else if sample.booleans == sample.values {
            self.init(.tag(isList: isList), "true and false")
        } else if Self.isNumeric(sample), !isList {
            self.init(numeric: sample)
        } else if Self.repeats(sample) {
            self.init(.tag(isList: isList), values)
        } else if isList, sample.longest <= Self.longestTag {
            self.init(.tag(isList: true), "short values in lists; \(values)")
        } else {
            self.init(.text, "\(values), \(Int(sample.meanLength)) bytes each on average")
        }
    }

    private init(numeric sample: FieldSample) {
        let isInteger = sample.integers == sample.numbers
        if isInteger, sample.numbers == sample.values, Self.isIdentifier(sample) {
            self.init(nil, "an identifier: a different number in each of \(sample.comparedValues) rows")
            return
        }
        var evidence = "\(isInteger ? "integers" : "numbers") in all \(sample.values) values"
        if sample.missingWords + sample.booleans > 0 {
            evidence = "\(isInteger ? "integers" : "numbers") in \(sample.numbers) of \(sample.values) values"
            if sample.missingWords > 0 { evidence += ", and \(sample.missingWords) words for no value" }
            if sample.booleans > 0 { evidence += ", and \(sample.booleans) of true and false, which are 1 and 0" }
        }
        self.init(.measure(isInteger: isInteger), evidence)
    }

    private init(_ use: Use?, _ evidence: String) {
        self.use = use
        self.evidence = evidence
    }

    /// Whether all values are numbers, or words for no number, that a column of numbers keeps without loss.
    private static func isNumeric(_ sample: FieldSample) -> Bool {
        guard sample.numbers > 0 || sample.missingWords == sample.values else { return false }
        let isExact = sample.integers == sample.numbers || sample.integersBeyondDoubles == 0
        return isExact && sample.numbers + sample.missingWords + sample.booleans == sample.values
    }

    private static func isIdentifier(_ sample: FieldSample) -> Bool {
        let name = ColumnNaming.normalized(sample.path.name ?? "")
        let isNamedSo =
            ["", "id", "index", "idx", "row", "no", "field", "uid"].contains(name)
            || name.hasSuffix("_id")
        return isNamedSo && sample.distinct == sample.comparedValues
    }

    private static func repeats(_ sample: FieldSample) -> Bool {
        guard sample.longest <= longestTag else { return false }
        if sample.values < fewValues { return sample.meanLength <= 40 }
        return sample.distinct * 2 <= sample.comparedValues
    }
}

extension FieldVerdict.Use {
    /// The rule of the column, in agreement with a stored column of the same name.
    func column(of sample: FieldSample, taken: Set<String>, stored: StoredColumns) -> ColumnRule {
        let path = sample.path
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
            var tried = taken
            while true {
                let name = ColumnNaming.columnName(for: path, taken: tried)
                let column = stored.column(named: name)
                let rule = ColumnRule(name: name, content: content(sample, name: name, stored: column?.kind))
                let kind = MappedColumn(rule).kind
                // What a profile has described is not changed by a guess: the field takes another name.
                let isFree = column.map { $0.kind == kind || !stored.ofProfiles.contains($0.id) } ?? true
                // A column of several values has a relation of its name.
                if isFree, kind != .tags || column?.kind == .tags || !stored.hasTable(named: name) { return rule }
                tried.insert(name)
            }
        }
    }

    /// The kind of the column: of the field's kind and that of the stored column, the one that can hold both.
    private func content(_ sample: FieldSample, name: String, stored: ColumnKind?) -> ColumnRule.Content {
        let path = sample.path
        let singular = name.hasSuffix("s") && name.count > 1 ? String(name.dropLast()) : ""
        let each = singular.isEmpty || ColumnNaming.isReserved(singular) ? "\(name)_value" : singular
        let field = FieldRule(paths: [path])
        switch (self, stored) {
        case (_, .tags), (.tag(isList: true), .tag), (.tag(isList: true), .integer), (.tag(isList: true), .real),
            (.tag(isList: true), nil):
            return .tags(field, each: each)
        case (.text, .tag) where sample.longest > FieldVerdict.longestTag: return .text(TextRule(paths: [path]))
        case (_, .tag), (.tag, nil): return .tag(field)
        case (.measure, .real) where sample.integersBeyondDoubles > 0: return .text(TextRule(paths: [path]))
        case (.measure(let isInteger), .integer), (.measure(let isInteger), .real), (.measure(let isInteger), nil):
            return .measure(
                MeasureRule(expression: .path(path), isInteger: isInteger && stored != .real, isGuess: true))
        case (.text, _), (.tag, _), (.measure, .text), (.role, _): return .text(TextRule(paths: [path]))
        }
    }
}
