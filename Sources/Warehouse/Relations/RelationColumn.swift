import Columns

/// A column of a relation as SQL sees it.
struct RelationColumn {
    /// Where the column's values come from.
    enum Content {
        case sampleID
        case coded(any CodedColumn)
        case element(ElementColumn)
        case integer(ColumnDefinition)
        case real(ColumnDefinition)
        case text(ColumnDefinition)
        /// Samples that the row stands for; in a list relation, samples that carry the value.
        case count
        /// Occurrences of the value, repeated ones counted.
        case mentions
        /// 1/k for each sample with k distinct values.
        case weight
        /// The total of a measure over the row's samples.
        case sum(ColumnDefinition)
        /// The row's samples that have a value of a measure.
        case known(ColumnDefinition)
        /// A random number; rows are drawn where a statement orders by it.
        case random
    }

    var name: String
    /// The SQL type, which also tells SQLite how to compare: TEXT, INTEGER or REAL.
    var type: String
    var description: String
    var content: Content

    /// Whether a statement that mentions the column gets rows that stand for many samples.
    var collapses: Bool {
        switch content {
        case .count, .mentions, .weight, .sum, .known: true
        case .sampleID, .coded, .element, .integer, .real, .text, .random: false
        }
    }

    /// The columns that collapse are hidden, for `select *` shows samples, not counts; and so are those that only
    /// `StatementRewriter` names.
    var isHidden: Bool { collapses || isInternal }

    /// Whether no user is told of the column. Its name is an expression that it stands for, as no other column's is.
    var isInternal: Bool { if case .random = content { true } else { false } }

    /// Stands for `random()` in `order by`.
    static var random: RelationColumn {
        RelationColumn(name: "random()", type: "INTEGER", description: "", content: .random)
    }
}

/// A relation as SQL sees it.
public struct RelationDescription: Sendable {
    public struct Column: Sendable, Hashable {
        public var name: String
        public var type: String
        public var isHidden: Bool
        public var description: String
    }

    public var name: String
    public var description: String
    public var columns: [Column]
}
