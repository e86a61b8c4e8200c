/// A random number for each row that depends only on the seed and the row, and not on the other rows, their order, or
/// the number of shards.
struct SeededKey: Sendable {
    /// The purpose of a number; the draws of different purposes are independent.
    enum Purpose: UInt64, Sendable {
        case sample = 1
        case cell, order, markers, marker
    }

    private let start: UInt64

    init(seed: UInt64, _ purpose: Purpose, _ part: UInt64 = 0) {
        start = SeededKey.mixed(SeededKey.mixed(seed &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15) ^ part)
    }

    /// The number of a row: distinct rows have distinct numbers.
    func key(of row: Int64) -> UInt64 { SeededKey.mixed(UInt64(bitPattern: row) ^ start) }

    /// The number of a row in 0 ..< 1.
    func fraction(of row: Int64) -> Double { Double(key(of: row) >> 11) * 0x1p-53 }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection whose every output bit depends on every
    /// input bit.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
