extension CollapsedCells {
    /// The cells by the first keys alone, and for each other key the number of its distinct codes other than 0 in the
    /// cell.
    ///
    /// - Parameters:
    ///   - keyCount: the number of the keys that are kept.
    ///   - plan: that of the collapse which made the cells.
    /// - Throws: `CollapseError.integerOverflow`.
    /// - Complexity: O(cells × keys).
    public func countingDistinct(after keyCount: Int, _ plan: Collapse.Plan) throws -> CollapsedCells {
        let keys = codes.prefix(keyCount)
        let counted = codes.dropFirst(keyCount)
        // Each cell brings its totals as measures of one row.
        var batch = CollapseBatch(
            count: count, keys: keys.map { .init(.words($0)) }, multiplicities: counts, mentions: .inAll(mentions))
        for codes in counted {
            let values = counted.count == 1 ? codes : CollapsedCells.firsts(of: codes, within: keys)
            batch.measures.append(integers(values.map { $0 == 0 ? 0 : 1 }))
        }
        batch.measures += known.map(integers)
        for (sums, isReal) in zip(sums, plan.measuresAreReal) {
            batch.measures.append(isReal ? reals(sums) : integers(sums))
        }
        if plan.hasWeights { batch.measures.append(.reals(RealVector(values: weights, validity: nil))) }
        batch.extremes = extremes.map { values in
            .integers(IntegerVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil }))
        }
        let integerCount = counted.count + known.count
        var collapse = Collapse(
            .init(
                cardinalities: Array(plan.cardinalities.prefix(keyCount)),
                measuresAreReal: Array(repeating: false, count: integerCount) + plan.measuresAreReal
                    + (plan.hasWeights ? [true] : []), extremesAreGreatest: plan.extremesAreGreatest,
                rowCount: count))
        try collapse.add(batch)
        var cells = collapse.cells
        let totals = cells.sums[..<integerCount].map { $0.map(\.integer) }
        cells.distinct = Array(totals[..<counted.count])
        cells.known = Array(totals[counted.count...])
        if plan.hasWeights { cells.weights = cells.sums.popLast()?.map(\.real) ?? [] }
        cells.sums = Array(cells.sums[integerCount...])
        return cells
    }

    /// The codes, with 0 instead of a code that an earlier cell of the same keys has.
    private static func firsts(of codes: [UInt32], within keys: ArraySlice<[UInt32]>) -> [UInt32] {
        var index = HashedGroupIndex(keyCount: keys.count + 1)
        var groups = [UInt32](repeating: 0, count: codes.count)
        let batch = CollapseBatch(count: codes.count, keys: (keys + [codes]).map { .init(.words($0)) })
        groups.withUnsafeMutableBufferPointer { index.assign(batch, from: 0, into: $0) }
        // Groups are numbered as they first occur.
        var found = 0
        return zip(codes, groups).map { code, group in
            guard group == found else { return 0 }
            found += 1
            return code
        }
    }

    private func integers(_ values: [Int64]) -> CollapseBatch.Measure {
        .integers(IntegerVector(values: values, validity: nil))
    }

    private func integers(_ totals: [MeasureTotal?]) -> CollapseBatch.Measure {
        .integers(IntegerVector(values: totals.map(\.integer), validity: totals.map { $0 != nil }))
    }

    private func reals(_ totals: [MeasureTotal?]) -> CollapseBatch.Measure {
        .reals(RealVector(values: totals.map(\.real), validity: totals.map { $0 != nil }))
    }
}

extension MeasureTotal? {
    fileprivate var integer: Int64 { if case .integer(let value) = self { value } else { 0 } }

    fileprivate var real: Double { if case .real(let value) = self { value } else { 0 } }
}
