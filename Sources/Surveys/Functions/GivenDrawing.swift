import Statistics

/// The seed, the number of replicates and the level that the rows of an aggregate give.
struct GivenDrawing {
    /// Seed, replicates and level; what a call leaves out has a default.
    private var values = [1, 1_000, 0.95]
    private var isRead = false
    /// Whether a row gave other values than the first, or a null.
    private var differs = false

    /// Reads the last arguments of a row.
    mutating func add(_ cells: ArraySlice<StatisticCell>) {
        for (index, cell) in cells.enumerated() {
            guard let number = cell.number else {
                differs = true
                continue
            }
            if isRead { differs = differs || values[index] != number } else { values[index] = number }
        }
        isRead = true
    }

    /// How replicates are drawn.
    struct Drawing {
        /// Nil where 0 replicates are asked for.
        let bootstrap: RespondentBootstrap?
    }

    /// - Returns: nil unless all rows give the same values, and a level between 0 and 1.
    /// - Throws: `StatisticError`.
    func drawing() throws(StatisticError) -> Drawing? {
        guard !differs else { return nil }
        guard let seed = UInt64(exactly: values[0]), seed <= 1 << 53 else { throw .seedOutOfRange(values[0]) }
        if values[1] == 0 { return Drawing(bootstrap: nil) }
        guard let replicates = Int(exactly: values[1]), Bootstrap.allowedReplicates.contains(replicates) else {
            throw .replicatesOutOfRange(values[1], allowed: Bootstrap.allowedReplicates)
        }
        return (try? RespondentBootstrap(seed: seed, replicates: replicates, level: values[2])).map(Drawing.init)
    }
}
