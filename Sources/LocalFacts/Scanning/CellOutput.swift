import Columns

/// What a counting statement requests from a relation: the columns of the cells, and the counts for each cell.
struct CellOutput {
    /// Where a used column of the relation comes from.
    enum Source {
        /// Of a column with codes, which owns their values.
        case codes(key: Int, CodeValues, owner: AnyObject)
        case interned(key: Int)
        /// Of codes that are one more than their values.
        case lengths(key: Int)
        case count
        case mentions
        case weight
        case distinct(place: Int)
        case sum(measure: Int)
        case known(measure: Int)
        case extreme(place: Int, isReal: Bool)
    }

    /// By position in the relation.
    private(set) var sources: [Int: Source] = [:]
    /// The positions of the columns that make the cells.
    private(set) var keys: [Int] = []
    private(set) var measures: [Measure] = []
    private(set) var extremes: [(number: SampleNumber, isGreatest: Bool)] = []
    /// The columns that the samples are counted by: the keys, then the columns whose distinct values are counted.
    private(set) var countedBy: [(position: Int, content: RelationColumn.Content)] = []
    /// For each of these the number of codes it can have; nil if that is not known.
    private(set) var cardinalities: [Int?] = []

    /// - Throws: `SQLError`, `StoreError` if a dictionary cannot be read.
    init(_ relation: Relation, columns: [Int]) throws {
        for position in columns {
            var content = relation.columns[position].content
            // Where cells are given, they are what such a column counts.
            if case .perRow(let count) = content { content = count }
            switch content {
            case .coded(let column):
                sources[position] = .codes(key: keys.count, try column.values(), owner: column)
                try addKey(position, content)
            case .element(let column):
                sources[position] = .codes(key: keys.count, try column.values(), owner: column)
                try addKey(position, content)
            case .integer, .real, .text, .computed, .extreme:
                sources[position] = .interned(key: keys.count)
                try addKey(position, content)
            case .length, .numberByID:
                sources[position] = .lengths(key: keys.count)
                try addKey(position, content)
            case .count: sources[position] = .count
            case .mentions: sources[position] = .mentions
            case .weight: sources[position] = .weight
            case .sum(let column): sources[position] = .sum(measure: measure(column))
            case .known(let column): sources[position] = .known(measure: measure(column))
            case .extremeNumber(let number, let isGreatest):
                sources[position] = .extreme(place: extremes.count, isReal: number.isReal)
                extremes.append((number, isGreatest))
            case .sampleID, .list, .random, .distinct, .perRow, .expression, .queries, .firstRows: break
            }
        }
        for position in columns {
            guard case .distinct(let content) = relation.columns[position].content else { continue }
            sources[position] = .distinct(place: countedBy.count - keys.count)
            try count(by: content, at: position)
        }
    }

    private mutating func addKey(_ position: Int, _ content: RelationColumn.Content) throws {
        keys.append(position)
        try count(by: content, at: position)
    }

    private mutating func count(by content: RelationColumn.Content, at position: Int) throws {
        countedBy.append((position, content))
        switch content {
        case .coded(let column): cardinalities.append(try column.values().count)
        case .element(let column): cardinalities.append(try column.values().count)
        case .numberByID(_, let column?): cardinalities.append(try column.values().count)
        default: cardinalities.append(nil)
        }
    }

    /// Those of the columns that are compared with one value, by position, with its code. Every row that passes has
    /// this code.
    func soleCodes(_ filters: [ColumnFilter]) -> [Int: UInt32] {
        var found: [Int: UInt32] = [:]
        for (place, counted) in countedBy.enumerated() {
            for filter in filters {
                switch (counted.content, filter) {
                case (.coded(let own), .codes(let column, accepted: .few(let codes)))
                where own === column && codes.count == 1:
                    found[place] = codes[0]
                case (.element(let own), .element(let column, accepted: .few(let codes)))
                where own === column && codes.count == 1:
                    found[place] = codes[0]
                default: continue
                }
            }
        }
        return found
    }

    /// The cells by the keys, from the cells by all columns that the samples are counted by.
    ///
    /// - Throws: `CollapseError`.
    func byKeys(_ cells: CollapsedCells) throws -> CollapsedCells {
        guard countedBy.count > keys.count else { return cells }
        return try cells.countingDistinct(after: keys.count, plan(rowCount: cells.count))
    }

    private mutating func measure(_ column: Measure) -> Int {
        if let place = measures.firstIndex(of: column) { return place }
        measures.append(column)
        return measures.count - 1
    }

    var usesMentions: Bool { sources.values.contains { if case .mentions = $0 { true } else { false } } }

    var usesWeights: Bool { sources.values.contains { if case .weight = $0 { true } else { false } } }

    /// What is counted; `rowCount` where it is known beforehand.
    func plan(rowCount: Int? = nil) -> Collapse.Plan {
        Collapse.Plan(
            cardinalities: cardinalities, measuresAreReal: measures.map(\.isReal), hasWeights: usesWeights,
            extremesAreGreatest: extremes.map(\.isGreatest), rowCount: rowCount)
    }
}
