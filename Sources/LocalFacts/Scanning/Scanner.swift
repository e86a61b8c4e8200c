import CSQLite
import Columns
import Facts
import Foundation
import SQLite

/// One use of a relation in a statement: reads the plan, applies the comparisons and starts a scan, repeatedly if the
/// relation is on the inner side of a join.
final class Scanner {
    private let relation: Relation
    private let engine: ScanEngine
    private(set) var scan: (any Scan)?
    private var starts = 0
    /// The cells of all rows, once a join asks a second time; SQLite then compares the cells itself.
    private var allCells: CellScan?
    private let record: ScanRecord?
    private var hostCollapses: Bool?
    private var hostRepeats: Bool?
    /// The plan of the last start. A join starts with the same one for each row of its outer side.
    private var plan: (text: [CChar], request: ScanRequest)?
    /// Whether the cells are those of a query of ids, whose rows are then counted by id.
    private var collects = false
    /// Finds samples by id, once a start asks for one.
    private var idScan: IDScan?

    init(relation: Relation, engine: ScanEngine) {
        self.relation = relation
        self.engine = engine
        record = engine.records == nil ? nil : ScanRecord(relation)
        if let record { engine.records?.append(record) }
    }

    /// Leaves what another cursor of the statement can use.
    func close() {
        // A scan with a record counts for its own cursor.
        if let record {
            // Queries of ids differ in what they ask for, though not in how.
            if !collects { engine.fold(record) }
        } else if let idScan {
            engine.idleIDScans.keep(idScan)
        }
    }

    /// Whether an error is one of the engine of an outside table that another form of the statement would meet, too.
    func isFinal(_ error: any Error) -> Bool {
        guard let error = error as? EngineError else { return false }
        switch error {
        // Another form may read no rows, or not add up in the engine.
        case .tooManyRows, .tooLargeSum, .unexpectedValue: return false
        // Of an engine that gives all rows, another form may read them.
        case .tooManyGroups: return relation.facts.outside?.engine.rowLimit != nil
        default: return true
        }
    }

    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    func start(plan text: UnsafePointer<CChar>?, arguments: UnsafeBufferPointer<OpaquePointer?>) throws {
        let request = try request(text)
        guard request.constraints.count == arguments.count else { throw unreadablePlan }
        if let damage = engine.catalogue.damage { throw damage }
        // A statement that only counts rows reads no column of them.
        try relation.facts.outside?.verify()
        if record == nil, let idScan, let place = relation.placeOfLookup(request), try seek(arguments[place], idScan) {
            return
        }
        engine.connection.progress.begin(relation.facts.rowGroups.count)
        guard let record else { return try start(request, arguments) }
        try record.measure(request) { try start(request, arguments) }
    }

    private func request(_ text: UnsafePointer<CChar>?) throws -> ScanRequest {
        if let plan, let text, strcmp(plan.text, text) == 0 { return plan.request }
        if let text, let known = engine.plans.first(where: { strcmp($0.text, text) == 0 }) {
            plan = known
            return known.request
        }
        let written = text.map { String(cString: $0) } ?? ""
        guard let request = ScanRequest(encoded: written) else { throw unreadablePlan }
        let read = (text: Array(written.utf8CString), request: request)
        plan = read
        engine.plans.append(read)
        return request
    }

    private var unreadablePlan: SQLError {
        SQLError(code: SQLITE_INTERNAL, message: "the plan of relation \(relation.name) cannot be read")
    }

    /// Goes to the sample of an id; false if the value is of a type that SQLite has to compare.
    private func seek(_ argument: OpaquePointer?, _ idScan: IDScan) throws -> Bool {
        switch SQLValue(argument) {
        case .integer(let id): try idScan.seek(id)
        case .null: idScan.leave()
        case .real, .text, .blob: return false
        }
        scan = idScan
        return true
    }

    /// The relation with the expressions and queries of ids that the statement passes.
    private func relation(
        _ request: ScanRequest, _ arguments: UnsafeBufferPointer<OpaquePointer?>
    ) throws -> Relation {
        var expressions: [Int: TextExpression] = [:]
        var queries: [Int: NumberByID] = [:]
        for (constraint, argument) in zip(request.constraints, arguments) {
            switch relation.columns[constraint.column].content {
            case .expression(let slot):
                expressions[slot] = try TextExpression(SQLValue(argument).text ?? "", columns: relation.facts.columns)
            case .queries:
                let passed = PassedQueries(SQLValue(argument).text ?? "")
                collects = passed.collects
                for (slot, query) in passed.queries { queries[slot] = try engine.numbers(query, of: relation) }
            default: continue
            }
        }
        record?.expressions = expressions.mapValues(\.written)
        record?.queries = queries.mapValues(\.description)
        guard !expressions.isEmpty || !queries.isEmpty else { return relation }
        return Relation(relation, computing: expressions, counting: queries)
    }

