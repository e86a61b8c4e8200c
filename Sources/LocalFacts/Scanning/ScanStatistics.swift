import Facts

/// How one relation of a statement was read: what was requested, and what it cost.
public struct ScanStatistics: Sendable {
    /// Where the answer came from.
    public enum Source: String, Sendable {
        /// Rows, given one by one.
        case samples
        /// Rows of the row groups, counted.
        case rows
        /// The cubes of the row groups.
        case cubes
        /// The cells that an earlier question left in memory.
        case cells
    }

    public var relation: String
    /// The columns that the statement uses.
    public var columns: [String]
    /// The comparisons that the relation took over, such as `language =`.
    public var comparisons: [String]
    /// Whether rows were counted rather than given one by one.
    public var isCollapsed: Bool
    public var source: Source
    /// Row groups whose rows or cubes were read, and those that were skipped because of their segment summaries.
    public var rowGroupCount: Int
    public var skippedRowGroupCount: Int
    /// Rows or cells that were counted or could be given.
    public var rowCount: Int
    /// Rows that the relation can give to SQLite.
    public var resultCount: Int
    /// How many times the relation was scanned, as on the inner side of a join.
    public var startCount: Int
    /// Seconds in the relation before its first row, of all times together.
    public var seconds: Double
    /// What an engine outside the store did for it.
    public var engineUses: [EngineUse]
}

/// The statistics of a scan while it runs.
final class ScanRecord {
    let relation: Relation
    private(set) var request: ScanRequest?
    var source = ScanStatistics.Source.cubes
    var rowGroupCount = 0
    var skippedRowGroupCount = 0
    var rowCount = 0
    var resultCount = 0
    var engineUses: [EngineUse] = []
    /// The expressions of computed columns, by their numbers.
    var expressions: [Int: String] = [:]
    /// The queries whose rows columns count by id, by their numbers.
    var queries: [Int: String] = [:]
    private(set) var startCount = 0
    private(set) var seconds = 0.0

    init(_ relation: Relation) { self.relation = relation }

    /// Measures one start of the scan.
    func measure<Result>(_ request: ScanRequest, _ body: () throws -> Result) rethrows -> Result {
        self.request = request
        startCount += 1
        let start = ContinuousClock.now
        defer {
            let duration = (ContinuousClock.now - start).components
            seconds += Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
        }
        return try body()
    }

    func isAskedForSame(as other: ScanRecord) -> Bool {
        relation === other.relation && request == other.request && source == other.source
            && expressions == other.expressions && queries == other.queries
    }

    /// Adds what another scan did.
    func add(_ other: ScanRecord) {
        rowGroupCount += other.rowGroupCount
        skippedRowGroupCount += other.skippedRowGroupCount
        rowCount += other.rowCount
        resultCount += other.resultCount
        engineUses += other.engineUses
        startCount += other.startCount
        seconds += other.seconds
    }

    var statistics: ScanStatistics? {
        guard let request else { return nil }
        func name(_ position: Int) -> String {
            switch relation.columns[position].content {
            case .computed(let slot, _): return expressions[slot] ?? relation.columns[position].name
            case .numberByID(let slot, _): return queries[slot] ?? relation.columns[position].name
            default: return relation.columns[position].name
            }
        }
        func isExpression(_ position: Int) -> Bool { relation.columns[position].isPassed }
        return ScanStatistics(
            relation: relation.name, columns: request.columns.filter { !isExpression($0) }.map(name),
            comparisons: request.constraints.filter { !isExpression($0.column) }.map { constraint in
                let comparison = Predicate.Operator(rawValue: constraint.comparison)
                return "\(name(constraint.column)) \(constraint.isList ? "in" : comparison?.symbol ?? "")"
            },
            isCollapsed: relation.collapses(request.columns), source: source, rowGroupCount: rowGroupCount,
            skippedRowGroupCount: skippedRowGroupCount, rowCount: rowCount, resultCount: resultCount,
            startCount: startCount, seconds: seconds, engineUses: engineUses)
    }
}
