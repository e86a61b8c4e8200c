import SQLite

/// What a statement may name of a relation, or of a step or sub-query that passes its counts on to its readers.
struct CountedRelation {
    /// A column that says how much a row stands for.
    struct Count {
        var name: String
        /// The column to name instead if a row may stand for several samples.
        var collapsed: String
        /// Whether it is 1 for each sample, so that it weights an aggregate.
        var isRowCount = false
        var isReal = false
        /// Whether it may be null for one sample and not for another of the same combination.
        var isNullable = false
    }

    let name: SQLName
    /// The name as the store has it; empty for a step or sub-query.
    private(set) var writtenName = ""
    /// Columns that can be compared and grouped by.
    private(set) var columns: Set<SQLName> = []
    /// Numbers of a sample that can be added up.
    private(set) var measures: Set<SQLName> = []
    /// Texts, which may be compared and nothing else.
    private(set) var texts: Set<SQLName> = []
    /// Lengths of texts.
    private(set) var lengths: Set<SQLName> = []
    /// Columns whose values differ in every row: counting combinations of them would save nothing.
    private(set) var rowColumns: Set<SQLName> = []
    /// Columns with codes, and those of them whose distinct values the relation counts.
    private(set) var coded: Set<SQLName> = []
    private(set) var countedDistinct: Set<SQLName> = []
    /// The numbers of the columns for expressions of texts.
    private(set) var computedSlots: [Int] = []
    /// Texts whose least and greatest the relation finds.
    private(set) var extremes: Set<SQLName> = []
    /// The fact table that it is over, and whether a row is a fact; nil for a step or sub-query.
    private(set) var table: FactTable.ID?
    private(set) var isOfFacts = false
    /// The ids of the facts.
    private(set) var ids: Set<SQLName> = []
    /// Columns of the elements of lists.
    private(set) var elements: Set<SQLName> = []
    /// The column of the lists whose values are the elements; nil for facts and for levels above the values.
    private(set) var list: ColumnDefinition.ID?
    /// Columns of the elements in which no two elements of a fact are equal.
    private(set) var distinctElements: Set<SQLName> = []
    /// The column with the number of the elements of a row's fact.
    private(set) var listLength: String?
    /// The numbers of the columns that count rows of queries of ids.
    private(set) var querySlots: [Int] = []
    /// The column by which a statement passes queries of ids to the scan.
    private(set) var passing: Set<SQLName> = []
    /// Whether a column gives the places of rows.
    private(set) var givesPlaces = false
    /// Numbers whose least and greatest the relation finds.
    private(set) var extremeNumbers: Set<SQLName> = []
    /// The counts by their names.
    private(set) var counts: [SQLName: Count] = [:]
    /// Hidden columns that only rewritten statements name.
    private(set) var collapsingColumns: Set<SQLName> = []
    /// Whether a statement can ask for the first rows of combinations.
    private(set) var givesFirstRows = false
    /// The names of the columns with codes as the relation writes them.
    private(set) var writtenNames: [SQLName: String] = [:]
    /// The columns of `*`.
    private(set) var shown: [SQLName] = []

    init(_ relation: Relation) {
        name = SQLName(relation.name)
        writtenName = relation.name
        rowColumns = Set(["rowid", "oid", "_rowid_"].map { SQLName($0) })
        table = relation.facts.table.id
        isOfFacts = relation.element == nil
        list = relation.element.flatMap { $0.isOfValues ? $0.column.id : nil }
        distinctElements = Set(relation.distinctElements.map { SQLName($0) })
        for column in relation.columns { add(column) }
        let numbers = relation.columns.filter { column in
            switch column.content {
            case .sampleID, .integer, .real:
                columns.contains(SQLName(RelationColumn.extremeName(of: column.name, isGreatest: false)))
            default: false
            }
        }
        extremeNumbers = Set(numbers.map { SQLName($0.name) })
        let counted = relation.columns.filter {
            collapsingColumns.contains(SQLName(RelationColumn.distinctCountName(of: $0.name)))
        }
        countedDistinct = Set(counted.map { SQLName($0.name) })
    }

