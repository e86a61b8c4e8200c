/// Counts rows by the distinct combinations of their keys' codes.
///
/// Batches are added one after another; the cells then hold the counts of all of them.
public struct Collapse: Sendable {
    /// What is grouped by and what is added up.
    public struct Plan: Sendable {
        /// For each key the number of codes it can have, null included; nil if not known.
        public var cardinalities: [Int?]
        /// For each measure whether it is of doubles.
        public var measuresAreReal: [Bool]
        /// Whether fractions are added up.
        public var hasWeights: Bool
        /// For each number whose least or greatest is sought whether that is the greatest.
        public var extremesAreGreatest: [Bool]
        /// Rows that will be counted; nil if not known, in which case many are assumed.
        public var rowCount: Int?

        public init(
            cardinalities: [Int?], measuresAreReal: [Bool] = [], hasWeights: Bool = false,
            extremesAreGreatest: [Bool] = [], rowCount: Int? = nil
        ) {
            self.cardinalities = cardinalities
            self.measuresAreReal = measuresAreReal
            self.hasWeights = hasWeights
            self.extremesAreGreatest = extremesAreGreatest
            self.rowCount = rowCount
        }

        /// The most combinations for which a table is kept: it must be cleared and scanned, however few the rows.
        var maximumTableSize: Int {
            let size = hasWeights ? DenseGroupIndex.maximumGroupCount / 8 : DenseGroupIndex.maximumGroupCount
            // Hashing a row costs as much as clearing and scanning some sixteen entries.
            return min(size, rowCount.map { 1_024 + 16 * $0 } ?? .max)
        }
    }

    /// What is grouped by and added up.
    public let plan: Plan
    private var index: any GroupIndex
    private var counter = RowCounter()
    private var counts: [Int64] = []
    /// Mentions beyond one for each sample that is counted.
    private var repeatedMentions: [Int64] = []
    private var fractions = FractionSum()
    private var sums: [MeasureSum]
    private var extremes: [ExtremeNumber]

    /// Rows are grouped and counted in blocks of this many, so that a block's group numbers stay in the L1 cache.
    private static let blockSize = 4096

    public init(_ plan: Plan) {
        self.plan = plan
        self.index =
            DenseGroupIndex(cardinalities: plan.cardinalities, maximumGroupCount: plan.maximumTableSize)
            ?? HashedGroupIndex(keyCount: plan.cardinalities.count)
        self.sums = plan.measuresAreReal.map { MeasureSum(isReal: $0) }
        self.extremes = plan.extremesAreGreatest.map { ExtremeNumber(isGreatest: $0) }
    }

    /// Counts the rows of a batch.
    ///
    /// - Precondition: the batch's keys and measures are those of the plan, its indices within their vectors, and its
    ///   codes below the plan's cardinalities.
    /// - Throws: `CollapseError.integerOverflow` if a sum of integers passes 64 bits.
    /// - Complexity: O(rows × keys).
    public mutating func add(_ batch: CollapseBatch) throws {
        // Groups of a hashed index are numbered in the order of arrival; only those of a table are known beforehand.
        let isInLanes =
            index.isComplete && batch.multiplicities == nil && batch.count >= 4 * index.groupCount
            && counter.begin(groupCount: index.groupCount)
        if isInLanes, plan.measuresAreReal.isEmpty, plan.extremesAreGreatest.isEmpty, !plan.hasWeights,
            batch.mentions == nil,
            let index = index as? DenseGroupIndex, index.isNarrow
        {
            reserve(index.groupCount, withFractions: false)
            count(batch, index)
            counter.end(into: &counts)
            return
        }
        var groups = [UInt32](repeating: 0, count: min(Collapse.blockSize, batch.count))
        var start = 0
        while start < batch.count {
            let count = min(Collapse.blockSize, batch.count - start)
            try groups.withUnsafeMutableBufferPointer { groups in
                let block = UnsafeMutableBufferPointer(rebasing: groups[0..<count])
                index.assign(batch, from: start, into: block)
                reserve(index.groupCount, withFractions: plan.hasWeights && batch.lengths != nil)
                let groups = UnsafeBufferPointer(block)
                if isInLanes { counter.add(groups) } else { addCounts(batch, from: start, groups: groups) }
                try accumulate(batch, from: start, groups: groups)
            }
            start += count
        }
        if isInLanes { counter.end(into: &counts) }
    }

