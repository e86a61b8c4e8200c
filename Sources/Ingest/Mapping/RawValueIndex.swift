import Columns
import Readers

/// The distinct raw values of a field, numbered from 1 in the order of their arrival.
struct RawValueIndex {
    private(set) var values = TagDictionary()
    private let shortValues = ShortValueTable()

    /// The code of each entry, in their order.
    ///
    /// - Complexity: O(bytes); a value of up to 24 bytes that is known costs a few loads and no look at the dictionary.
    mutating func codes(of entries: FieldEntries) -> [UInt32] {
        entries.withReader { reader in
            Array(unsafeUninitializedCapacity: entries.count) { codes, initialized in
                for index in 0..<entries.count {
                    let bytes = UnsafeRawBufferPointer(reader.bytes(of: index))
                    let key = ShortValueTable.Key(bytes)
                    var code = key.map(shortValues.code) ?? 0
                    if code == 0 {
                        code = values.intern(bytes)
                        if let key { shortValues.insert(key, code: code) }
                    }
                    codes[index] = code
                }
                initialized = entries.count
            }
        }
    }
}

/// Codes of values of at most 24 bytes, whose bytes are the keys themselves.
private final class ShortValueTable {
    /// A value's bytes in three words, which overlap where there are fewer than 24, and how many there are.
    struct Key: Equatable {
        var first: UInt64
        var middle: UInt64
        var last: UInt64
        var count: UInt32

        /// Nil for a value that is longer.
        @inline(__always)
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count <= 24, let base = bytes.baseAddress else { return nil }
            count = UInt32(truncatingIfNeeded: bytes.count)
            if bytes.count >= 8 {
                let end = bytes.count &- 8
                first = base.loadUnaligned(as: UInt64.self)
                middle = base.loadUnaligned(fromByteOffset: min(8, end), as: UInt64.self)
                last = base.loadUnaligned(fromByteOffset: end, as: UInt64.self)
            } else {
                first = Key.shortWord(base, count: bytes.count)
                middle = 0
                last = 0
            }
        }

        @inline(__always)
        private static func shortWord(_ base: UnsafeRawPointer, count: Int) -> UInt64 {
            if count >= 4 {
                let low = base.loadUnaligned(as: UInt32.self)
                let high = base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
                return UInt64(high) &<< 32 | UInt64(low)
            }
            guard count > 0 else { return 0 }
            let first = base.load(as: UInt8.self)
            let middle = base.load(fromByteOffset: count &>> 1, as: UInt8.self)
            let last = base.load(fromByteOffset: count &- 1, as: UInt8.self)
            return UInt64(first) | UInt64(middle) &<< 8 | UInt64(last) &<< 16
        }

        @inline(__always)
        var hash: UInt64 {
            let seeded = first ^ 0x9E37_79B9_7F4A_7C15 &* UInt64(count)
            let mixed = seeded.multipliedFullWidth(by: last ^ 0xA076_1D64_78BD_642F)
            let folded = (mixed.high ^ mixed.low ^ middle).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            return folded.high ^ folded.low
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
        slots.initialize(repeating: Slot(key: Key(first: 0, middle: 0, last: 0, count: 0), code: 0))
        return slots
    }
}

extension ShortValueTable.Key {
    fileprivate init(first: UInt64, middle: UInt64, last: UInt64, count: UInt32) {
        self.first = first
        self.middle = middle
        self.last = last
        self.count = count
    }
}
