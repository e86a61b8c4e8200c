import Columns
import Parallel

extension RowSelector {
    /// The rows that pass, for each block; nil if no row passes. Codes are compared on all threads.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func rows(inEach blocks: [SampleBlock]) throws -> [GroupRows?] {
        guard filters.allSatisfy(\.isOfCodes) else { return try blocks.map(rows(in:)) }
        let undecided = try prepared(blocks)
        let selections = try zip(blocks, undecided).map { block, undecided in
            connection.progress.advance()
            return try undecided.map { try selection(in: block, $0) }
        }
        var samples = try RowSelector.map(selections, cost: { $0.cost }) { $0.samples() }
        for case .lengths(let column, let unit, let predicate) in filters {
            guard let range = ColumnFilter.range(predicate) else { continue }
            let tested = try lengthSelections(blocks, samples, selections, column, unit, range)
            samples = try RowSelector.map(tested, cost: { $0.cost }) { $0.samples() }
        }
        if let element {
            let left = zip(blocks, samples).filter { $1.map { $0?.isEmpty != true } ?? false }
            try element.prepare(RowSelector.groups(left.map(\.0)))
        }
        var chosen: [ElementSelection?] = []
        for (block, samples) in zip(blocks, samples) {
            // A list is read only where a sample is left.
            guard let samples, samples?.isEmpty != true else {
                chosen.append(nil)
                continue
            }
            chosen.append(try elements(of: samples, in: block))
        }
        return try RowSelector.map(chosen, cost: { $0.cost }) { $0.rows() }.map { $0 ?? nil }
    }

    /// The results of `body` for all blocks, on all threads if the work costs more than starting a second thread.
    private static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element?], cost: (Element) -> Int, _ body: @Sendable (Element) -> Result
    ) throws -> [Result?] {
        let total = elements.reduce(0) { $0 + ($1.map(cost) ?? 0) }
        guard total >= RowSelector.costOfThreads else { return elements.map { $0.map(body) } }
        return try elements.concurrentMap { $0.map(body) }
    }

    /// Fewer rows are looked at before a second thread has begun.
    private static let costOfThreads = 1 << 18

    /// Those of the blocks that are row groups, if they are enough for several threads.
    private static func groups(_ blocks: [SampleBlock]) -> [RowGroup] {
        let groups = blocks.filter { $0.cube == nil }.map(\.group)
        return groups.count > 1 ? groups : []
    }

    /// Decodes the columns that filters compare on all threads.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func prepare(_ blocks: [SampleBlock]) throws {
        let undecided = try prepared(blocks)
        // Where a comparison is left, it may leave no sample, whose list need not be read.
        let left = zip(blocks, undecided).filter { $1?.filters.isEmpty ?? false }
        try element?.prepare(RowSelector.groups(left.map(\.0)))
    }

    private func prepared(_ blocks: [SampleBlock]) throws -> [Undecided?] {
        let undecided = try blocks.map(undecided(in:))
        for (place, column) in filters.compactMap(\.codedColumn).enumerated() {
            try column.prepare(
                RowSelector.groups(zip(blocks, undecided).filter { $1?.filters.contains(place) ?? false }.map(\.0)))
        }
        return undecided
    }

    /// The comparisons of a text's length with which some samples of the blocks pass; nil where none is left.
    private func lengthSelections(
        _ blocks: [SampleBlock], _ samples: [[UInt32]??], _ selections: [CodeSelection?], _ column: ColumnDefinition,
        _ unit: TextUnit, _ range: ClosedRange<Int64>
    ) throws -> [CodeSelection?] {
        let left = zip(blocks, samples).filter { $1.map { $0?.isEmpty != true } ?? false }
        try reader.prepareLengths(of: column, in: unit, RowSelector.groups(left.map(\.0)))
        return try zip(zip(blocks, samples), selections).map { known, selection in
            let (block, samples) = known
            guard let samples, samples?.isEmpty != true, var selection else { return nil }
            let codes =
                try reader.lengths(column, in: unit, block.group) ?? .constant(0, count: block.rowCount)
            selection.among = samples
            selection.tests = [
                CodeTest(
                    codes: codes,
                    accepted: ColumnFilter.acceptedNumbers(range, upTo: max(0, Int64(codes.greatestCode) - 1)))
            ]
            return selection
        }
    }
}

extension ColumnFilter {
    /// The column whose codes it compares.
    var codedColumn: (any CodedColumn)? {
        if case .codes(let column, _) = self { column } else { nil }
    }

    /// Whether it is decided by codes, by a range of lengths, which are codes, too, or by the place of the row.
    fileprivate var isOfCodes: Bool {
        switch self {
        case .codes, .element, .sampleID: true
        case .lengths(_, _, let predicate): ColumnFilter.range(predicate) != nil
        case .sampleIDs, .sampleIDList, .integers, .integerList, .reals, .texts, .pattern: false
        }
    }
}
