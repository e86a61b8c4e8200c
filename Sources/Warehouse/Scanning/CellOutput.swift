import Columns

/// What a statement that counts asks of a relation: the columns that make the cells, and what is told of each.
struct CellOutput {
    /// Where a used column of the relation comes from.
    enum Source {
        /// Of a column with codes, which owns what they stand for.
        case codes(key: Int, CodeValues, owner: AnyObject)
        case interned(key: Int)
        /// Of codes that are one more than what they stand for.
        case lengths(key: Int)
        case count
        case mentions
        case weight
        case sum(measure: Int)
        case known(measure: Int)
    }

    /// By position in the relation.
    private(set) var sources: [Int: Source] = [:]
    /// The positions of the columns that make the cells.
    private(set) var keys: [Int] = []
    private(set) var measures: [Measure] = []
    /// For each key the number of codes it can have; nil where that is not known.
    private(set) var cardinalities: [Int?] = []

    /// - Throws: `SQLError`, `StoreError` where a dictionary cannot be read.
    init(_ relation: Relation, columns: [Int]) throws {
        for position in columns {
            switch relation.columns[position].content {
            case .coded(let column): add(position, try column.values(), of: column)
            case .element(let column): add(position, try column.values(), of: column)
            case .integer, .real, .text:
                sources[position] = .interned(key: keys.count)
                keys.append(position)
                cardinalities.append(nil)
            case .length:
                sources[position] = .lengths(key: keys.count)
                keys.append(position)
                cardinalities.append(nil)
            case .count: sources[position] = .count
            case .mentions: sources[position] = .mentions
            case .weight: sources[position] = .weight
            case .sum(let column): sources[position] = .sum(measure: measure(column))
            case .known(let column): sources[position] = .known(measure: measure(column))
            case .sampleID, .random: break
            }
        }
    }

    private mutating func add(_ position: Int, _ values: CodeValues, of owner: AnyObject) {
        sources[position] = .codes(key: keys.count, values, owner: owner)
        keys.append(position)
        cardinalities.append(values.count)
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
            rowCount: rowCount)
    }
}