    /// Counts rows without any key.
    private mutating func count(_ batch: CollapseBatch, _ index: DenseGroupIndex) {
        if let codes = batch.onlyBytes {
            codes.withUnsafeBufferPointer { counter.add(codes: UnsafeBufferPointer(rebasing: $0[..<batch.count])) }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Collapse.blockSize) { groups in
            groups.initialize(repeating: 0)
            for start in stride(from: 0, to: batch.count, by: Collapse.blockSize) {
                let count = min(Collapse.blockSize, batch.count - start)
                let block = UnsafeMutableBufferPointer(rebasing: groups[..<count])
                index.write(batch, from: start, into: block)
                counter.add(UnsafeBufferPointer(block))
            }
        }
    }

    private mutating func reserve(_ groupCount: Int, withFractions: Bool) {
        if withFractions { fractions.reserve(groupCount) }
        guard counts.count < groupCount else { return }
        let added = groupCount - counts.count
        counts.append(contentsOf: repeatElement(0, count: added))
        for measure in sums.indices { sums[measure].reserve(groupCount) }
        for extreme in extremes.indices { extremes[extreme].reserve(groupCount) }
    }

    private mutating func addCounts(
        _ batch: CollapseBatch, from start: Int, groups: UnsafeBufferPointer<UInt32>
    ) {
        counts.withUnsafeMutableBufferPointer { counts in
            if let multiplicities = batch.multiplicities {
                for (row, group) in groups.enumerated() {
                    counts[Int(group)] += multiplicities[batch.sample(start + row)]
                }
            } else {
                for group in groups { counts[Int(group)] &+= 1 }
            }
        }
    }

    private mutating func accumulate(
        _ batch: CollapseBatch, from start: Int, groups: UnsafeBufferPointer<UInt32>
    ) throws {
        if let mentions = batch.mentions {
            if repeatedMentions.count < counts.count {
                repeatedMentions += repeatElement(0, count: counts.count - repeatedMentions.count)
            }
            addMentions(mentions, batch, from: start, groups: groups)
        }
        if plan.hasWeights, let lengths = batch.lengths {
            for (row, group) in groups.enumerated() {
                let sample = batch.sample(start + row)
                fractions.add(lengths[sample], times: batch.multiplicities?[sample] ?? 1, to: group)
            }
        }
        for (measure, values) in batch.measures.enumerated() {
            try sums[measure].add(values, batch, from: start, groups: groups)
        }
        for (extreme, numbers) in batch.extremes.enumerated() {
            extremes[extreme].add(numbers, batch, from: start, groups: groups)
        }
    }

    private mutating func addMentions(
        _ mentions: CollapseBatch.Mentions, _ batch: CollapseBatch, from start: Int,
        groups: UnsafeBufferPointer<UInt32>
    ) {
        for (row, group) in groups.enumerated() {
            let sample = batch.sample(start + row)
            let count = batch.multiplicities?[sample] ?? 1
            switch mentions {
            case .byElement(let mentions):
                repeatedMentions[Int(group)] += (Int64(mentions[batch.element(start + row)]) - 1) * count
            case .inAll(let mentions): repeatedMentions[Int(group)] += mentions[sample] - count
            }
        }
    }

    /// Whether two halves of the rows may be counted separately: the sums are exact, and the groups are the same.
    public var isDivisible: Bool { index.isComplete && !plan.measuresAreReal.contains(true) }

