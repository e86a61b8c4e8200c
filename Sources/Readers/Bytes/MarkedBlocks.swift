/// Finds the bytes of a small set one after another in a text. It marks those of 64 bytes at a time: if several are
/// close together, most are found without reading the text again.
struct MarkedBlocks {
    private typealias Vector = SIMD16<UInt8>
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let first: Vector
    private let second: Vector
    private let third: Vector
    /// Where the marked block begins.
    private var block = -Self.blockBytes
    /// A bit for each byte of the block that is one of the set; the lowest is the first byte.
    private var marks: UInt64 = 0
    private var seen = Vector(repeating: 0)

    private static let blockBytes = 64

    /// - Parameter set: may name a byte several times.
    @inline(__always)
    init(_ set: (UInt8, UInt8, UInt8), in text: UnsafePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
        first = Vector(repeating: set.0)
        second = Vector(repeating: set.1)
        third = Vector(repeating: set.2)
    }

    /// Whether there is a byte above ASCII in the blocks that were read; these may extend beyond the found byte.
    @inline(__always)
    var hasSeenHighBytes: Bool {
        let words = unsafeBitCast(seen, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) & ByteScan.highBits != 0
    }

    /// The index of the first byte of the set from `start` on, or `count`.
    @inline(__always)
    mutating func next(from start: Int) -> Int {
        let offset = start &- block
        guard UInt(bitPattern: offset) < UInt(Self.blockBytes) else { return search(from: start) }
        let following = marks &>> UInt64(truncatingIfNeeded: offset)
        return following == 0 ? search(from: block &+ Self.blockBytes) : start &+ following.trailingZeroBitCount
    }

    /// Marks the first block from `start` on that has a byte of the set.
    @inline(never)
    private mutating func search(from start: Int) -> Int {
        var start = start
        var seen = self.seen
        defer { self.seen = seen }
        while start &+ Self.blockBytes <= count {
            let bytes = UnsafeRawPointer(text + start)
            let a = bytes.loadUnaligned(as: Vector.self)
            let b = bytes.loadUnaligned(fromByteOffset: 16, as: Vector.self)
            let c = bytes.loadUnaligned(fromByteOffset: 32, as: Vector.self)
            let d = bytes.loadUnaligned(fromByteOffset: 48, as: Vector.self)
            seen = seen | a | b | c | d
            let (inA, inB, inC, inD) = (members(a), members(b), members(c), members(d))
            let any = unsafeBitCast(inA .| inB .| inC .| inD, to: SIMD2<UInt64>.self)
            if any[0] | any[1] != 0 {
                block = start
                marks = Self.bits(inA) | Self.bits(inB) &<< 16 | Self.bits(inC) &<< 32 | Self.bits(inD) &<< 48
                return start &+ marks.trailingZeroBitCount
            }
            start &+= Self.blockBytes
        }
        block = start
        marks = 0
        // The last block is shorter.
        while start < count {
            let byte = text[start]
            seen[0] |= byte
            if byte == first[0] || byte == second[0] || byte == third[0] { marks |= 1 &<< UInt64(start &- block) }
            start &+= 1
        }
        return marks == 0 ? count : block &+ marks.trailingZeroBitCount
    }

    @inline(__always)
    private func members(_ bytes: Vector) -> Mask { (bytes .== first) .| (bytes .== second) .| (bytes .== third) }

    /// A bit for each byte of a comparison's outcome.
    @inline(__always)
    private static func bits(_ mask: Mask) -> UInt64 {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return bits(words[0]) | bits(words[1]) &<< 8
    }

    /// Keeps in each byte, whose bits are all equal, the bit of its position, and adds the bytes up in the highest
    /// byte.
    @inline(__always)
    private static func bits(_ word: UInt64) -> UInt64 {
        ((UInt64(littleEndian: word) & 0x8040_2010_0804_0201) &* ByteScan.ones) &>> 56
    }
}
