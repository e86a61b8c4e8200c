import CSQLite

/// Answers SQLite's planner: which comparisons the relation applies, and what a scan costs.
struct ScanPlanner {
    let relation: Relation
    let sampleCount: Int
    /// Texts are used only by comparisons that the relation decides, as `UnreadTexts` has verified.
    var textsAreUnread = false

    /// Fills in what SQLite asks for and returns the request for `xFilter`.
    func plan(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> ScanRequest {
        var request = ScanRequest(columns: usedColumns(info.pointee.colUsed), constraints: [])
        var selectivity = 1.0
        let constraints = UnsafeBufferPointer(start: info.pointee.aConstraint, count: Int(info.pointee.nConstraint))
        let lookup = constraints.indices.first { isLookup(constraints[$0], at: $0, info) }
        for (index, constraint) in constraints.enumerated() {
            // SQLite compares the few rows of one sample faster than the relation prepares the comparisons.
            guard lookup == nil || lookup == index || isExpression(constraint) else { continue }
            guard constraint.usable != 0, let accepted = accept(constraint, at: index, info) else { continue }
            request.constraints.append(accepted)
            info.pointee.aConstraintUsage[index].argvIndex = Int32(request.constraints.count)
            info.pointee.aConstraintUsage[index].omit = relation.decides(accepted) || isExpression(constraint) ? 1 : 0
            selectivity *= self.selectivity(accepted)
        }
        if textsAreUnread {
            let decided = Set(request.constraints.filter(relation.decides).map(\.column))
            // SQLite's last bit is of several columns.
            request.columns.removeAll { $0 < 63 && decided.contains($0) }
        }
        let rows = max(1, Double(sampleCount) * selectivity)
        if relation.collapses(request.columns) {
            request.order = order(info)
            if !request.order.isEmpty { info.pointee.orderByConsumed = 1 }
            // There are few cells, however many rows; counting them costs as much as reading the codes of all rows.
            info.pointee.estimatedRows = Int64(min(rows, 1_000))
            info.pointee.estimatedCost = 1_000 + Double(sampleCount) / 100
        } else {
            request.drawnCount = lookup == nil ? drawnCount(request.constraints, constraints, info) : nil
            if request.drawnCount == nil { request.order = orderBySample(info).map { [$0] } ?? [] }
            if request.drawnCount != nil || !request.order.isEmpty { info.pointee.orderByConsumed = 1 }
            if relation.isLookup(request) {
                info.pointee.estimatedRows = relation.element == nil ? 1 : 2
                info.pointee.estimatedCost = ScanPlanner.costOfLookup
                if relation.element == nil { info.pointee.idxFlags = SQLITE_INDEX_SCAN_UNIQUE }
            } else {
                // Whatever the comparison, all rows are read.
                info.pointee.estimatedRows = Int64(rows)
                info.pointee.estimatedCost = 100 + rows + Double(sampleCount) / 3
            }
        }
        return request
    }

    /// SQLite reports the first 63 columns one by one; its last bit stands for all further ones.
    private func usedColumns(_ mask: UInt64) -> [Int] {
        relation.columns.indices.filter { mask >> UInt64(min($0, 63)) & 1 == 1 }
    }

    /// The columns to group or sort by, if the cells can be given in that order, which costs less than SQLite's sorter.
    private func order(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> [ScanRequest.Order] {
        let terms = UnsafeBufferPointer(start: info.pointee.aOrderBy, count: Int(info.pointee.nOrderBy))
        let isCoded = terms.allSatisfy { term in
            guard relation.columns.indices.contains(Int(term.iColumn)) else { return false }
            switch relation.columns[Int(term.iColumn)].content {
            case .coded, .element: return true
            default: return false
            }
        }
        return isCoded ? terms.map { .init(column: Int($0.iColumn), isDescending: $0.desc != 0) } : []
    }

    /// The order by id, if that decides the order of the rows: a scan goes over them in it, or in the reverse.
    private func orderBySample(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> ScanRequest.Order? {
        guard info.pointee.nOrderBy > 0, let first = info.pointee.aOrderBy?.pointee,
            relation.columns.indices.contains(Int(first.iColumn)), relation.isSampleID(Int(first.iColumn)),
            // Rows of a list relation share an id, so that the terms after it count.
            relation.element == nil || info.pointee.nOrderBy == 1
        else { return nil }
        return .init(column: Int(first.iColumn), isDescending: first.desc != 0)
    }

    /// How many rows will be requested if the statement wants a few in random order; nil if all must be read.
    ///
    /// SQLite passes a `limit` only if the query has no other relation and all conditions have been passed as well.
    /// With a condition on texts that the scan leaves to SQLite, every drawn row would cost a block.
    private func drawnCount(
        _ accepted: [ScanRequest.Constraint], _ constraints: UnsafeBufferPointer<sqlite3_index_constraint>,
        _ info: UnsafeMutablePointer<sqlite3_index_info>
    ) -> Int? {
        guard info.pointee.nOrderBy == 1, let order = info.pointee.aOrderBy?.pointee,
            relation.columns.indices.contains(Int(order.iColumn)),
            case .random(let isAlwaysDrawn) = relation.columns[Int(order.iColumn)].content
        else { return nil }
        let limits = constraints.indices.filter {
            [SQLITE_INDEX_CONSTRAINT_LIMIT, SQLITE_INDEX_CONSTRAINT_OFFSET].contains(Int32(constraints[$0].op))
        }
        let isLimited = limits.contains {
            Int32(constraints[$0].op) == SQLITE_INDEX_CONSTRAINT_LIMIT && constraints[$0].usable != 0
        }
        let isDecided =
            isLimited && accepted.count == constraints.count - limits.count
            && accepted.allSatisfy { !relation.isText($0.column) || relation.decides($0) }
        guard isAlwaysDrawn || isDecided else { return nil }
        guard isLimited else { return ScanPlanner.usualCount }
        var count = 0
        for index in limits {
            var value: OpaquePointer?
            // A parameter has no value yet.
            guard sqlite3_vtab_rhs_value(info, Int32(index), &value) == SQLITE_OK else { return ScanPlanner.usualCount }
            count += Int(clamping: max(0, min(sqlite3_value_int64(value), Int64(Int32.max))))
        }
        return count <= ScanPlanner.maximumDrawnCount ? count : nil
    }

    /// The number of rows to draw if the wanted number is not known.
    private static let usualCount = 64
    /// Of more rows, it costs less to read all and sort them.
    static let maximumDrawnCount = 1 << 17

    private func accept(
        _ constraint: sqlite3_index_constraint, at index: Int, _ info: UnsafeMutablePointer<sqlite3_index_info>
    ) -> ScanRequest.Constraint? {
        let column = Int(constraint.iColumn)
        if isExpression(constraint) { return .init(column: column, comparison: Int32(constraint.op), isList: false) }
        guard relation.columns.indices.contains(column), relation.columns[column].isComparable,
            let comparison = Predicate.Operator(rawValue: Int32(constraint.op))
        else { return nil }
        if comparison == .match, !relation.isText(column) { return nil }
        // Codes say which texts are equal, in bytes; another collation is SQLite's to apply.
        if let collation = sqlite3_vtab_collation(info, Int32(index)), comparison.hasOperand,
            comparison != .like, comparison != .glob, comparison != .match,
            String(cString: collation).uppercased() != "BINARY"
        {
            return nil
        }
        let isList = comparison == .equal && sqlite3_vtab_in(info, Int32(index), -1) != 0
        if isList { _ = sqlite3_vtab_in(info, Int32(index), 1) }
        return ScanRequest.Constraint(column: column, comparison: comparison.rawValue, isList: isList)
    }

    /// Whether a comparison passes the expression of a computed column, the queries of ids, or what is asked of the
    /// first rows.
    private func isExpression(_ constraint: sqlite3_index_constraint) -> Bool {
        let column = Int(constraint.iColumn)
        return relation.columns.indices.contains(column) && Int32(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ
            && relation.columns[column].isPassed
    }

    /// Rows of a scan that cost what finding one sample by its id costs.
    private static let costOfLookup = 4.0

    /// Whether a comparison is `id =` one value.
    private func isLookup(
        _ constraint: sqlite3_index_constraint, at index: Int, _ info: UnsafeMutablePointer<sqlite3_index_info>
    ) -> Bool {
        let column = Int(constraint.iColumn)
        return constraint.usable != 0 && Int32(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ
            && relation.columns.indices.contains(column) && relation.isSampleID(column)
            && sqlite3_vtab_in(info, Int32(index), -1) == 0
    }

    private func selectivity(_ constraint: ScanRequest.Constraint) -> Double {
        if case .firstRows = relation.columns[constraint.column].content { return 0.01 }
        if relation.columns[constraint.column].isPassed { return 1 }
        switch Predicate.Operator(rawValue: constraint.comparison) {
        case .equal, .is, .isNull: return constraint.isList ? 0.2 : 0.05
        default: return 0.5
        }
    }
}

extension Relation {
    /// Whether a statement that uses these columns gets cells: it mentions a count, but no id of a sample and no list.
    func collapses(_ used: [Int]) -> Bool {
        used.contains { columns[$0].collapses } && !isOfRows(used)
    }

    /// Whether these columns make every row one of its own.
    private func isOfRows(_ used: [Int]) -> Bool {
        used.contains { position in
            switch columns[position].content {
            case .sampleID, .list: true
            default: false
            }
        }
    }

    /// Whether a statement that uses these columns gets cells if it has the same answer over combinations.
    func mayCollapse(_ used: [Int]) -> Bool {
        used.contains { columns[$0].isCountOfRow } && !isOfRows(used)
    }

    /// The texts that a collapse compares and need not group by unless the statement reads them.
    func comparedTexts(of request: ScanRequest) -> [Int] {
        collapses(request.columns) ? request.constraints.filter(decides).map(\.column) : []
    }

    /// Whether a statement asks for the rows of one sample.
    func isLookup(_ request: ScanRequest) -> Bool { placeOfLookup(request) != nil }

    /// The place of the comparison with the id whose rows a statement asks for; nil if it asks for others.
    func placeOfLookup(_ request: ScanRequest) -> Int? {
        let places = request.constraints.indices.filter { !columns[request.constraints[$0].column].isPassed }
        guard places.count == 1, !collapses(request.columns) else { return nil }
        let only = request.constraints[places[0]]
        let isOfOne =
            isSampleID(only.column) && only.comparison == SQLITE_INDEX_CONSTRAINT_EQ && !only.isList
        return isOfOne ? places[0] : nil
    }

    func isSampleID(_ position: Int) -> Bool {
        if case .sampleID = columns[position].content { true } else { false }
    }

    func isText(_ position: Int) -> Bool { if case .text = columns[position].content { true } else { false } }

    /// Whether a comparison is decided exactly as SQLite would, so that SQLite does not look at the text again.
    func decides(_ constraint: ScanRequest.Constraint) -> Bool {
        guard isText(constraint.column) else { return false }
        return switch Predicate.Operator(rawValue: constraint.comparison) {
        case .like, .glob, .match: true
        default: false
        }
    }

    /// Whether the plan has the expression or query of each computed column that it uses; without one the column has no
    /// values.
    func hasExpressions(_ request: ScanRequest) -> Bool {
        let passesQueries = request.constraints.contains { constraint in
            if case .queries = columns[constraint.column].content { true } else { false }
        }
        let passed = request.constraints.compactMap { constraint -> Int? in
            guard case .expression(let slot) = columns[constraint.column].content else { return nil }
            return slot
        }
        return request.columns.allSatisfy { position in
            switch columns[position].content {
            case .computed(let slot, _): passed.contains(slot)
            case .numberByID: passesQueries
            default: true
            }
        }
    }

    /// Whether all of these columns have codes, so that their cells are few enough to keep.
    func isCoded(_ used: [Int]) -> Bool {
        used.allSatisfy { position in
            switch columns[position].content {
            case .coded, .element, .perRow, .count, .mentions, .weight, .sum, .known, .distinct, .numberByID,
                .extremeNumber:
                true
            case .sampleID, .integer, .real, .text, .length, .list, .random, .computed, .expression, .extreme, .queries,
                .firstRows:
                false
            }
        }
    }
}
