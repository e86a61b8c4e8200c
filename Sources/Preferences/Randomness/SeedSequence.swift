/// numpy's `SeedSequence`: spreads the bits of a seed over a pool, and draws the state of a generator from it.
///
/// Source: numpy, `numpy/random/bit_generator.pyx`; M. E. O'Neill, "Developing a seed_seq alternative" (2015).
struct SeedSequence {
    private static let poolSize = 4
    private var pool = [UInt32](repeating: 0, count: poolSize)

    /// - Parameter seed: the whole number that Python passes to `default_rng`.
    init(_ seed: UInt64) {
        let low = UInt32(truncatingIfNeeded: seed)
        let high = UInt32(truncatingIfNeeded: seed >> 32)
        let entropy = high == 0 ? [low] : [low, high]
        var hash = Hash(constant: 0x43B0_D7E5, multiplier: 0x931E_8875)
        for index in pool.indices { pool[index] = hash(index < entropy.count ? entropy[index] : 0) }
        for source in pool.indices {
            for target in pool.indices where target != source {
                pool[target] = Self.mix(pool[target], hash(pool[source]))
            }
        }
    }

    /// The first `count` numbers of 64 bits.
    func state(_ count: Int) -> [UInt64] {
        var hash = Hash(constant: 0x8B51_F9DD, multiplier: 0x58F3_8DED)
        return (0..<count).map { index in
            let low = hash(pool[2 * index % Self.poolSize])
            let high = hash(pool[(2 * index + 1) % Self.poolSize])
            return UInt64(low) | UInt64(high) << 32
        }
    }

    private static func mix(_ one: UInt32, _ other: UInt32) -> UInt32 {
        let mixed = 0xCA01_F9DD &* one &- 0x4973_F715 &* other
        return mixed ^ mixed >> 16
    }

    /// A multiplicative hash whose constant changes with each value.
    private struct Hash {
        var constant: UInt32
        let multiplier: UInt32

        mutating func callAsFunction(_ value: UInt32) -> UInt32 {
            let mixed = value ^ constant
            constant = constant &* multiplier
            let product = mixed &* constant
            return product ^ product >> 16
        }
    }
}
