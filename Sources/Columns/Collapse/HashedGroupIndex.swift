/// Numbers groups in the order of their first row, for keys of many or unknown values.
///
/// The codes of a row are folded from left to right: the first two are looked up in the first table, the resulting
/// number and the third code in the second table, and so on.
struct HashedGroupIndex: GroupIndex {
    /// One per key after the first; a single key's code is looked up with 0.
    private var tables: [PairTable]
    private let keyCount: Int

    init(keyCount: Int) {
        self.keyCount = keyCount
        tables = Array(repeating: PairTable(), count: max(1, keyCount - 1))
    }

    var groupCount: Int { tables[tables.count - 1].count }
    var isComplete: Bool { false }

    mutating func assign(_ batch: CollapseBatch, from start: Int, into groups: UnsafeMutableBufferPointer<UInt32>) {
        groups.update(repeating: 0)
        if batch.keys.isEmpty {
            for row in groups.indices { groups[row] = tables[0].number(of: 0, 0) }
        }
        var keys = batch.keys[...]
        if keys.count > 1, let first = keys.popFirst() {
            first.forEach(batch, from: start, count: groups.count) { row, code in groups[row] = code }
        }
        for (index, key) in keys.enumerated() {
            // The table is moved out and back so that the loop holds the only reference.
            var table = tables[index]
            tables[index] = PairTable()
            key.forEach(batch, from: start, count: groups.count) { row, code in
                groups[row] = table.number(of: groups[row], code)
            }
            tables[index] = table
        }
    }

    func code(ofKey key: Int, inGroup group: Int) -> UInt32 {
        // The table whose right codes are the key's; the first key's are its left codes.
        let own = keyCount > 1 ? max(0, key - 1) : 0
        var group = group
        for table in tables[(own + 1)...].reversed() { group = Int(table.pair(group).left) }
        let pair = tables[own].pair(group)
        return keyCount > 1 && key == 0 ? pair.left : pair.right
    }
}

/// A hash table from pairs to consecutive numbers.
struct PairTable {
    private var pairs: [UInt64] = []
    /// Numbers plus one at the places of their hashes, 0 where free; a power of two in size.
    private var slots: [UInt32] = Array(repeating: 0, count: 256)
    /// Shifts a hash down to the number of bits of a slot index.
    private var shift: UInt64 = 56

    var count: Int { pairs.count }

    func pair(_ number: Int) -> (left: UInt32, right: UInt32) {
        (UInt32(truncatingIfNeeded: pairs[number] >> 32), UInt32(truncatingIfNeeded: pairs[number]))
    }

    @inline(__always)
    mutating func number(of left: UInt32, _ right: UInt32) -> UInt32 {
        let pair = UInt64(left) << 32 | UInt64(right)
        var slot = slot(of: pair)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if pairs[Int(number)] == pair { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(pairs.count)
        pairs.append(pair)
        slots[slot] = number + 1
        if pairs.count * 2 > slots.count { grow() }
        return number
    }

    @inline(__always)
    private func slot(of pair: UInt64) -> Int {
        // Multiplicative hashing with 2^64 divided by the golden ratio; the high bits are well mixed. The left code is
        // folded into the low bits, so that both codes affect the whole product.
        Int(truncatingIfNeeded: ((pair ^ pair &>> 15) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        shift -= 2
        for (number, pair) in pairs.enumerated() {
            var slot = slot(of: pair)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number) + 1
        }
    }
}
