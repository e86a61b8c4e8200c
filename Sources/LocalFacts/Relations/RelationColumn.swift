import Columns

/// A column of a relation as SQL sees it.
struct RelationColumn {
    /// Where the column's values come from.
    indirect enum Content {
        case sampleID
        case coded(any CodedColumn)
        case element(ElementColumn)
        case integer(ColumnDefinition)
        case real(ColumnDefinition)
        case text(ColumnDefinition)
        /// One of the counts below for one sample, as users name it: a statement gets a row for each sample.
        case perRow(Content)
        /// Samples that the row stands for; in a list relation, samples that carry the value.
        case count
        /// Occurrences of the value, repeated ones counted.
        case mentions
        /// 1/k for each sample with k distinct values.
        case weight
        /// The total of a measure over the row's samples.
        case sum(Measure)
        /// The row's samples that have a value of a measure.
        case known(Measure)
        /// The distinct values, null excluded, that the row's samples have in a column with codes.
        case distinct(Content)
        /// How long the text is.
        case length(ColumnDefinition, TextUnit)
        /// The sample's distinct values of a multi-valued column, as a JSON array.
        case list(ElementSource)
        /// The value of an expression of a text, which another column passes to the scan; nil until it has.
        case computed(slot: Int, TextExpression?)
        /// Equals the expression of the computed column with this number, as a statement passes it to the scan.
        case expression(slot: Int)
        /// The text; where rows are counted, the least or greatest one of the row's samples.
        case extreme(ColumnDefinition, isGreatest: Bool)
        /// Equals what a statement asks for of the first rows, as `FirstRows` encodes it.
        case firstRows
        /// The number; where rows are counted, the least or greatest one of the row's samples.
        case extremeNumber(SampleNumber, isGreatest: Bool)
        /// A number that follows from the row's id, as how many rows with that id a query has. Another column passes
        /// what is asked for; nil until it has.
        case numberByID(slot: Int, NumberByID?)
        /// Equals the queries of ids, as a statement passes them to the scan.
        case queries
        /// A random number; rows can be drawn if a statement orders by it.
        case random(isAlwaysDrawn: Bool)
    }

    var name: String
    /// The SQL type, which also tells SQLite how to compare: TEXT, INTEGER or REAL.
    var type: String
    var description: String
    var content: Content
    /// Whether only rewritten statements name it, whatever its content.
    var isConcealed = false

    /// Whether a statement that mentions the column gets rows that stand for many samples.
    ///
    /// Only `StatementRewriter` names such a column, after it has proved that the answer stays that of the rows.
    var collapses: Bool {
        switch content {
        case .count, .mentions, .weight, .sum, .known, .distinct: true
        case .sampleID, .coded, .element, .integer, .real, .text, .perRow, .length, .list, .random, .computed,
            .expression, .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            false
        }
    }

    /// Whether it is a count of one sample.
    var isCountOfRow: Bool { if case .perRow = content { true } else { false } }

    /// Whether it is a count of one sample that a measure has.
    var isTotalOfMeasure: Bool {
        switch content {
        case .perRow(.sum), .perRow(.known): true
        default: false
        }
    }

    /// Whether the values are lists, for which there is a relation of its own.
    var isList: Bool { if case .list = content { true } else { false } }

    var isText: Bool { if case .text = content { true } else { false } }

    /// Counts are hidden, since `select *` shows samples. So are the columns that only `StatementRewriter` names.
    var isHidden: Bool { isCountOfRow || isInternal || isList }

    /// Whether users do not see the column. Its name is the expression that it replaces, so that it equals no other
    /// column's name.
    var isInternal: Bool {
        if isConcealed { return true }
        return switch content {
        case .random, .length, .computed, .expression, .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            true
        default: collapses
        }
    }

    /// Whether comparisons of it can leave out samples.
    var isComparable: Bool {
        switch content {
        case .sampleID, .coded, .element, .integer, .real, .text, .length, .numberByID: true
        case .perRow, .count, .mentions, .weight, .sum, .known, .distinct, .list, .random, .computed, .expression,
            .extreme, .extremeNumber, .queries, .firstRows:
            false
        }
    }

    /// Whether a statement passes something to the scan by an equality with it.
    var isPassed: Bool {
        switch content {
        case .expression, .queries, .firstRows: true
        default: false
        }
    }

    /// The column that replaces a count of one sample if a row may stand for several.
    var collapsed: RelationColumn? {
        guard case .perRow(let count) = content else { return nil }
        return RelationColumn(
            name: RelationColumn.collapsedName(of: count), type: type, description: description, content: count)
    }

    /// The name of a count as the expression that it stands for.
    static func collapsedName(of count: Content) -> String {
        switch count {
        case .count: "count(*)"
        case .mentions: "sum(mentions)"
        case .weight: "sum(w)"
        case .sum(let measure): "sum(\(measure.name)_sum)"
        case .known(let measure): "sum(\(measure.name)_known)"
        case .distinct, .perRow, .sampleID, .coded, .element, .integer, .real, .text, .length, .list, .random,
            .computed, .expression, .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            ""
        }
    }

