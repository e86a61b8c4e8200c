import CXXHash

/// Numbers the distinct terms of a row group in the order of their first occurrence.
struct TermTable {
    private var bytes: [UInt8] = []
    /// Where each term begins in `bytes`; one more than there are terms.
    private var starts: [UInt32] = [0]
    private var hashes: [UInt32] = []
    /// Numbers plus one at the places of their hashes, 0 where free; a power of two in size.
    private var slots: [UInt32] = Array(repeating: 0, count: 1 << 16)

    var count: Int { hashes.count }

    /// Bytes of all terms.
    var byteCount: Int { bytes.count }

    /// Forgets all terms and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        hashes.removeAll(keepingCapacity: true)
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    /// - Complexity: O(length), amortised.
    @inline(__always)
    mutating func number(of term: UnsafeRawBufferPointer) -> UInt32 {
        let hash = UInt32(truncatingIfNeeded: XXH3_64bits(term.baseAddress, term.count))
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if hashes[Int(number)] == hash, holds(term, at: Int(number)) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(term, hash, at: slot)
    }

    func withBytes<Result>(of number: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]))
        }
    }

    /// The numbers of the terms in the order of their bytes.
    ///
    /// - Complexity: O(n log n) comparisons, most of them of the first eight bytes.
    func sorted() -> [UInt32] {
        struct Key {
            var head: UInt64
            var number: UInt32
        }
        var keys = (0..<UInt32(count)).map { number in
            withBytes(of: number) { term in
                var head: UInt64 = 0
                for index in 0..<8 { head = head << 8 | UInt64(index < term.count ? term[index] : 0) }
                return Key(head: head, number: number)
            }
        }
        keys.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            return withBytes(of: left.number) { left in
                withBytes(of: right.number) { right in left.lexicographicallyPrecedes(right) }
            }
        }
        return keys.map(\.number)
    }

    @inline(__always)
    private func holds(_ term: UnsafeRawBufferPointer, at number: Int) -> Bool {
        let start = Int(starts[number])
        guard Int(starts[number + 1]) - start == term.count else { return false }
        return bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[start..<start + term.count]).equals(term) }
    }

    private mutating func add(_ term: UnsafeRawBufferPointer, _ hash: UInt32, at slot: Int) -> UInt32 {
        let number = UInt32(count)
        bytes.append(contentsOf: term)
        starts.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = number + 1
        if count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number) + 1
        }
    }
}
