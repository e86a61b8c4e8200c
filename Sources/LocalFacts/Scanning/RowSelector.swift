import Columns
import SQLite

/// Chooses the rows of row groups by filters.
struct RowSelector {
    let filters: [ColumnFilter]
    let element: ElementSource?
    let connection: Connection
    let reader: SegmentReader

    /// The rows that pass; nil if none does.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func rows(in block: SampleBlock) throws -> GroupRows? {
        connection.progress.advance()
        guard let selection = try undecided(in: block).map({ try selection(in: block, $0) }) else { return nil }
        let group = block.group
        var samples = selection.samples()
        for filter in filters {
            if samples?.isEmpty == true { return nil }
            if case .sampleIDList(let ids) = filter {
                samples = RowSelector.keep(samples, in: selection.range, ids.values(in: group.ids), of: group)
                continue
            }
            guard let test = try sampleTest(filter, block) else { continue }
            samples = try RowSelector.keep(samples, in: selection.range, test)
        }
        // Texts come last: they are read only for the rows that are left.
        for case .pattern(let filter) in filters {
            if samples?.isEmpty == true { return nil }
            let passing = try filter.rows(among: samples, in: selection.range, group)
            samples = passing.count == group.rowCount ? nil : passing
        }
        if samples?.isEmpty == true { return nil }
        return try elements(of: samples, in: block).rows()
    }

    /// What is left to decide of a block by its rows.
    struct Undecided {
        /// The samples to choose from.
        var range: Range<Int>
        /// The filters by codes that neither all nor none of them may pass, by their places among such filters.
        var filters: Set<Int>
    }

    /// The comparisons of codes that are left, with their codes.
    func selection(in block: SampleBlock, _ undecided: Undecided) throws -> CodeSelection {
        var tests: [CodeTest] = []
        for (place, filter) in filters.filter({ $0.codedColumn != nil }).enumerated() {
            guard case .codes(let column, let accepted) = filter, undecided.filters.contains(place) else { continue }
            tests.append(CodeTest(codes: try column.codes(in: block), accepted: accepted))
        }
        return CodeSelection(range: undecided.range, rowCount: block.rowCount, tests: tests)
    }

    /// What the segments do not decide; nil if they show that no row passes.
    func undecided(in block: SampleBlock) throws -> Undecided? {
        try connection.checkInterrupt()
        let group = block.group
        guard let range = block.cube.map({ 0..<$0.cellCount }) ?? sampleRange(in: group) else { return nil }
        var undecided = Undecided(range: range, filters: [])
        var place = -1
        for filter in filters {
            switch filter {
            case .codes(let column, let accepted):
                place += 1
                guard let occurring = try column.occurringCodes(in: group) else {
                    undecided.filters.insert(place)
                    continue
                }
                let passing = occurring.count(where: accepted.contains)
                if passing == 0 { return nil }
                if passing < occurring.count { undecided.filters.insert(place) }
            case .integers(let column, let predicate):
                guard let summary = try reader.summary(column, group) else {
                    if !predicate.acceptsNull { return nil }
                    continue
                }
                if !predicate.mayAccept(summary) { return nil }
            case .integerList(let column, let values):
                guard let range = try reader.summary(column, group)?.range, values.intersects(range) else {
                    return nil
                }
            case .lengths(let column, .characters, let predicate):
                if let summary = try reader.lengthSummary(column, group), !predicate.mayAccept(summary) { return nil }
            case .element, .sampleID, .sampleIDs, .sampleIDList, .reals, .texts, .lengths, .pattern: continue
            }
        }
        return undecided
    }

    /// How samples become rows: as they are, or as their elements that pass.
    func elements(of samples: [UInt32]?, in block: SampleBlock) throws -> ElementSelection {
        var tests: [CodeTest] = []
        for case .element(let column, let accepted) in filters {
            let (codes, own) = try column.comparison(accepted, in: block)
            tests.append(CodeTest(codes: codes, accepted: own))
        }
        return ElementSelection(
            samples: samples, rowCount: block.rowCount, list: try element?.list(in: block), tests: tests)
    }

    /// The samples of the group whose ids pass the filters on ids.
    private func sampleRange(in group: RowGroup) -> Range<Int>? {
        var low: Int64 = 0
        var high = Int64(group.rowCount)
        for case .sampleID(let range) in filters {
            // Clamped to the group first, so that nothing overflows.
            let last = group.firstSampleID + Int64(group.rowCount) - 1
            guard range.lowerBound <= last, range.upperBound >= group.firstSampleID else { return nil }
            low = max(low, max(range.lowerBound, group.firstSampleID) - group.firstSampleID)
            high = min(high, min(range.upperBound, last) - group.firstSampleID + 1)
        }
        for case .sampleIDList(let ids) in filters {
            let own = ids.values(in: group.ids)
            guard let first = own.first, let last = own.last else { return nil }
            low = max(low, first - group.firstSampleID)
            high = min(high, last - group.firstSampleID + 1)
        }
        return low < high ? Int(low)..<Int(high) : nil
    }

    /// A test of a sample by its position in the group; nil if the filter is not on samples.
    private func sampleTest(_ filter: ColumnFilter, _ block: SampleBlock) throws -> ((Int) throws -> Bool)? {
        let group = block.group
        switch filter {
        case .codes, .element, .sampleID, .sampleIDList, .pattern: return nil
        case .sampleIDs(let predicate):
            return { predicate.accepts(group.firstSampleID + Int64($0)) }
        case .integers(let column, let predicate):
            guard let vector = try reader.integers(column, group) else { return { _ in predicate.acceptsNull } }
            return { vector[$0].map { predicate.accepts($0) } ?? predicate.acceptsNull }
        case .integerList(let column, let values):
            guard let vector = try reader.integers(column, group) else { return { _ in false } }
            return { vector[$0].map(values.contains) ?? false }
        case .reals(let column, let predicate):
            guard let vector = try reader.reals(column, group) else { return { _ in predicate.acceptsNull } }
            return { vector[$0].map { predicate.accepts($0) } ?? predicate.acceptsNull }
        case .lengths(let column, let unit, let predicate):
            guard let codes = try reader.lengths(column, in: unit, group) else { return { _ in predicate.acceptsNull } }
            return { codes[$0] == 0 ? predicate.acceptsNull : predicate.accepts(Int64(codes[$0]) - 1) }
        case .texts(let column, let predicate):
            let texts = try TextReader(connection: connection, column: column, group: group)
            return { sample in
                try texts.withBytes(ofRow: sample) { bytes in
                    bytes.map { predicate.accepts(String(decoding: $0, as: UTF8.self)) } ?? predicate.acceptsNull
                }
            }
        }
    }

    /// The samples whose ids are in an ascending list.
    private static func keep(
        _ samples: [UInt32]?, in range: Range<Int>, _ ids: ArraySlice<Int64>, of group: RowGroup
    ) -> [UInt32] {
        var kept: [UInt32] = []
        guard let samples else {
            for id in ids where range.contains(Int(id - group.firstSampleID)) {
                kept.append(UInt32(id - group.firstSampleID))
            }
            return kept
        }
        var rest = ids
        for sample in samples {
            let id = group.firstSampleID + Int64(sample)
            while let first = rest.first, first < id { rest.removeFirst() }
            if rest.first == id { kept.append(sample) }
        }
        return kept
    }

    private static func keep(
        _ samples: [UInt32]?, in range: Range<Int>, _ test: (Int) throws -> Bool
    ) rethrows -> [UInt32] {
        if let samples { return try samples.filter { try test(Int($0)) } }
        var kept: [UInt32] = []
        for sample in range where try test(sample) { kept.append(UInt32(sample)) }
        return kept
    }
}

extension Predicate {
    /// Whether a value of an integer segment can pass, by the segment's range.
    func mayAccept(_ summary: SegmentSummary) -> Bool {
        if acceptsNull, summary.nullCount > 0 { return true }
        guard let range = summary.range else { return false }
        switch comparison {
        case .less, .lessOrEqual: return accepts(range.lowerBound)
        case .greater, .greaterOrEqual: return accepts(range.upperBound)
        case .equal, .is:
            return operands.contains { operand in
                Predicate(comparison: .greaterOrEqual, operands: [operand]).accepts(range.upperBound)
                    && Predicate(comparison: .lessOrEqual, operands: [operand]).accepts(range.lowerBound)
            }
        default: return true
        }
    }
}
