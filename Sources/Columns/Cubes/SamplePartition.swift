/// Consecutive samples grouped by what they have in common, one column after another.
///
/// Groups are numbered in the order of their first sample.
struct SamplePartition {
    /// For each sample the number of its group.
    private(set) var groups: [UInt32]
    private(set) var groupCount: Int

    /// Combinations for which a table is kept; more are looked up by hashing.
    private static let maximumTableSize = 1 << 18

    /// All samples in one group.
    init(sampleCount: Int) {
        groups = Array(repeating: 0, count: sampleCount)
        groupCount = min(1, sampleCount)
    }

    /// The groups divided by a further column; nil where they would be more than `limit`.
    ///
    /// - Parameter codes: one a sample, below `cardinality`.
    /// - Complexity: O(samples).
    func refined(by codes: [UInt32], cardinality: Int, limit: Int) -> SamplePartition? {
        var result = self
        let size = groupCount.multipliedReportingOverflow(by: cardinality)
        if !size.overflow, size.partialValue <= SamplePartition.maximumTableSize {
            result.divide(by: codes, cardinality: cardinality, tableSize: size.partialValue)
        } else {
            result.divide(by: codes)
        }
        return result.groupCount <= limit ? result : nil
    }

    private mutating func divide(by codes: [UInt32], cardinality: Int, tableSize: Int) {
        // Numbers plus one, 0 for a combination that was not seen yet.
        var numbers = [UInt32](repeating: 0, count: tableSize)
        var next: UInt32 = 0
        for sample in groups.indices {
            let combination = Int(groups[sample]) * cardinality + Int(codes[sample])
            if numbers[combination] == 0 {
                next += 1
                numbers[combination] = next
            }
            groups[sample] = numbers[combination] - 1
        }
        groupCount = Int(next)
    }

    private mutating func divide(by codes: [UInt32]) {
        var table = PairTable()
        for sample in groups.indices { groups[sample] = table.number(of: groups[sample], codes[sample]) }
        groupCount = table.count
    }

    /// For each group its first sample.
    var firstSamples: [Int] {
        var result: [Int] = []
        result.reserveCapacity(groupCount)
        for (sample, group) in groups.enumerated() where Int(group) == result.count { result.append(sample) }
        return result
    }

    /// For each group the number of its samples.
    var counts: [Int64] {
        var result = [Int64](repeating: 0, count: groupCount)
        for group in groups { result[Int(group)] += 1 }
        return result
    }
}
