/// Philox4x64-10: a random generator without mutable state. The n-th number of a stream is a function of seed, stream
/// and n, so that replicate i of a bootstrap draws the same numbers whatever thread it runs on.
///
/// The streams are those of numpy: `Philox(key=seed, counter=[0, stream, 0, 0]).random_raw()`. Each has 2^66 numbers.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// Proceedings of SC11 (2011).
public struct Philox: RandomNumberGenerator, Sendable {
    private typealias Block = (UInt64, UInt64, UInt64, UInt64)

    private let seed: UInt64
    private let stream: UInt64
    private var blockNumber: UInt64 = 0
    private var block: Block = (0, 0, 0, 0)
    private var used = 4

    public init(seed: UInt64, stream: UInt64) {
        self.seed = seed
        self.stream = stream
    }

    public mutating func next() -> UInt64 {
        if used == 4 {
            blockNumber &+= 1
            block = Self.block(counter: (blockNumber, stream, 0, 0), key: (seed, 0))
            used = 0
        }
        used += 1
        switch used {
        case 1: return block.0
        case 2: return block.1
        case 3: return block.2
        default: return block.3
        }
    }

    /// A number above 0 and below 1, of 53 bits.
    mutating func nextUniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A whole number from 0 up to `bound` − 1.
    mutating func nextIndex(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    private static func block(counter: Block, key: (UInt64, UInt64)) -> Block {
        var (c, k) = (counter, key)
        for _ in 0..<10 {
            let left = c.0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
            let right = c.2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
            c = (right.high ^ c.1 ^ k.0, right.low, left.high ^ c.3 ^ k.1, left.low)
            k = (k.0 &+ 0x9E37_79B9_7F4A_7C15, k.1 &+ 0xBB67_AE85_84CA_A73B)
        }
        return c
    }
}
