/// What a relation has, as a statement that counts its rows may name it.
struct CountedRelation {
    let name: SQLName
    /// Columns that can be compared and grouped by, and whether they are integers with codes, such as `cultural`.
    let columns: [SQLName: Bool]
    /// Numbers of a sample that can be added up.
    let measures: Set<SQLName>
    /// Texts, which may be compared and nothing else.
    let texts: Set<SQLName>
    /// Lengths of texts.
    let lengths: Set<SQLName>
    /// Columns by which no two rows are alike: counting combinations of them would save nothing.
    let rowColumns: Set<SQLName>
    /// Columns with codes, and those of them whose distinct values the relation counts.
    let coded: Set<SQLName>
    let countedDistinct: Set<SQLName>
    /// The counts: a statement that names one says itself what it wants.
    let counts: Set<SQLName>

    init(_ relation: Relation) {
        name = SQLName(relation.name)
        var columns: [SQLName: Bool] = [:]
        var measures: Set<SQLName> = []
        var texts: Set<SQLName> = []
        var lengths: Set<SQLName> = []
        var rowColumns = Set(["rowid", "oid", "_rowid_"].map { SQLName($0) })
        var counts: Set<SQLName> = []
        var coded: Set<SQLName> = []
        for column in relation.columns {
            let name = SQLName(column.name)
            switch column.content {
            case .coded, .element:
                coded.insert(name)
                columns[name] = column.type == "INTEGER"
            case .integer(let definition), .real(let definition):
                if definition.role == .row { rowColumns.insert(name) } else { measures.insert(name) }
                columns[name] = false
            case .sampleID, .list: rowColumns.insert(name)
            case .text: texts.insert(name)
            case .count, .mentions, .weight, .sum, .known, .distinct: counts.insert(name)
            case .length:
                lengths.insert(name)
                measures.insert(name)
                columns[name] = true
            case .random: continue
            }
        }
        self.columns = columns
        self.measures = measures
        self.texts = texts
        self.lengths = lengths
        self.rowColumns = rowColumns
        self.counts = counts
        self.coded = coded
        let counted = relation.columns.filter {
            counts.contains(SQLName(RelationColumn.distinctCountName(of: $0.name)))
        }
        countedDistinct = Set(counted.map { SQLName($0.name) })
    }

    /// Whether a name is that of a column.
    func has(_ name: SQLName) -> Bool {
        columns[name] != nil || measures.contains(name) || texts.contains(name) || rowColumns.contains(name)
            || counts.contains(name)
    }
}
