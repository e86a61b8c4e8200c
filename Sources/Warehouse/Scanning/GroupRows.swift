import Columns

/// The rows of one row group that a scan goes over: samples, or in a list relation their elements.
struct GroupRows {
    var count: Int
    /// The sample (place in the row group) of each row; nil where row i is sample i.
    var samples: [UInt32]?
    /// The element of each row; nil where row i is element i, or where there are no elements.
    var elements: [UInt32]?

    func sample(_ row: Int) -> Int { samples.map { Int($0[row]) } ?? row }
    func element(_ row: Int) -> Int { elements.map { Int($0[row]) } ?? row }
}

/// Chooses the rows of row groups by filters.
struct RowSelector {
    let filters: [ColumnFilter]
    let element: ElementSource?
    let connection: Connection
    let reader: SegmentReader

    /// The rows that pass; nil where none does.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func rows(in block: SampleBlock) throws -> GroupRows? {
        try connection.checkInterrupt()
        connection.progress.advance()
        let group = block.group
        guard let range = block.cube.map({ 0..<$0.cellCount }) ?? sampleRange(in: group), try mayPass(group) else {
            return nil
        }
        var samples: [UInt32]?
        for filter in filters {
            if case .codes(let column, let accepted) = filter {
                if try passesWholly(column, accepted, group) { continue }
                let codes = try column.codes(in: block)
                samples =
                    samples.map { codes.rows(among: $0, accepted: accepted) }
                    ?? codes.rows(in: range, accepted: accepted)
                if samples?.isEmpty == true { return nil }
                continue
            }
            guard let test = try sampleTest(filter, block) else { continue }
            samples = try RowSelector.keep(samples, in: range, test)
            if samples?.isEmpty == true { return nil }
        }
        // Texts come last: they are read for the rows alone that are left.
        for case .pattern(let filter) in filters {
            let passing = try filter.rows(among: samples, in: range, group)
            if passing.isEmpty { return nil }
            samples = passing.count == group.rowCount ? nil : passing
        }
        guard let element else {
            if let samples { return GroupRows(count: samples.count, samples: samples) }
            if range == 0..<block.rowCount { return GroupRows(count: block.rowCount) }
            return GroupRows(count: range.count, samples: range.map { UInt32($0) })
        }
        return try expand(samples, range, try element.list(in: block), block)
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
        return low < high ? Int(low)..<Int(high) : nil
    }

    /// Whether a row of the group can pass, by what the segments say of themselves.
    private func mayPass(_ group: RowGroup) throws -> Bool {
        for filter in filters {
            switch filter {
            case .codes(let column, let accepted):
                guard let occurring = try column.occurringCodes(in: group) else { continue }
                if !occurring.contains(where: accepted.contains) { return false }
            case .integers(let column, let predicate):
                guard let summary = try reader.summary(column, group) else {
                    if !predicate.acceptsNull { return false }
                    continue
                }
                if !predicate.mayAccept(summary) { return false }
            case .element, .sampleID, .sampleIDs, .reals, .texts, .lengths, .pattern: continue
            }
        }
        return true
    }

    /// Whether all samples of the group pass, by the codes that occur.
    private func passesWholly(_ column: any CodedColumn, _ accepted: AcceptedCodes, _ group: RowGroup) throws -> Bool {
        try column.occurringCodes(in: group)?.allSatisfy(accepted.contains) ?? false
    }

    /// A test of a sample by its place in the group; nil where the filter is not one of samples.
    private func sampleTest(_ filter: ColumnFilter, _ block: SampleBlock) throws -> ((Int) throws -> Bool)? {
        let group = block.group
        switch filter {
        case .codes, .element, .sampleID, .pattern: return nil
        case .sampleIDs(let predicate):
            return { predicate.accepts(group.firstSampleID + Int64($0)) }
        case .integers(let column, let predicate):
            guard let vector = try reader.integers(column, group) else { return { _ in predicate.acceptsNull } }
            return { vector[$0].map { predicate.accepts($0) } ?? predicate.acceptsNull }
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

    private static func keep(
        _ samples: [UInt32]?, in range: Range<Int>, _ test: (Int) throws -> Bool
    ) rethrows -> [UInt32] {
        if let samples { return try samples.filter { try test(Int($0)) } }
        var kept: [UInt32] = []
        for sample in range where try test(sample) { kept.append(UInt32(sample)) }
        return kept
    }

    /// The elements of the samples, those that pass the filters on elements.
    private func expand(
        _ samples: [UInt32]?, _ range: Range<Int>, _ list: ListVector, _ block: SampleBlock
    ) throws -> GroupRows? {
        var tests: [(CodeVector, AcceptedCodes)] = []
        for case .element(let column, let accepted) in filters { tests.append((try column.codes(in: block), accepted)) }
        guard let samples else {
            if tests.isEmpty, range == 0..<block.rowCount { return list.elementCount == 0 ? nil : list.allRows }
            return RowSelector.expand(range.lazy.map { UInt32($0) }, list, tests)
        }
        return RowSelector.expand(samples, list, tests)
    }

    private static func expand(
        _ samples: some Sequence<UInt32>, _ list: ListVector, _ tests: [(CodeVector, AcceptedCodes)]
    ) -> GroupRows? {
        var rowSamples: [UInt32] = []
        var rowElements: [UInt32] = []
        for sample in samples {
            for element in list.offsets[Int(sample)]..<list.offsets[Int(sample) + 1]
            where tests.allSatisfy({ $0.1.contains($0.0[Int(element)]) }) {
                rowSamples.append(sample)
                rowElements.append(element)
            }
        }
        return rowSamples.isEmpty ? nil : GroupRows(count: rowSamples.count, samples: rowSamples, elements: rowElements)
    }
}

extension ListVector {
    /// One row for each element.
    fileprivate var allRows: GroupRows {
        let samples = [UInt32](unsafeUninitializedCapacity: elementCount) { samples, count in
            offsets.withUnsafeBufferPointer { offsets in
                for row in 0..<rowCount {
                    let end = min(Int(offsets[row + 1]), samples.count)
                    while count < end {
                        samples[count] = UInt32(truncatingIfNeeded: row)
                        count += 1
                    }
                }
            }
        }
        return GroupRows(count: elementCount, samples: samples)
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
