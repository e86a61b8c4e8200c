import Statistics

extension Bootstrap {
    /// The interval of the mean of some values, one per unit, units resampled; nil for fewer than two values.
    ///
    /// Equal values are counted together, which makes draws of many questions cheap.
    func meanInterval(_ values: [Double]) -> BootstrapInterval? {
        guard values.count > 1 else { return nil }
        var tally: [Double: Int] = [:]
        for value in values { tally[value, default: 0] += 1 }
        let cells = tally.sorted { $0.key < $1.key }
        let distinct = cells.map(\.key)
        return interval(cells: cells.map { Double($0.value) }) { counts in
            let total = counts.reduce(0, +)
            return total > 0 ? zip(counts, distinct).reduce(0) { $0 + $1.0 * $1.1 } / total : nil
        }
    }
}
