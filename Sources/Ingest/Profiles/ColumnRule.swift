import LocalFacts
import Readers

/// What a column of the store is made of.
public struct ColumnRule: Sendable {
    public enum Content: Sendable {
        case text(TextRule)
        case tag(FieldRule)
        /// Several values per row; `each` is the name of one of them.
        case tags(FieldRule, each: String)
        case measure(MeasureRule)
    }

    public var name: String
    public var content: Content
    /// The column is one of the roles that every corpus has (`text`, `source`, `places`, …) and is named after it.
    public var isRole: Bool
    /// What the values are, which gives the column derived ones.
    public var meaning: ColumnMeaning?
    /// The table of entities whose keys the values are.
    public var entities: FactTableTemplate?
    /// The name of that table, until the profile is read.
    var entityName: String?
    /// What the template of the table says that the column is.
    var templateDescription: String?
    /// What the profile says that the column is.
    public var description: String? {
        let own =
            switch content {
            case .text(let rule): rule.description
            case .tag(let rule), .tags(let rule, _): rule.description
            case .measure(let rule): rule.description
            }
        return own ?? templateDescription
    }

    /// Whether a file without the column is read as if all its cells were empty.
    var isOptional: Bool {
        switch content {
        case .text(let rule): rule.isOptional
        case .tag(let rule), .tags(let rule, _): rule.isOptional
        case .measure(let rule): rule.isOptional
        }
    }

    public init(name: String, content: Content, isRole: Bool = false) {
        self.name = name
        self.content = content
        self.isRole = isRole
        if case .tag(let rule) = content { (meaning, entityName) = (rule.meaning, rule.entity) }
        if case .tags(let rule, _) = content { (meaning, entityName) = (rule.meaning, rule.entity) }
    }
}

extension ColumnRule {
    /// The fields of a row that the column is made of, with all alternatives.
    public var fieldPaths: [FieldPath] {
        switch content {
        case .text(let rule): rule.paths
        case .measure(let rule): rule.expression.paths
        case .tag(let rule), .tags(let rule, _):
            switch rule.origin {
            case .paths(let paths): paths
            case .choice(let choice): choice.cases.flatMap(\.condition.paths)
            case .constant, .capture: []
            }
        }
    }
}
