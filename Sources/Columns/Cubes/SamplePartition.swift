/// Consecutive samples grouped by their values, one column after another.
///
/// Groups are numbered in the order of their first sample.
struct SamplePartition {
    /// For each sample the number of its group.
    private(set) var groups: [UInt32]
    /// For each group its first sample.
    private(set) var firstSamples: [UInt32]

    var groupCount: Int { firstSamples.count }

    /// The most combinations for which a table is kept; more are looked up by hashing.
    private static let maximumTableSize = 1 << 18

    /// All samples in one group.
    init(sampleCount: Int) {
        groups = Array(repeating: 0, count: sampleCount)
        firstSamples = sampleCount > 0 ? [0] : []
    }

    private init(groups: [UInt32], firstSamples: [UInt32]) {
        self.groups = groups
        self.firstSamples = firstSamples
    }

    /// The groups divided by a further column; nil if they would be more than `limit`.
    ///
    /// - Parameter codes: one per sample, below `cardinality`.
    /// - Complexity: O(samples).
    func refined(by codes: [UInt32], cardinality: Int, limit: Int) -> SamplePartition? {
        guard codes.count == groups.count else { return nil }
        let (size, isTooLarge) = groupCount.multipliedReportingOverflow(by: cardinality)
        if !isTooLarge, size <= SamplePartition.maximumTableSize {
            // Numbers plus one, 0 for a combination that was not seen yet.
            var numbers = [UInt32](repeating: 0, count: size)
            return numbers.withUnsafeMutableBufferPointer { numbers in
                divided(by: codes, limit: limit) { group, code, next in
                    let combination = Int(group) &* cardinality &+ Int(code)
                    if numbers[combination] == 0 { numbers[combination] = next &+ 1 }
                    return numbers[combination] &- 1
                }
            }
        }
        var table = PairTable()
        return divided(by: codes, limit: limit) { group, code, _ in table.number(of: group, code) }
    }

    /// - Parameter number: the number of a combination of a group and a code; `next` for a new one.
    @inline(__always)
    private func divided(
        by codes: [UInt32], limit: Int, _ number: (_ group: UInt32, _ code: UInt32, _ next: UInt32) -> UInt32
    ) -> SamplePartition? {
        var firstSamples: [UInt32] = []
        let divided = [UInt32](unsafeUninitializedCapacity: groups.count) { divided, initialized in
            groups.withUnsafeBufferPointer { groups in
                codes.withUnsafeBufferPointer { codes in
                    for sample in 0..<groups.count {
                        let next = UInt32(truncatingIfNeeded: firstSamples.count)
                        let group = number(groups[sample], codes[sample], next)
                        if group == next {
                            if next >= limit { return }
                            firstSamples.append(UInt32(truncatingIfNeeded: sample))
                        }
                        divided[sample] = group
                    }
                    initialized = groups.count
                }
            }
        }
        return divided.count == groups.count ? SamplePartition(groups: divided, firstSamples: firstSamples) : nil
    }

    /// For each group the number of its samples.
    var counts: [Int64] {
        var result = [Int64](repeating: 0, count: groupCount)
        result.withUnsafeMutableBufferPointer { result in
            for group in groups { result[Int(group)] &+= 1 }
        }
        return result
    }

    /// For each group the sum of its samples' numbers, given with one per sample.
    func sums(of numbers: [Int64]) -> [Int64] {
        var result = [Int64](repeating: 0, count: groupCount)
        for (group, number) in zip(groups, numbers) { result[Int(group)] += number }
        return result
    }
}
