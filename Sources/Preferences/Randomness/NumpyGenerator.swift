/// numpy's `default_rng(seed)`: the generator PCG64 (PCG XSL RR 128/64), seeded by `SeedSequence`.
///
/// It gives the numbers of numpy bit by bit, so that a split of users is the split that a Python script makes.
///
/// Source: M. E. O'Neill, "PCG: a family of simple fast space-efficient statistically good algorithms for random number
/// generation", Harvey Mudd College HMC-CS-2014-0905 (2014); numpy, `numpy/random/src/pcg64`.
public struct NumpyGenerator: RandomNumberGenerator, Sendable {
    private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

    private var state: UInt128
    private let increment: UInt128
    /// The upper half of the last number of 64 bits, where only its lower half was used.
    private var half: UInt32?

    /// - Parameter seed: the whole number that Python passes to `default_rng`.
    public init(seed: UInt64) {
        let words = SeedSequence(seed).state(4)
        increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
        state = increment &+ (UInt128(words[0]) << 64 | UInt128(words[1]))
        step()
    }

    /// The next number of 64 bits, numpy's `random_raw()`.
    public mutating func next() -> UInt64 {
        step()
        let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
        let turn = UInt64(truncatingIfNeeded: state >> 122)
        return folded >> turn | folded << ((64 &- turn) & 63)
    }

    /// numpy's `permutation(count)`: the numbers from 0 up to `count` − 1 in random order.
    ///
    /// Fisher and Yates from the end on, with the bounded numbers of numpy's `shuffle`. Empty for a `count` below 1.
    /// Linear cost.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<max(count, 0))
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(last, Int(nextBounded(UInt64(last))))
        }
        return order
    }

    /// numpy's `random()`: a number from 0 to below 1, of 53 bits.
    public mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    private mutating func step() { state = state &* Self.multiplier &+ increment }

    private mutating func nextHalf() -> UInt32 {
        if let kept = half {
            half = nil
            return kept
        }
        let number = next()
        half = UInt32(truncatingIfNeeded: number >> 32)
        return UInt32(truncatingIfNeeded: number)
    }

    /// A number from 0 to `greatest`: numpy's `random_interval`, which masks bits and rejects what is too great.
    ///
    /// numpy's shuffle uses this, and not the multiplication of its `integers`.
    private mutating func nextBounded(_ greatest: UInt64) -> UInt64 {
        guard greatest > 0 else { return 0 }
        let mask = UInt64.max >> UInt64(greatest.leadingZeroBitCount)
        while true {
            // 32 bits where they suffice.
            let number = greatest <= UInt64(UInt32.max) ? UInt64(nextHalf()) : next()
            if number & mask <= greatest { return number & mask }
        }
    }
}
