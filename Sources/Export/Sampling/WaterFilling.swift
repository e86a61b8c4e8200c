/// Divides a number among cells as evenly as their sizes allow.
enum WaterFilling {
    /// How many each cell gives: a cell that is smaller than its share gives all it has, and the others share the rest,
    /// repeatedly. Shares differ by at most one; the cells with the lowest `ranks` give the additional one.
    ///
    /// - Parameters:
    ///   - total: the wanted number; if fewer exist, all are given.
    ///   - sizes: what each cell has.
    ///   - ranks: distinct numbers, one per cell.
    /// - Complexity: O(cells log cells).
    static func quotas(total: Int, sizes: [Int], ranks: [UInt64]) -> [Int] {
        var quotas = [Int](repeating: 0, count: sizes.count)
        var rest = max(0, total)
        let ascending = sizes.indices.sorted { (sizes[$0], ranks[$0]) < (sizes[$1], ranks[$1]) }
        for (position, cell) in ascending.enumerated() {
            let share = rest / (ascending.count - position)
            if sizes[cell] > share {
                // All following cells are larger than the share: they give the share, and some of them one more.
                let open = ascending[position...]
                let extra = Set(open.sorted { ranks[$0] < ranks[$1] }.prefix(rest - share * open.count))
                for cell in open { quotas[cell] = share + (extra.contains(cell) ? 1 : 0) }
                break
            }
            quotas[cell] = sizes[cell]
            rest -= sizes[cell]
        }
        return quotas
    }
}
