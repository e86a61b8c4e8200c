/// Numbers texts in the order in which they first occur.
struct DistinctTexts {
    private(set) var hashes: [TextHash] = []
    /// Numbers of texts plus 1, by the low bits of their hash and the free places behind; 0 where there is none.
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    /// The number of a text, and whether it is new. Cost: constant on average.
    mutating func number(of hash: TextHash) -> (number: Int, isNew: Bool) {
        if hashes.count * 2 >= slots.count { grow() }
        var slot = Int(truncatingIfNeeded: hash.low) & (slots.count - 1)
        while slots[slot] > 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash { return (number, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        hashes.append(hash)
        slots[slot] = UInt32(hashes.count)
        return (hashes.count - 1, true)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash.low) & (slots.count - 1)
            while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }
}
