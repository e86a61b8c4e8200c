import Columns
import Parallel
import SQLite

/// Counts the samples of a statement by the columns that it uses, from the cheapest source: cached cells of an earlier
/// question, the cubes of the row groups, or their rows.
struct CellCounter {
    let relation: Relation
    let output: CellOutput
    let filters: [ColumnFilter]
    let engine: ScanEngine
    let record: ScanRecord?

    /// The number of rows from which a table of combinations pays; see `DenseGroupIndex`.
    private static let maximumTableSize = 1 << 20

    /// The cells, and the values of their codes if a column has no dictionary.
    ///
    /// - Throws: `SQLError`, `StoreError`, `CollapseError`.
    /// - Complexity: O(cells of the cubes), or O(rows × columns) if no cube has the columns.
    func count() throws -> (cells: CollapsedCells, interners: [Int: ValueInterner]) {
        let (cells, interners) = try finestCells()
        if let record, let outside = relation.facts.outside { record.engineUses += outside.takeUses() }
        return (try output.byKeys(cells), interners)
    }

    /// The cells by all that the samples are counted by.
    private func finestCells() throws -> (cells: CollapsedCells, interners: [Int: ValueInterner]) {
        guard engine.usesCubes, let roots = ScanRoots(relation, output, filters) else {
            if let counted = try countOutside() { return counted }
            return try count(blocks: relation.facts.rowGroups.map { SampleBlock($0) })
        }
        if let cells = engine.storeCells[roots.identity] {
            record?.source = .cells
            return (try count(cells, roots), [:])
        }
        let coverage = try coverage(of: roots)
        if try keepsCells(roots, coverage) {
            let cells = try StoreCells(collapse(roots, coverage), roots)
            engine.storeCells.keep(cells, as: roots.identity)
            return (try count(cells, roots), [:])
        }
        return try count(blocks: coverage.entries.map(coverage.block))
    }

    /// Which cubes are used; the choice is the same for all questions on the same columns.
    private func coverage(of roots: ScanRoots) throws -> CubeCoverage {
        if let coverage = engine.cubeCoverages[roots.identity] { return coverage }
        if let outside = relation.facts.outside {
            // Not cached: it holds its cube.
            return try CubeCoverage(
                of: outside, table: relation.facts.table.id, columns: roots.columns, element: roots.element,
                cubes: engine.cubes)
        }
        let coverage = try CubeCoverage(
            of: relation.facts.rowGroups, columns: roots.columns, element: roots.element, cubes: engine.cubes)
        engine.cubeCoverages[roots.identity] = coverage
        return coverage
    }

    /// Whether the cells of all samples are counted and cached for later questions.
    private func keepsCells(_ roots: ScanRoots, _ coverage: CubeCoverage) throws -> Bool {
        var cellCount = 0
        var uncovered = 0
        for (group, cube, _) in coverage.entries {
            if let cube { cellCount += cube.cellCount } else { uncovered += group.rowCount }
        }
        let isCovered = uncovered <= relation.facts.rowCount / 8
        if isCovered, cellCount + uncovered <= CellCounter.maximumTableSize { return true }
        // A comparison may leave few rows. All rows are read only for a repeated question.
        let isWorthIt = isCovered || filters.isEmpty || engine.storeCells.isRepeated(roots.identity)
        return try isWorthIt && tableSize(roots) <= CellCounter.maximumTableSize
    }

    /// The combinations that the roots can have, where lists are short.
    private func tableSize(_ roots: ScanRoots) throws -> Int {
        var size = roots.usesLengths ? 4 : 1
        for count in try cardinalities(roots) {
            size = size.multipliedReportingOverflow(by: count).partialValue
            guard (0...CellCounter.maximumTableSize).contains(size) else { return .max }
        }
        return size
    }

    private func cardinalities(_ roots: ScanRoots) throws -> [Int] {
        try roots.columns.map { try $0.values().count }
            + (roots.usesElements ? [try roots.element?.values().count ?? 1] : [])
    }

