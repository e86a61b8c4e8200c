/// The distinct values of a column chunk, each with an index: 0, 1, 2, … in the order of their arrival.
struct DictionaryBuilder {
    private(set) var bytes: [UInt8] = []
    /// Where each value ends; it starts where the one before ends.
    private var ends: [Int] = []
    /// Open addressing: indices plus one at the places of their hashes, 0 where free; a power of two in size.
    private var slots = [UInt32](repeating: 0, count: 256)
    private var hashes: [UInt32] = []

    var count: Int { ends.count }

    /// The index of a value, a new one where it has none.
    ///
    /// - Complexity: O(length), amortised.
    mutating func index(of value: UnsafeRawBufferPointer) -> UInt32 {
        let hash = DictionaryBuilder.hash(value)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            if hashes[Int(index)] == hash, isEqual(index, value) { return index }
            slot = (slot + 1) & mask
        }
        let index = UInt32(count)
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = index + 1
        if count * 2 > slots.count { grow() }
        return index
    }

    /// The length of a value.
    func length(of index: UInt32) -> Int { ends[Int(index)] - start(of: index) }

    /// Calls `body` with the bytes of a value.
    func withBytes<Result>(of index: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start(of: index)..<ends[Int(index)]])) }
    }

    private func start(of index: UInt32) -> Int { index == 0 ? 0 : ends[Int(index) - 1] }

    private func isEqual(_ index: UInt32, _ value: UnsafeRawBufferPointer) -> Bool {
        withBytes(of: index) { $0.count == value.count && $0.elementsEqual(value) }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index) + 1
        }
    }

    /// Eight bytes at a time; each round is a multiplication whose high half is folded into the low half.
    private static func hash(_ value: UnsafeRawBufferPointer) -> UInt32 {
        var state = UInt64(truncatingIfNeeded: value.count) ^ 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset < value.count {
            var word: UInt64 = 0
            if offset + 8 <= value.count {
                word = value.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            } else {
                for index in offset..<value.count { word = word << 8 | UInt64(value[index]) }
            }
            let product = (state ^ word).multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
            state = product.high ^ product.low
            offset += 8
        }
        return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }
}
