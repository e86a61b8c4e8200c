/// The totals of fractions 1/k by group, kept as how often each k occurs.
///
/// So a total depends neither on the order of the rows nor on how they were collected, and is rounded once for each k.
struct FractionSum {
    /// Counts by group and k, for k below `shortCount`.
    private var short: [Int64] = []
    /// Pairs of group and k for all other k, and their counts.
    private var long = PairTable()
    private var longCounts: [Int64] = []

    private static let shortCount = 8

    mutating func reserve(_ groupCount: Int) {
        let missing = groupCount * FractionSum.shortCount - short.count
        if missing > 0 { short.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// Adds `times` fractions 1/k to a group whose space was reserved.
    @inline(__always)
    mutating func add(_ k: UInt32, times: Int64, to group: UInt32) {
        if k < FractionSum.shortCount {
            short[Int(group) * FractionSum.shortCount + Int(k)] += times
        } else {
            let number = Int(long.number(of: group, k))
            if number == longCounts.count { longCounts.append(0) }
            longCounts[number] += times
        }
    }

    /// Adds the sums of the same groups from elsewhere.
    mutating func merge(_ other: FractionSum) {
        reserve(other.short.count / FractionSum.shortCount)
        for (place, count) in other.short.enumerated() { short[place] += count }
        for (number, count) in other.longCounts.enumerated() {
            let pair = other.long.pair(number)
            add(pair.right, times: count, to: pair.left)
        }
    }

    /// The totals of the groups, by group: the fractions are added in the order of k.
    func totals(groupCount: Int) -> [Double] {
        var totals = (0..<groupCount).map { group in
            var total = 0.0
            let first = group * FractionSum.shortCount
            guard first < short.count else { return total }
            for k in 1..<FractionSum.shortCount where short[first + k] != 0 {
                total += Double(short[first + k]) / Double(k)
            }
            return total
        }
        let entries = longCounts.indices.map { (pair: long.pair($0), count: longCounts[$0]) }
        for entry in entries.sorted(by: { $0.pair.right < $1.pair.right }) {
            totals[Int(entry.pair.left)] += Double(entry.count) / Double(entry.pair.right)
        }
        return totals
    }
}
