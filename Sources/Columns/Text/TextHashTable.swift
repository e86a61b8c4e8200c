/// Codes of distinct texts by their hashes: 1, 2, 3, … in the order of their arrival.
public struct TextHashTable: Sendable {
    private var hashes: [TextHash] = []
    /// Open addressing: codes at the places of their hashes, 0 where free; a power of two in size.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    public init() {}

    public var count: Int { hashes.count }

    /// The code of a text, a new one if it has none.
    ///
    /// - Complexity: O(1), amortised.
    public mutating func intern(_ hash: TextHash) -> UInt32 {
        let slot = slot(of: hash)
        if slots[slot] != 0 { return slots[slot] }
        hashes.append(hash)
        let code = UInt32(hashes.count)
        slots[slot] = code
        if hashes.count * 2 > slots.count { grow() }
        return code
    }

    private func slot(of hash: TextHash) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while slots[slot] != 0, hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (place, hash) in hashes.enumerated() { slots[slot(of: hash)] = UInt32(place + 1) }
    }
}
