/// Counts rows by the distinct combinations of their keys' codes.
///
/// Batches are added one after another; the cells then hold the counts of all of them.
public struct Collapse {
    /// What is grouped by and what is added up.
    public struct Plan: Sendable {
        /// For each key the number of codes it can have, null included; nil where that is not known.
        public var cardinalities: [Int?]
        /// For each measure whether it is of doubles.
        public var measuresAreReal: [Bool]

        public init(cardinalities: [Int?], measuresAreReal: [Bool] = []) {
            self.cardinalities = cardinalities
            self.measuresAreReal = measuresAreReal
        }
    }

    private let plan: Plan
    private var index: any GroupIndex
    private var counts: [Int64] = []
    private var mentions: [Int64] = []
    private var weights = MeasureSum(isReal: true)
    private var sums: [MeasureSum]

    /// Rows are grouped and counted in blocks of this many, so that a block's group numbers stay in the first cache.
    private static let blockSize = 4096

    public init(_ plan: Plan) {
        self.plan = plan
        self.index =
            DenseGroupIndex(cardinalities: plan.cardinalities)
            ?? HashedGroupIndex(keyCount: plan.cardinalities.count)
        self.sums = plan.measuresAreReal.map { MeasureSum(isReal: $0) }
    }

    /// Counts the rows of a batch.
    ///
    /// - Precondition: the batch's keys and measures are those of the plan, its indices within their vectors, and its
    ///   codes below the plan's cardinalities.
    /// - Throws: `CollapseError.integerOverflow` where a sum of integers passes 64 bits.
    /// - Complexity: O(rows × keys).
    public mutating func add(_ batch: CollapseBatch) throws {
        var groups = [UInt32](repeating: 0, count: min(Collapse.blockSize, batch.count))
        var start = 0
        while start < batch.count {
            let count = min(Collapse.blockSize, batch.count - start)
            try groups.withUnsafeMutableBufferPointer { groups in
                let block = UnsafeMutableBufferPointer(rebasing: groups[0..<count])
                index.assign(batch, from: start, into: block)
                reserve(index.groupCount)
                try accumulate(batch, from: start, groups: UnsafeBufferPointer(block))
            }
            start += count
        }
    }

    private mutating func reserve(_ groupCount: Int) {
        guard counts.count < groupCount else { return }
        let added = groupCount - counts.count
        counts.append(contentsOf: repeatElement(0, count: added))
        mentions.append(contentsOf: repeatElement(0, count: added))
        for measure in sums.indices { sums[measure].reserve(groupCount) }
    }

    private mutating func accumulate(
        _ batch: CollapseBatch, from start: Int, groups: UnsafeBufferPointer<UInt32>
    ) throws {
        counts.withUnsafeMutableBufferPointer { counts in
            for group in groups { counts[Int(group)] &+= 1 }
        }
        if let elementMentions = batch.mentions {
            for (row, group) in groups.enumerated() {
                mentions[Int(group)] += Int64(elementMentions[batch.element(start + row)])
            }
        } else {
            mentions.withUnsafeMutableBufferPointer { mentions in
                for group in groups { mentions[Int(group)] &+= 1 }
            }
        }
        if let fractions = batch.fractions {
            weights.reserve(index.groupCount)
            for (row, group) in groups.enumerated() {
                weights.add(fractions[batch.element(start + row)], to: Int(group))
            }
        }
        for (measure, values) in batch.measures.enumerated() {
            try sums[measure].add(values, batch, from: start, groups: groups)
        }
    }

    /// The combinations that occur and their counts.
    public var cells: CollapsedCells {
        let used = counts.indices.filter { counts[$0] > 0 }
        let keyCount = plan.cardinalities.count
        return CollapsedCells(
            codes: (0..<keyCount).map { key in used.map { index.code(ofKey: key, inGroup: $0) } },
            counts: used.map { counts[$0] },
            mentions: used.map { mentions[$0] },
            weights: used.map { weights.real(ofGroup: $0) },
            sums: sums.map { sum in used.map { sum.total(ofGroup: $0) } })
    }
}

/// The result of a collapse, column by column; every array has one entry a cell.
public struct CollapsedCells: Sendable {
    /// For each key the cells' codes.
    public var codes: [[UInt32]]
    /// Rows in the cell.
    public var counts: [Int64]
    /// Mentions in the cell.
    public var mentions: [Int64]
    /// The sum of the cell's fractions.
    public var weights: [Double]
    /// For each measure the cells' totals; nil where no row of the cell has a value.
    public var sums: [[MeasureTotal?]]

    public var count: Int { counts.count }

    /// No cells.
    public static let none = CollapsedCells(codes: [], counts: [], mentions: [], weights: [], sums: [])
}

/// Why rows could not be added up.
public enum CollapseError: Error, Equatable, Sendable {
    case integerOverflow
}

extension CollapseError: CustomStringConvertible {
    public var description: String { "the sum of integers passes 64 bits" }
}

extension CollapseBatch {
    /// The element of a counted row.
    @inline(__always)
    func element(_ row: Int) -> Int { elements.map { Int($0[row]) } ?? row }

    /// The sample of a counted row.
    @inline(__always)
    func sample(_ row: Int) -> Int { samples.map { Int($0[row]) } ?? row }
}
