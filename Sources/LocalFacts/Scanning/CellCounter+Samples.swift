import Columns
import Parallel

extension CellCounter {
    /// The rows of one row group that are counted by sample. Everything needed has been read.
    private struct CountedRows: Sendable {
        var group: RowGroup
        var batch: CollapseBatch
        /// Whether rows with a code of the only key are counted, by code; nil if there are several keys or none.
        var acceptedCodes: AcceptedCodes?
        /// The combinations that are counted, if there are several keys.
        var acceptedCombinations: Set<[UInt32]>?

        /// One more than the number of counted rows, by sample.
        func codes() -> CodeVector {
            var codes = [UInt32](repeating: 1, count: group.rowCount)
            codes.withUnsafeMutableBufferPointer { codes in
                if let passing {
                    for row in passing { codes[batch.samples.map { Int($0[Int(row)]) } ?? Int(row)] += 1 }
                } else if let samples = batch.samples {
                    for sample in samples { codes[Int(sample)] += 1 }
                } else {
                    for row in 0..<batch.count { codes[row] += 1 }
                }
            }
            return CodeVector(codes)
        }

        /// The rows of accepted combinations; nil for all.
        private var passing: [UInt32]? {
            if let acceptedCodes, let key = batch.keys.first {
                let indices = key.level == .sample ? batch.samples : batch.elements
                let codes = indices.map { key.codes.codes(at: $0) } ?? key.codes
                return codes.rows(in: 0..<batch.count, accepted: acceptedCodes)
            }
            guard let acceptedCombinations else { return nil }
            let (numbers, count) = batch.combinations()
            var accepted = [Bool?](repeating: nil, count: count)
            return (0..<UInt32(batch.count)).filter { row in
                let number = Int(numbers[Int(row)])
                if let known = accepted[number] { return known }
                let codes = batch.keys.map { key in
                    let indices = key.level == .sample ? batch.samples : batch.elements
                    return key.codes[indices.map { Int($0[Int(row)]) } ?? Int(row)]
                }
                let isAccepted = acceptedCombinations.contains(codes)
                accepted[number] = isAccepted
                return isAccepted
            }
        }
    }

    /// One more than the number of rows that each sample has in some of the cells, by row group.
    ///
    /// - Parameter places: the cells.
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: O(rows × keys), on all threads.
    func rowsBySample(in places: [Int], of collected: CollectedCells.Cells) throws -> [Int64: CodeVector] {
        guard !places.isEmpty else { return [:] }
        if let elements = try CountedElements(
            of: relation.element, filters: filters, columns: output.countedBy.map(\.content),
            combinations: places.map { place in collected.cells.codes.map { $0[place] } })
        {
            return try rowsBySample(elements, in: places, of: collected)
        }
        return try rowsBySample(in: relation.facts.rowGroups, places, of: collected)
    }

    private func rowsBySample(
        _ elements: CountedElements, in places: [Int], of collected: CollectedCells.Cells
    ) throws -> [Int64: CodeVector] {
        var result: [Int64: CodeVector] = [:]
        for groups in CellCounter.parts(of: relation.facts.rowGroups) {
            try engine.connection.checkInterrupt()
            for _ in groups { engine.connection.progress.advance() }
            let counts = try elements.counts(in: Array(groups))
            result.merge(counts) { $1 }
            let others = groups.filter { counts[$0.id] == nil }
            if !others.isEmpty { result.merge(try rowsBySample(in: others, places, of: collected)) { $1 } }
        }
        return result
    }

    private func rowsBySample(
        in groups: [RowGroup], _ places: [Int], of collected: CollectedCells.Cells
    ) throws -> [Int64: CodeVector] {
        var interners = collected.interners
        let keys = collected.cells.codes
        let codes: AcceptedCodes? = keys.count == 1 ? CellCounter.accepted(places.map { keys[0][$0] }) : nil
        let combinations =
            keys.count > 1 ? Set(places.map { place in keys.map { $0[place] } }) : nil
        let selector = selector(filters)
        var result: [Int64: CodeVector] = [:]
        for groups in CellCounter.parts(of: groups) {
            let blocks = groups.map { SampleBlock($0) }
            let chosen = try selector.rows(inEach: blocks)
            try prepareKeys(zip(groups, chosen).filter { $1 != nil }.map(\.0))
            let counted = try zip(blocks, chosen).compactMap { block, rows in
                try rows.map { rows in
                    CountedRows(
                        group: block.group, batch: try batch(rows, block, selector, without: [:], &interners),
                        acceptedCodes: codes, acceptedCombinations: combinations)
                }
            }
            let found = try counted.concurrentMap { $0.codes() }
            for (rows, codes) in zip(counted, found) { result[rows.group.id] = codes }
        }
        return result
    }

    private static func parts(of groups: [RowGroup]) -> [ArraySlice<RowGroup>] {
        stride(from: 0, to: groups.count, by: blocksAtOnce).map { groups[$0..<min($0 + blocksAtOnce, groups.count)] }
    }

    private static func accepted(_ codes: [UInt32]) -> AcceptedCodes {
        if codes.count == 1 { return .few(codes) }
        var table = [Bool](repeating: false, count: Int(codes.max() ?? 0) + 1)
        for code in codes { table[Int(code)] = true }
        return .table(table)
    }
}
