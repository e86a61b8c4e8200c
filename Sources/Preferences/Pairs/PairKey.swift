/// The key of a pair of responses: the same in every run, whichever response was chosen and however rows are ordered.
public enum PairKey {
    /// A hash of the turn's name and of the positions, the smaller first.
    ///
    /// FNV-1a of the name, then the finalizer of SplitMix64 over hash and positions. Ten million keys have two equal
    /// ones with a probability of about 3e-6.
    ///
    /// Source: G. Fowler, L. C. Noll and K.-P. Vo, FNV-1a; G. L. Steele, D. Lea and C. H. Flood, "Fast splittable
    /// pseudorandom number generators" (2014).
    public static func key(turn: String, _ one: Int, _ other: Int) -> UInt64 {
        key(turnHash: hash(turn), one, other)
    }

    /// FNV-1a of the bytes of a name.
    public static func hash(_ name: String) -> UInt64 {
        var name = name
        return name.withUTF8 { bytes in
            bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
    }

    static func key(turnHash: UInt64, _ one: Int, _ other: Int) -> UInt64 {
        let positions = UInt64(truncatingIfNeeded: min(one, other)) << 32 | UInt64(truncatingIfNeeded: max(one, other))
        return mixed(mixed(turnHash) &+ positions)
    }

    static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
