/// Codes of values of at most 24 bytes, whose bytes are the keys themselves.
///
/// The owner calls ``deallocate()``. Copies share the memory, and only one of them may be changed.
public struct ShortValueTable {
    /// As many as may be read beyond the last value.
    public static let maximumByteCount = ByteStorage.readableBeyond

    /// A value's bytes in three words, zeros after the last byte, and how many there are.
    public struct Key {
        @usableFromInline var first: UInt64
        @usableFromInline var middle: UInt64
        @usableFromInline var last: UInt64
        @usableFromInline var count: UInt64

        /// - Parameters:
        ///   - base: from here on `maximumByteCount` bytes can be read, whatever the count. No branch depends on the
        ///     length: it would be mispredicted half of the time.
        ///   - count: at most `maximumByteCount`.
        @inlinable
        @inline(__always)
        public init(_ base: UnsafeRawPointer, count: Int) {
            self.init((Key.word(base), Key.word(base + 8), Key.word(base + 16)), count: count)
        }

        /// - Parameter words: the bytes, and what comes after them.
        @inlinable
        @inline(__always)
        init(_ words: (UInt64, UInt64, UInt64), count: Int) {
            first = Key.lowest(count, of: words.0)
            middle = Key.lowest(count &- 8, of: words.1)
            last = Key.lowest(count &- 16, of: words.2)
            self.count = UInt64(truncatingIfNeeded: count)
        }

        /// No bytes.
        @usableFromInline
        init() { (first, middle, last, count) = (0, 0, 0, 0) }

        @inlinable
        @inline(__always)
        static func word(_ base: UnsafeRawPointer) -> UInt64 {
            UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
        }

        /// The `count` lowest bytes: none if it is negative, all from eight on.
        @inlinable
        @inline(__always)
        static func lowest(_ count: Int, of word: UInt64) -> UInt64 {
            // Shifted in two steps, since a shift by 64 bits would have no effect.
            let half = UInt64(truncatingIfNeeded: max(0, min(8, count)) &* 4)
            return word & ~((UInt64.max &<< half) &<< half)
        }

        @inlinable
        @inline(__always)
        var hash: UInt64 {
            let seeded = first ^ 0x9E37_79B9_7F4A_7C15 &* count
            let mixed = seeded.multipliedFullWidth(by: last ^ 0xA076_1D64_78BD_642F)
            let folded = (mixed.high ^ mixed.low ^ middle).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            return folded.high ^ folded.low
        }

        @inlinable
        @inline(__always)
        static func == (left: Key, right: Key) -> Bool {
            (left.first ^ right.first) | (left.middle ^ right.middle) | (left.last ^ right.last)
                | (left.count ^ right.count) == 0
        }
    }

    @usableFromInline
    struct Slot {
        @usableFromInline var key: Key
        /// 0 where the slot is free.
        @usableFromInline var code: UInt32

        @usableFromInline
        init(key: Key, code: UInt32) {
            self.key = key
            self.code = code
        }
    }

    @usableFromInline var slots: UnsafeMutableBufferPointer<Slot>
    private var count = 0

    /// A table without values.
    public init() { slots = Self.makeSlots(1) }

    public func deallocate() { slots.deallocate() }

    /// The code of a value, 0 where it is not known.
    @inlinable
    @inline(__always)
    public func code(of key: Key) -> UInt32 {
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let slot = slots[place]
            if slot.code == 0 || slot.key == key { return slot.code }
            place = (place &+ 1) & mask
        }
    }

    /// Adds a value that is not known.
    ///
    /// - Parameter code: not 0.
    public mutating func insert(_ key: Key, code: UInt32) {
        // At least half of the slots are free; an empty table has one free slot.
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

    private mutating func grow() {
        let old = slots
        slots = Self.makeSlots(max(256, old.count * 4))
        for slot in old where slot.code != 0 { place(slot.key, slot.code) }
        old.deallocate()
    }

    private static func makeSlots(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(key: Key(), code: 0))
        return slots
    }
}