    /// The cells of all samples by the roots.
    private func collapse(_ roots: ScanRoots, _ coverage: CubeCoverage) throws -> CollapsedCells {
        var cardinalities: [Int?] = try cardinalities(roots)
        if roots.usesLengths {
            let longest = try coverage.entries.compactMap { entry in
                try roots.element?.lengths(in: coverage.block(entry)).greatestCode
            }
            cardinalities.append(Int(longest.max() ?? 0) + 1)
        }
        var collapse = Collapse(Collapse.Plan(cardinalities: cardinalities))
        var batches: [CollapseBatch] = []
        for entry in coverage.entries {
            let block = try coverage.readBlock(entry)
            // Once the cells of all samples are known, those of the cube are not needed any more.
            defer { if let cube = block.cube { forget(cube, roots) } }
            guard let rows = try selector([]).rows(in: block) else { continue }
            note(block, rows)
            var batch = try batch(rows, block)
            batch.keys = try roots.columns.map { .init(try $0.codes(in: block)) }
            if let element = roots.element {
                if roots.usesElements { batch.keys.append(.init(try element.list(in: block).codes, level: .element)) }
                if roots.usesLengths { batch.keys.append(.init(try element.lengths(in: block))) }
            }
            if block.cube == nil { batches.append(batch) } else { try collapse.add(batch) }
        }
        try collapse.add(batches)
        return collapse.cells
    }

    /// Drops the decoded cells of a cube, so that the next one takes their memory.
    private func forget(_ cube: StoredCube, _ roots: ScanRoots) {
        engine.cubes.forget(cube)
        roots.element?.forget(cube)
    }

    /// The statement's cells from those of the roots.
    private func count(_ cells: StoreCells, _ roots: ScanRoots) throws -> CollapsedCells {
        func codes(_ content: RelationColumn.Content) throws -> CodeVector? {
            switch content {
            case .coded(let column):
                guard let place = roots.place(of: column) else { return nil }
                return try column.codesByRoot().map { cells.columns[place].mapped(by: $0) } ?? cells.columns[place]
            case .element(let column):
                return try column.codesByElement().flatMap { cells.elements?.mapped(by: $0) } ?? cells.elements
            default: return nil
            }
        }
        var passing: [UInt32]?
        for filter in filters {
            let (found, accepted): (CodeVector?, AcceptedCodes)
            switch filter {
            case .codes(let column, let codesThatPass): (found, accepted) = (try codes(.coded(column)), codesThatPass)
            case .element(let column, let codesThatPass):
                (found, accepted) = (try codes(.element(column)), codesThatPass)
            default: continue
            }
            guard let found else { continue }
            passing =
                passing.map { found.rows(among: $0, accepted: accepted) }
                ?? found.rows(in: 0..<cells.count, accepted: accepted)
        }
        let batch = CollapseBatch(
            count: passing?.count ?? cells.count, samples: passing,
            keys: try output.countedBy.compactMap { try codes($0.content).map { .init($0) } },
            multiplicities: cells.counts, mentions: cells.mentions.map { .inAll($0) }, lengths: cells.lengths)
        record?.rowCount += batch.count
        var collapse = Collapse(output.plan(rowCount: batch.count))
        try collapse.add(batch)
        return collapse.cells
    }

