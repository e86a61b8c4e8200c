import Columns

/// Sorts cells in the order that a statement groups or sorts by, so that SQLite need not.
struct CellOrder {
    private struct Key {
        var codes: [UInt32]
        /// By code, its place in the order of the values that occur.
        var ranks: [UInt32]
        var bits: UInt64
    }

    private struct Term {
        var key: Int
        var values: CodeValues
        /// By code; nil if there are many values, in which case only those that occur are sorted.
        var ranks: [UInt32]?
        var isDescending: Bool
    }

    private let terms: [Term]

    /// Nil without columns to order by.
    init?(
        _ order: [ScanRequest.Order], _ output: CellOutput,
        texts: (_ owner: AnyObject, CodeValues) -> ValueTexts
    ) {
        guard !order.isEmpty else { return nil }
        terms = order.compactMap { term in
            guard case .codes(let key, let values, let owner) = output.sources[term.column] else { return nil }
            return Term(
                key: key, values: values, ranks: texts(owner, values).ranks(of: values), isDescending: term.isDescending
            )
        }
    }

    /// The positions of the cells in the sorted order. Sorting is stable.
    ///
    /// - Complexity: O(cells × log cells).
    func places(of cells: CollapsedCells) -> [Int] {
        let keys = terms.map { CellOrder.key(cells.codes[$0.key], $0) }
        let placeBits = CellOrder.bits(cells.count)
        guard keys.reduce(placeBits, { $0 + $1.bits }) <= 64 else {
            return cells.counts.indices.sorted { left, right in
                for key in keys {
                    let (leftRank, rightRank) = (key.ranks[Int(key.codes[left])], key.ranks[Int(key.codes[right])])
                    if leftRank != rightRank { return leftRank < rightRank }
                }
                return left < right
            }
        }
        // The ranks of a cell and its position in one number, which compares fast.
        var packed = [UInt64](repeating: 0, count: cells.count)
        for key in keys {
            for place in packed.indices {
                packed[place] = packed[place] << key.bits | UInt64(key.ranks[Int(key.codes[place])])
            }
        }
        for place in packed.indices { packed[place] = packed[place] << placeBits | UInt64(place) }
        packed.sort()
        return packed.map { Int($0 & (1 << placeBits - 1)) }
    }

    private static func bits(_ count: Int) -> UInt64 { UInt64(64 - UInt64(count).leadingZeroBitCount) }

    private static func key(_ codes: [UInt32], _ term: Term) -> Key {
        let (values, isDescending) = (term.values, term.isDescending)
        if let ranks = term.ranks {
            let last = UInt32(ranks.count - 1)
            return Key(codes: codes, ranks: isDescending ? ranks.map { last - $0 } : ranks, bits: bits(ranks.count))
        }
        var ranks = [UInt32](repeating: 0, count: values.count)
        for code in codes { ranks[Int(code)] = 1 }
        let occurring = ranks.indices.filter { ranks[$0] == 1 }.map { UInt32($0) }.sorted(by: values.precedes)
        for (rank, code) in occurring.enumerated() {
            ranks[Int(code)] = UInt32(isDescending ? occurring.count - 1 - rank : rank)
        }
        return Key(codes: codes, ranks: ranks, bits: bits(occurring.count))
    }
}

extension CodeValues {
    /// The order in which SQL sorts the values of two codes: null, numbers, texts by their bytes.
    func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        guard left != 0, right != 0 else { return left == 0 && right != 0 }
        switch self {
        case .dictionary(let dictionary):
            return dictionary.withBytes(of: left) { left in
                dictionary.withBytes(of: right) { left.lexicographicallyPrecedes($0) }
            }
        case .numbers: return left < right
        case .values(let values):
            switch (values[Int(left)], values[Int(right)]) {
            case (.text(let left), .text(let right)): return left.utf8.lexicographicallyPrecedes(right.utf8)
            case (.integer(let left), .integer(let right)): return left < right
            case (.integer, .text): return true
            default: return false
            }
        }
    }
}
