/// The least or greatest value of a number by group.
struct ExtremeNumber {
    private let isGreatest: Bool
    private var best: [Int64] = []
    /// Whether a row of the group has a value.
    private var isKnown: [Bool] = []

    init(isGreatest: Bool) { self.isGreatest = isGreatest }

    mutating func reserve(_ groupCount: Int) {
        let added = groupCount - best.count
        guard added > 0 else { return }
        best.append(contentsOf: repeatElement(isGreatest ? .min : .max, count: added))
        isKnown.append(contentsOf: repeatElement(false, count: added))
    }

    mutating func add(
        _ numbers: CollapseBatch.Numbers, _ batch: CollapseBatch, from start: Int, groups: UnsafeBufferPointer<UInt32>
    ) {
        switch numbers {
        case .ascending(let first):
            for (row, group) in groups.enumerated() { add(first + Int64(batch.sample(start + row)), to: Int(group)) }
        case .integers(let vector):
            for (row, group) in groups.enumerated() {
                if let value = vector[batch.sample(start + row)] { add(value, to: Int(group)) }
            }
        }
    }

    @inline(__always)
    private mutating func add(_ value: Int64, to group: Int) {
        isKnown[group] = true
        best[group] = isGreatest ? max(best[group], value) : min(best[group], value)
    }

    /// Adds the values of the same groups from elsewhere.
    mutating func merge(_ other: ExtremeNumber) {
        reserve(other.best.count)
        for (group, value) in other.best.enumerated() where other.isKnown[group] { add(value, to: group) }
    }

    /// Nil if no row of the group has a value.
    func value(ofGroup group: Int) -> Int64? { isKnown[group] ? best[group] : nil }
}