    /// The cells from the rows of the blocks that pass the comparisons.
    private func count(blocks: [SampleBlock]) throws -> (CollapsedCells, [Int: ValueInterner]) {
        let selector = selector(filters)
        // Columns that are equal in all rows need not be keys.
        let soleCodes = output.soleCodes(filters)
        func plan(rowCount: Int? = nil) -> Collapse.Plan {
            var plan = output.plan(rowCount: rowCount)
            plan.cardinalities = plan.cardinalities.indices.filter { soleCodes[$0] == nil }.map {
                plan.cardinalities[$0]
            }
            return plan
        }
        var interners: [Int: ValueInterner] = [:]
        var batches: [CollapseBatch] = []
        var waiting = 0
        var collapse: Collapse?
        for start in stride(from: 0, to: blocks.count, by: CellCounter.blocksAtOnce) {
            let blocks = Array(blocks[start..<min(start + CellCounter.blocksAtOnce, blocks.count)])
            let chosen = try selector.rows(inEach: blocks)
            try prepareKeys(zip(blocks, chosen).filter { $0.cube == nil && $1 != nil }.map(\.0.group))
            for (block, rows) in zip(blocks, chosen) {
                guard let rows else {
                    record?.skippedRowGroupCount += 1
                    continue
                }
                note(block, rows)
                batches.append(try batch(rows, block, selector, without: soleCodes, &interners))
                waiting += rows.count
            }
            // If rows are few, all are collected before a table of their combinations is made; many rows are counted
            // batch by batch.
            if waiting >= CellCounter.maximumWaitingCount {
                try CellCounter.add(&batches, to: &collapse, plan())
                waiting = 0
            }
        }
        try CellCounter.add(&batches, to: &collapse, plan(rowCount: waiting))
        guard var cells = collapse?.cells else { return (.none, interners) }
        for (place, code) in soleCodes.sorted(by: { $0.key < $1.key }) {
            cells.codes.insert(Array(repeating: code, count: cells.count), at: place)
        }
        return (cells, interners)
    }

    /// Decodes the columns that rows are counted by on all threads.
    func prepareKeys(_ groups: [RowGroup]) throws {
        guard groups.count > 1 else { return }
        for counted in output.countedBy {
            switch counted.content {
            case .coded(let column): try column.prepare(groups)
            case .numberByID(_, let column?): try column.prepare(groups)
            default: continue
            }
        }
    }

    private static let maximumWaitingCount = 1 << 22
    /// Row groups whose rows are chosen before they are counted: about 8 M samples.
    static let blocksAtOnce = 64
    /// Fewer are counted before a second thread has begun.
    fileprivate static let rowsForThreads = 1 << 18

    private static func add(
        _ batches: inout [CollapseBatch], to collapse: inout Collapse?, _ plan: Collapse.Plan
    ) throws {
        // Taken out so that it is grown in place.
        var current = collapse ?? Collapse(plan)
        collapse = nil
        try current.add(batches)
        collapse = current
        batches = []
    }

    /// The rows of a block by the statement's columns.
    func batch(
        _ rows: GroupRows, _ block: SampleBlock, _ selector: RowSelector, without soleCodes: [Int: UInt32],
        _ interners: inout [Int: ValueInterner]
    ) throws -> CollapseBatch {
        var batch = try batch(rows, block)
        var extremes: [Int] = []
        for (place, (position, content)) in output.countedBy.enumerated() where soleCodes[place] == nil {
            switch content {
            case .coded(let column): batch.keys.append(.init(try column.codes(in: block)))
            case .element(let column): batch.keys.append(.init(try column.codes(in: block), level: .element))
            case .numberByID(_, let column?): batch.keys.append(.init(try column.codes(in: block)))
            case .length(let column, let unit):
                let lengths = try engine.reader.lengths(column, in: unit, block.group)
                batch.keys.append(.init(lengths ?? .constant(0, count: block.group.rowCount)))
            case .extreme: extremes.append(place)
            default:
                var interner = interners.removeValue(forKey: position) ?? ValueInterner(content)
                batch.keys.append(.init(try interner.codes(block.group, rows, selector)))
                interners[position] = interner
            }
        }
        try add(extremes, to: &batch, block, selector, without: soleCodes, &interners)
        for measure in output.measures { batch.measures.append(try values(measure, block.group)) }
        batch.extremes = try output.extremes.map { try numbers($0.number, block.group) }
        if output.usesWeights { batch.lengths = try relation.element?.lengths(in: block) }
        return batch
    }

