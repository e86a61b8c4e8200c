/// What a curve over groups, added one after another in random order, has at each number of groups.
public struct AccumulationPoint: Sendable, Equatable {
    public let mean: Double
    /// The bounds of the band that holds the level's part of the orders.
    public let low: Double
    public let high: Double
}

/// The number of distinct units among the first 1, 2, … groups, over random orders of the groups: the species
/// accumulation curve of ecology (Gotelli and Colwell, Quantifying biodiversity, Ecology Letters 4, 2001), with its
/// band by permutation.
///
/// - Parameters:
///   - groups: for each pair the number of a group, from 0 to `groupCount` - 1.
///   - units: for each pair the number of a unit that the group has, from 0; as long as `groups`.
///   - groupCount: all groups, those without a unit too.
/// - Returns: one point for each number of groups, from 1 to `groupCount`; nil if the input is not of that form.
/// - Complexity: O(replicates · (pairs + groups)) and O(replicates · groups) numbers.
public func accumulationCurve(
    groups: [Int], units: [Int], groupCount: Int, seed: UInt64, replicates: Int, level: Double
) -> [AccumulationPoint]? {
    guard groups.count == units.count, groups.allSatisfy((0..<max(groupCount, 0)).contains),
        units.allSatisfy({ $0 >= 0 && $0 < units.count })
    else { return nil }
    var unitsOfGroup = [[Int]](repeating: [], count: groupCount)
    for (group, unit) in zip(groups, units) { unitsOfGroup[group].append(unit) }
    let unitCount = (units.max() ?? -1) + 1
    return permutationCurve(groupCount: groupCount, seed: seed, replicates: replicates, level: level) { order in
        var isSeen = [Bool](repeating: false, count: unitCount)
        var count = 0
        return order.map { group in
            for unit in unitsOfGroup[group] where !isSeen[unit] {
                isSeen[unit] = true
                count += 1
            }
            return Double(count)
        }
    }
}

/// The share of successes among the trials of the first 1, 2, … groups, over random orders of the groups.
///
/// - Parameters:
///   - successes: of each group, not negative.
///   - trials: of each group, above 0; as long as `successes`.
/// - Returns: one point for each number of groups; nil if the input is not of that form.
/// - Complexity: O(replicates · groups).
public func accumulatedShare(
    successes: [Double], trials: [Double], seed: UInt64, replicates: Int, level: Double
) -> [AccumulationPoint]? {
    guard successes.count == trials.count, successes.allSatisfy({ $0 >= 0 && $0.isFinite }),
        trials.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    return permutationCurve(groupCount: trials.count, seed: seed, replicates: replicates, level: level) { order in
        var successesSoFar = 0.0
        var trialsSoFar = 0.0
        return order.map { group in
            successesSoFar += successes[group]
            trialsSoFar += trials[group]
            return successesSoFar / trialsSoFar
        }
    }
}

/// Mean and band of a curve over seeded permutations of 0..<groupCount.
private func permutationCurve(
    groupCount: Int, seed: UInt64, replicates: Int, level: Double, _ curve: (_ order: [Int]) -> [Double]
) -> [AccumulationPoint]? {
    guard replicates > 0, level > 0, level < 1 else { return nil }
    var columns = [[Double]](repeating: [], count: groupCount)
    for replicate in 0..<replicates {
        var generator = Philox(seed: seed, stream: UInt64(replicate))
        var order = Array(0..<groupCount)
        // Fisher and Yates, written out here: a later standard library may shuffle differently, and the digits would
        // change.
        for last in stride(from: groupCount - 1, to: 0, by: -1) {
            order.swapAt(last, generator.nextIndex(below: last + 1))
        }
        for (position, value) in curve(order).enumerated() { columns[position].append(value) }
    }
    let tail = (1 - level) / 2
    return columns.map { values in
        let sorted = values.sorted()
        return AccumulationPoint(
            mean: CompensatedSum(sorted).value / Double(replicates), low: quantile(sorted, tail),
            high: quantile(sorted, 1 - tail))
    }
}