    /// Stands for `random()` in `order by`.
    ///
    /// - Parameter isAlwaysDrawn: rows are drawn even if SQLite refuses some; else only if it refuses none.
    static func random(isAlwaysDrawn: Bool) -> RelationColumn {
        RelationColumn(
            name: isAlwaysDrawn ? "random() drawn" : "random()", type: "INTEGER", description: "",
            content: .random(isAlwaysDrawn: isAlwaysDrawn))
    }

    static var randomNumbers: [RelationColumn] { [random(isAlwaysDrawn: false), random(isAlwaysDrawn: true)] }

    /// Asks the scan for the first rows of each combination.
    static var firstRows: RelationColumn {
        RelationColumn(name: firstRowsName, type: "TEXT", description: "", content: .firstRows)
    }

    static let firstRowsName = "first rows of combinations"

    /// They replace `length` and `octet_length` of a text. Like these functions they have no type affinity, so that
    /// SQLite does not convert what they are compared with to a number.
    static func lengths(of column: ColumnDefinition) -> [RelationColumn] {
        TextUnit.allCases.map { unit in
            RelationColumn(
                name: unit.expression(of: column.name), type: "", description: "", content: .length(column, unit))
        }
    }

    /// They replace expressions of a text, each beside the column that passes the expression to the scan. Their number
    /// limits how many expressions of a query are evaluated in its scan.
    static var computedTexts: [RelationColumn] { (1...3).flatMap(computedText) }

    private static func computedText(_ slot: Int) -> [RelationColumn] {
        [
            RelationColumn(name: computedName(slot), type: "", description: "", content: .computed(slot: slot, nil)),
            RelationColumn(name: expressionName(slot), type: "", description: "", content: .expression(slot: slot)),
        ]
    }

    static func computedName(_ slot: Int) -> String { "computed text \(slot)" }

    static func expressionName(_ slot: Int) -> String { "expression of computed text \(slot)" }

    /// The columns of numbers by id, and the column that passes to the scan what numbers they are.
    static var queriesOfIDs: [RelationColumn] {
        [RelationColumn(name: queriesName, type: "", description: "", content: .queries)]
            + (1..<placeSlot).map { numberByID($0, named: numberByIDName($0)) }
    }

    /// The place of a fact by its id.
    static var placeOfRow: RelationColumn { numberByID(placeSlot, named: placeName) }

    private static func numberByID(_ slot: Int, named name: String) -> RelationColumn {
        RelationColumn(name: name, type: "INTEGER", description: "", content: .numberByID(slot: slot, nil))
    }

    /// The number of the column for places of rows, which are as many as rows.
    static let placeSlot = 4

    static let placeName = "place of row"

    static let queriesName = "queries of ids"

    static func numberByIDName(_ slot: Int) -> String { "number by id \(slot)" }

    /// Replaces `w` in keys and conditions: the number k where `w` is 1/k.
    static func listLength(of element: ElementSource) -> RelationColumn {
        RelationColumn(
            name: listLengthName, type: "INTEGER", description: "", content: .coded(ListLengths(of: element)),
            isConcealed: true)
    }

    static let listLengthName = "values of row"

    /// They replace the argument of `min` and `max` of a text.
    static func extremes(of column: ColumnDefinition) -> [RelationColumn] {
        [false, true].map { isGreatest in
            RelationColumn(
                name: extremeName(of: column.name, isGreatest: isGreatest), type: "TEXT", description: "",
                content: .extreme(column, isGreatest: isGreatest))
        }
    }

    /// They replace the argument of `min` and `max` of a number.
    static func extremes(of number: SampleNumber, named name: String) -> [RelationColumn] {
        [false, true].map { isGreatest in
            RelationColumn(
                name: extremeName(of: name, isGreatest: isGreatest), type: number.isReal ? "REAL" : "INTEGER",
                description: "", content: .extremeNumber(number, isGreatest: isGreatest))
        }
    }

    static func extremeName(of column: String, isGreatest: Bool) -> String {
        "\(isGreatest ? "max" : "min")(\(column))"
    }

    /// Replaces `count(distinct …)` of the column; nil if the column has neither codes nor texts.
    var distinctCount: RelationColumn? {
        if isConcealed { return nil }
        return switch content {
        case .coded, .element, .text:
            RelationColumn(
                name: RelationColumn.distinctCountName(of: name), type: "INTEGER", description: "",
                content: .distinct(content))
        default: nil
        }
    }

    static func distinctCountName(of column: String) -> String { "count(distinct \(column))" }
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
    /// The fact table that it is a relation over.
    public var table: String
    public var description: String
    public var columns: [Column]
}