    /// Adds the keys of least and greatest texts, which follow from all other keys, at their places.
    private func add(
        _ extremes: [Int], to batch: inout CollapseBatch, _ block: SampleBlock, _ selector: RowSelector,
        without soleCodes: [Int: UInt32], _ interners: inout [Int: ValueInterner]
    ) throws {
        let wanted = extremes.compactMap { place -> (place: Int, column: ColumnDefinition, end: ExtremeTexts.End)? in
            guard case .extreme(let column, let isGreatest) = output.countedBy[place].content else { return nil }
            return (place, column, isGreatest ? .greatest : .least)
        }
        let found = try Dictionary(grouping: wanted, by: \.column.id).mapValues { wanted in
            try ExtremeTexts(column: wanted[0].column, ends: wanted.map(\.end)).found(
                block.group, batch, selector.connection)
        }
        for (place, column, end) in wanted {
            guard let found = found[column.id] else { continue }
            let (position, content) = output.countedBy[place]
            var interner = interners.removeValue(forKey: position) ?? ValueInterner(content)
            let codes = interner.codes(of: found, end)
            interners[position] = interner
            batch.keys.insert(.init(codes), at: (0..<place).count { soleCodes[$0] == nil })
        }
    }

    func selector(_ filters: [ColumnFilter]) -> RowSelector {
        RowSelector(
            filters: filters, element: relation.element, connection: engine.connection, reader: engine.reader)
    }

    /// The rows of a block without keys: the number of samples and of mentions.
    private func batch(_ rows: GroupRows, _ block: SampleBlock) throws -> CollapseBatch {
        CollapseBatch(
            count: rows.count, samples: rows.samples, elements: rows.elements, keys: [],
            multiplicities: block.cube?.cube.counts,
            mentions: output.usesMentions
                ? try relation.element?.list(in: block).mentions.map { .byElement($0) } : nil)
    }

    private func values(_ measure: Measure, _ group: RowGroup) throws -> CollapseBatch.Measure {
        if case .column(let column) = measure, column.kind == .real {
            return .reals(try engine.reader.reals(column, group) ?? .nulls(group.rowCount))
        }
        return .integers(try engine.reader.integers(measure, group) ?? .nulls(group.rowCount))
    }

    private func numbers(_ number: SampleNumber, _ group: RowGroup) throws -> CollapseBatch.Numbers {
        switch number {
        case .id: return .ascending(from: group.firstSampleID)
        case .column(let column) where column.kind == .real:
            let vector = try engine.reader.reals(column, group) ?? .nulls(group.rowCount)
            return .integers(
                IntegerVector(values: vector.values.map(OrderedReal.integer), validity: vector.validity))
        case .column(let column):
            return .integers(try engine.reader.integers(column, group) ?? .nulls(group.rowCount))
        }
    }

    private func note(_ block: SampleBlock, _ rows: GroupRows) {
        guard let record else { return }
        record.rowGroupCount += 1
        record.rowCount += rows.count
        record.source = block.cube == nil ? .rows : record.source == .rows ? .rows : .cubes
    }
}

extension Collapse {
    /// Counts the rows of the batches, on several threads where they are many.
    ///
    /// Only what is exact is counted apart, so the result does not depend on the number of threads.
    fileprivate mutating func add(_ batches: [CollapseBatch]) throws {
        let rowCount = batches.reduce(0) { $0 + $1.count }
        guard isDivisible, rowCount >= CellCounter.rowsForThreads else {
            for batch in batches { try add(batch) }
            return
        }
        // A thread has to count enough rows to pay for the merging of its groups.
        let workerCount = min(Width.current, batches.count, 2 * rowCount / CellCounter.rowsForThreads)
        let parts = try Array(0..<workerCount).concurrentMap { [plan] worker in
            var collapse = Collapse(plan)
            for index in stride(from: worker, to: batches.count, by: workerCount) { try collapse.add(batches[index]) }
            return collapse
        }
        for part in parts { try merge(part) }
    }
}

extension NumberVector where Number: ExpressibleByIntegerLiteral {
    /// As many nulls.
    static func nulls(_ count: Int) -> NumberVector {
        NumberVector(values: Array(repeating: 0, count: count), validity: Array(repeating: false, count: count))
    }
}