    /// Adds the counts of another collapse of the same plan.
    ///
    /// - Precondition: `isDivisible`.
    /// - Throws: `CollapseError.integerOverflow`.
    public mutating func merge(_ other: Collapse) throws {
        reserve(other.counts.count, withFractions: plan.hasWeights)
        for (group, count) in other.counts.enumerated() { counts[group] += count }
        if repeatedMentions.count < other.repeatedMentions.count {
            repeatedMentions += repeatElement(0, count: other.repeatedMentions.count - repeatedMentions.count)
        }
        for (group, count) in other.repeatedMentions.enumerated() { repeatedMentions[group] += count }
        fractions.merge(other.fractions)
        for measure in sums.indices { try sums[measure].merge(other.sums[measure]) }
        for extreme in extremes.indices { extremes[extreme].merge(other.extremes[extreme]) }
    }

    /// Groups in the order of their codes, so that doubles are added in one order, however they were counted.
    private func inOrder(_ groups: [Int]) -> [Int] {
        guard !index.isComplete, plan.hasWeights || plan.measuresAreReal.contains(true) else { return groups }
        let keys = plan.cardinalities.indices
        return groups.sorted { left, right in
            for key in keys {
                let (leftCode, rightCode) = (
                    index.code(ofKey: key, inGroup: left), index.code(ofKey: key, inGroup: right)
                )
                if leftCode != rightCode { return leftCode < rightCode }
            }
            return false
        }
    }

    /// The combinations that occur and their counts.
    public var cells: CollapsedCells {
        let used = inOrder(counts.indices.filter { counts[$0] > 0 })
        let keyCount = plan.cardinalities.count
        let weights = plan.hasWeights ? fractions.totals(groupCount: counts.count) : []
        var cells = CollapsedCells(
            codes: (0..<keyCount).map { index.codes(ofKey: $0, inGroups: used) },
            counts: used.map { counts[$0] },
            mentions: used.map { counts[$0] + ($0 < repeatedMentions.count ? repeatedMentions[$0] : 0) },
            weights: weights.isEmpty ? Array(repeating: 0, count: used.count) : used.map { weights[$0] },
            sums: sums.map { sum in used.map { sum.total(ofGroup: $0) } },
            known: sums.map { sum in used.map { sum.known(ofGroup: $0) } })
        cells.extremes = extremes.map { extreme in used.map { extreme.value(ofGroup: $0) } }
        return cells
    }
}

/// The result of a collapse, column by column; every array has one entry per cell.
public struct CollapsedCells: Sendable {
    /// For each key the cells' codes.
    public var codes: [[UInt32]]
    /// Rows in the cell.
    public var counts: [Int64]
    /// Mentions in the cell.
    public var mentions: [Int64]
    /// The sum of the cell's fractions.
    public var weights: [Double]
    /// For each measure the cells' totals; nil if no row of the cell has a value.
    public var sums: [[MeasureTotal?]]
    /// For each measure the rows of the cells that have a value.
    public var known: [[Int64]]
    /// For each column whose distinct values were counted their number, without null.
    public var distinct: [[Int64]] = []
    /// For each number whose least or greatest was sought its value; nil if no row of the cell has one.
    public var extremes: [[Int64?]] = []

    public var count: Int { counts.count }

    /// No cells.
    public static let none = CollapsedCells(codes: [], counts: [], mentions: [], weights: [], sums: [], known: [])
}

/// Why rows could not be added up.
public enum CollapseError: Error, Equatable, Sendable {
    case integerOverflow
}

extension CollapseError: CustomStringConvertible {
    public var description: String { "the sum of integers passes 64 bits" }
}

extension CollapseBatch {
    /// The codes of the only key if they are bytes, one per counted row.
    var onlyBytes: [UInt8]? {
        guard keys.count == 1, case .bytes(let codes) = keys[0].codes else { return nil }
        return indices(of: keys[0].level) == nil ? codes : nil
    }

    /// The entry of each counted row in a vector of this level; nil if row i has entry i.
    @inline(__always)
    func indices(of level: Level) -> [UInt32]? {
        level == .sample ? samples : elements
    }

    /// The element of a counted row.
    @inline(__always)
    func element(_ row: Int) -> Int { elements.map { Int($0[row]) } ?? row }

    /// The sample of a counted row.
    @inline(__always)
    func sample(_ row: Int) -> Int { samples.map { Int($0[row]) } ?? row }
}