    private func start(_ request: ScanRequest, _ arguments: UnsafeBufferPointer<OpaquePointer?>) throws {
        let relation = try relation(request, arguments)
        if let place = relation.placeOfLookup(request) {
            let idScan =
                self.idScan ?? engine.idleIDScans.take(relation, columns: request.columns)
                ?? IDScan(relation, columns: request.columns, selector: selector(filters: []), record: record)
            self.idScan = idScan
            record?.source = .samples
            if try seek(arguments[place], idScan) { return }
        }
        let collapses = relation.collapses(request.columns) || isCollapsedForHost(request)
        starts += 1
        if let allCells, collapses {
            allCells.rewind()
            scan = allCells
            return
        }
        // Comparisons that SQLite does not check again must be applied here, each time.
        let isRepeated =
            starts > 1 && collapses && relation.isCoded(request.columns)
            && !request.constraints.contains { relation.decides($0) }
        var filters: [ColumnFilter] = []
        var firstRows: FirstRowsCounter?
        // The first rows come in their own order, and SQLite sorts them.
        var isDescending = request.order.first?.isDescending == true
        if !isRepeated {
            for (constraint, argument) in zip(request.constraints, arguments) {
                if case .firstRows = relation.columns[constraint.column].content {
                    guard let wanted = FirstRows(encoded: SQLValue(argument).text ?? "") else { throw unreadablePlan }
                    firstRows = try FirstRowsCounter(wanted, of: relation)
                    isDescending = wanted.isDescending
                }
                if relation.columns[constraint.column].isPassed { continue }
                guard let predicate = try Scanner.predicate(constraint, argument) else { continue }
                if predicate.acceptsNothing {
                    scan = nil
                    return
                }
                let content = relation.columns[constraint.column].content
                if case .text(let column) = content,
                    let pattern = try TextPattern(predicate, argument, on: engine.connection)
                {
                    filters.append(.pattern(try TextFilter(pattern, on: column, connection: engine.connection)))
                } else if let filter = try ColumnFilter(predicate, on: content) {
                    filters.append(filter)
                }
            }
        }
        if collapses {
            let output = try CellOutput(relation, columns: request.columns)
            let counter = CellCounter(
                relation: relation, output: output, filters: filters, engine: engine, record: record)
            let (cells, interners) = try counter.count()
            if collects { try engine.collectedCells?.take(.init(counter: counter, cells: cells, interners: interners)) }
            let scan = CellScan(
                cells, output, texts: engine.texts(of:_:), interners: interners,
                order: collects ? [] : request.order)
            if isRepeated { allCells = scan }
            record?.resultCount += cells.count
            self.scan = scan
        } else if isRepeatedForHost(request) {
            let output = try CellOutput(relation, columns: request.columns)
            let (cells, interners) = try CellCounter(
                relation: relation, output: output, filters: filters, engine: engine, record: record
            ).count()
            let scan = CellScan(cells, output, texts: engine.texts(of:_:), interners: interners, order: [])
            record?.resultCount += cells.count
            self.scan = RepeatedCellScan(scan, counts: cells.counts)
        } else {
            let selector = selector(filters: filters)
            record?.source = .samples
            if let count = request.drawnCount {
                scan = try RandomScan(
                    relation, columns: request.columns, selector: selector, groups: relation.facts.rowGroups,
                    portionSize: count, using: engine.randomness(), record: record)
            } else {
                scan = try RowScan(
                    relation, columns: request.columns, selector: selector, groups: relation.facts.rowGroups,
                    isDescending: isDescending, firstRows: firstRows, record: record)
            }
        }
    }

    private func selector(filters: [ColumnFilter]) -> RowSelector {
        RowSelector(filters: filters, element: relation.element, connection: engine.connection, reader: engine.reader)
    }

    /// Whether a statement of another program, which is not rewritten, gets cells. This does not change during its run.
    private func isCollapsedForHost(_ request: ScanRequest) -> Bool {
        if let hostCollapses { return hostCollapses }
        let collapses = relation.mayCollapse(request.columns) && engine.host?.hostCollapses() == true
        hostCollapses = collapses
        return collapses
    }

    /// The same for a statement that adds rows up, and so gets each combination as many times as it has samples.
    private func isRepeatedForHost(_ request: ScanRequest) -> Bool {
        if let hostRepeats { return hostRepeats }
        let repeats =
            engine.host != nil && request.drawnCount == nil && relation.isCoded(request.columns)
            && !relation.mayCollapse(request.columns) && engine.host?.hostRepeats() == true
        hostRepeats = repeats
        return repeats
    }

    private static func predicate(_ constraint: ScanRequest.Constraint, _ argument: OpaquePointer?) throws -> Predicate?
    {
        guard let comparison = Predicate.Operator(rawValue: constraint.comparison) else { return nil }
        guard constraint.isList else {
            return Predicate(comparison: comparison, operands: comparison.hasOperand ? [SQLValue(argument)] : [])
        }
        var operands: [SQLValue] = []
        var value: OpaquePointer?
        var code = sqlite3_vtab_in_first(argument, &value)
        while code == SQLITE_OK, let current = value {
            operands.append(SQLValue(current))
            code = sqlite3_vtab_in_next(argument, &value)
        }
        guard code == SQLITE_OK || code == SQLITE_DONE else {
            throw SQLError(code: code, message: "the values of a list cannot be read")
        }
        return Predicate(comparison: comparison, operands: operands)
    }
}