    private mutating func add(_ column: RelationColumn) {
        let name = SQLName(column.name)
        if !column.isHidden { shown.append(name) }
        if column.isConcealed {
            // It belongs to the list, and no two elements of a fact differ in it.
            listLength = column.name
            columns.insert(name)
            elements.insert(name)
            return
        }
        switch column.content {
        case .coded, .element:
            coded.insert(name)
            writtenNames[name] = column.name
            columns.insert(name)
            if case .element = column.content { elements.insert(name) }
        case .integer(let definition), .real(let definition):
            if definition.role == .row { rowColumns.insert(name) } else { measures.insert(name) }
            columns.insert(name)
        case .sampleID:
            ids.insert(name)
            rowColumns.insert(name)
        case .list: rowColumns.insert(name)
        case .text: texts.insert(name)
        case .perRow(let count): counts[name] = Count(count, named: column.name)
        case .count, .mentions, .weight, .sum, .known, .distinct: collapsingColumns.insert(name)
        case .length:
            lengths.insert(name)
            measures.insert(name)
            columns.insert(name)
        case .computed(let slot, _):
            computedSlots.append(slot)
            columns.insert(name)
        case .extreme(let column, _):
            extremes.insert(SQLName(column.name))
            columns.insert(name)
        case .firstRows: givesFirstRows = true
        case .extremeNumber: columns.insert(name)
        case .numberByID(let slot, _):
            if slot == RelationColumn.placeSlot {
                givesPlaces = true
                rowColumns.insert(name)
            } else {
                querySlots.append(slot)
                columns.insert(name)
            }
        case .queries: passing.insert(name)
        case .random, .expression: break
        }
    }

    /// A step or sub-query that hands counts on.
    init(name: SQLName, outputs: [ProjectedColumn]) {
        self.name = name
        for output in outputs {
            guard let column = output.name else { continue }
            shown.append(column)
            switch output.kind {
            case .count(let count): counts[column] = count
            case .rowColumn: rowColumns.insert(column)
            case .text: texts.insert(column)
            case .key: columns.insert(column)
            }
        }
    }

    /// The column that counts rows, as a combination has it.
    var rowCount: String? {
        counts.values.filter(\.isRowCount).map(\.collapsed).min()
    }

    /// The name of the count of one row, as users write it.
    var countOfRow: String? { counts.values.first { $0.isRowCount }?.name }

    /// Whether a column of a list relation is that of the fact.
    func isOfFact(_ name: SQLName) -> Bool { columns.contains(name) && !elements.contains(name) }

    var allNames: Set<SQLName> { columns.union(measures).union(texts).union(rowColumns).union(counts.keys) }

    /// Whether it is a step or sub-query of the statement.
    var isStep: Bool { collapsingColumns.isEmpty }

    /// Whether a name is that of a column.
    func has(_ name: SQLName) -> Bool {
        columns.contains(name) || measures.contains(name) || texts.contains(name) || rowColumns.contains(name)
            || counts[name] != nil || collapsingColumns.contains(name) || passing.contains(name)
    }
}

/// A column that a step or sub-query over combinations gives.
struct ProjectedColumn {
    enum Kind {
        /// The same for all samples of a combination.
        case key
        case count(CountedRelation.Count)
        /// A text of a relation, which may be compared and nothing else.
        case text
        /// Names a column whose value differs in every row, or is derived from a text.
        case rowColumn
    }

    /// Nil if it cannot be named.
    var name: SQLName?
    var kind: Kind
}

extension CountedRelation.Count {
    /// The column for combinations that replaces a count of one row.
    init(_ content: RelationColumn.Content, named name: String) {
        self.init(name: name, collapsed: RelationColumn.collapsedName(of: content))
        switch content {
        case .count: isRowCount = true
        case .weight: isReal = true
        case .sum(let measure):
            isReal = measure.isReal
            isNullable = true
        default: break
        }
    }
}
