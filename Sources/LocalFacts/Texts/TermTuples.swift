/// The distinct values of up to two terms, so that an expression of nothing else is evaluated once for each.
struct TermTuples {
    static let maximumCount = 2

    /// A row with each tuple.
    private(set) var rows: [Int] = []
    /// The place of each row's tuple.
    private(set) var places: [UInt32] = []

    private struct Tuple: Hashable {
        var first: Int64
        var second: Int64
    }

    /// - Parameters:
    ///   - terms: one or two, by row of the block.
    /// - Complexity: O(rows).
    init(_ terms: [TermValues], rows: [Int]) {
        guard let first = terms.first?.numbers, let second = terms.last?.numbers else { return }
        var known: [Tuple: UInt32] = [:]
        places.reserveCapacity(rows.count)
        for row in rows {
            let tuple = Tuple(first: first[row], second: second[row])
            let place = known[tuple] ?? UInt32(self.rows.count)
            if Int(place) == self.rows.count {
                known[tuple] = place
                self.rows.append(row)
            }
            places.append(place)
        }
    }
}
