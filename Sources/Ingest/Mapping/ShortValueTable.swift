import Readers

/// Codes of values of at most 24 bytes, whose bytes are the keys themselves.
final class ShortValueTable {
    /// As many as may be read beyond the last value.
    static let maximumByteCount = FieldEntries.Reader.readableBeyond

    /// A value's bytes in three words, zeros after the last byte, and how many there are.
    struct Key {
        fileprivate var first: UInt64
        fileprivate var middle: UInt64
        fileprivate var last: UInt64
        fileprivate var count: UInt64

        /// - Parameters:
        ///   - base: from here on `maximumByteCount` bytes can be read, whatever the count: no branch depends on the
        ///     length, which would be guessed wrong as often as not.
        ///   - count: at most `maximumByteCount`.
        @inline(__always)
        init(_ base: UnsafeRawPointer, count: Int) {
            first = Key.word(base, count)
            middle = Key.word(base + 8, count &- 8)
            last = Key.word(base + 16, count &- 16)
            self.count = UInt64(truncatingIfNeeded: count)
        }

        /// No bytes.
        init() { (first, middle, last, count) = (0, 0, 0, 0) }

        /// The first `count` bytes at `base`, none where it is negative, as the low bytes of a word.
        @inline(__always)
        private static func word(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
            let bits = UInt64(truncatingIfNeeded: max(0, min(8, count)) &* 8)
            let mask = bits == 64 ? UInt64.max : (1 &<< bits) &- 1
            return UInt64(littleEndian: base.loadUnaligned(as: UInt64.self)) & mask
        }

        @inline(__always)
        fileprivate var hash: UInt64 {
            let seeded = first ^ 0x9E37_79B9_7F4A_7C15 &* count
            let mixed = seeded.multipliedFullWidth(by: last ^ 0xA076_1D64_78BD_642F)
            let folded = (mixed.high ^ mixed.low ^ middle).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            return folded.high ^ folded.low
        }

        @inline(__always)
        fileprivate static func == (left: Key, right: Key) -> Bool {
            (left.first ^ right.first) | (left.middle ^ right.middle) | (left.last ^ right.last)
                | (left.count ^ right.count) == 0
        }
    }

    private struct Slot {
        var key: Key
        /// 0 where the slot is free.
        var code: UInt32
    }

    // Memory of its own: an array in a class is checked for overlapping access at each look.
    private var slots: UnsafeMutableBufferPointer<Slot>
    private var count = 0

    init() { slots = Self.makeSlots(256) }

    deinit { slots.deallocate() }

    /// The code of a value, 0 where it is not known.
    @inline(__always)
    func code(of key: Key) -> UInt32 {
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let slot = slots[place]
            if slot.code == 0 || slot.key == key { return slot.code }
            place = (place &+ 1) & mask
        }
    }

    /// Adds a value that is not known.
    func insert(_ key: Key, code: UInt32) {
        if (count + 1) * 2 > slots.count { grow() }
        place(key, code)
        count += 1
    }

    private func place(_ key: Key, _ code: UInt32) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while slots[place].code != 0 { place = (place + 1) & mask }
        slots[place] = Slot(key: key, code: code)
    }

    private func grow() {
        let old = slots
        slots = Self.makeSlots(old.count * 4)
        for slot in old where slot.code != 0 { place(slot.key, slot.code) }
        old.deallocate()
    }

    private static func makeSlots(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(key: Key(), code: 0))
        return slots
    }
}
