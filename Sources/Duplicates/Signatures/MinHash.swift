/// Band keys of sets of shingles: sets with a high Jaccard similarity probably share one.
///
/// A signature is the least hash of the set under each of many hash functions; two sets have the same least hash with
/// their Jaccard similarity s as probability. A band is `rowsPerBand` neighbouring values of the signature, hashed to
/// one key; two sets share some of b keys of r values with probability 1 − (1 − s^r)^b.
///
/// Source: A. Z. Broder, "On the resemblance and containment of documents", Proceedings of Sequences (1997); P. Indyk
/// and R. Motwani, Proceedings of STOC (1998) for bands.
struct MinHash: Sendable {
    let bands: Range<Int>
    let rowsPerBand: Int
    /// Odd multipliers and summands, one per value of the signature.
    private let factors: [UInt32]
    private let summands: [UInt32]

    /// - Parameter bands: those whose keys are wanted. The functions of a band do not depend on which others are.
    init(bands: Range<Int>, rowsPerBand: Int) {
        self.bands = bands
        self.rowsPerBand = rowsPerBand
        let numbers = (bands.lowerBound * rowsPerBand..<bands.upperBound * rowsPerBand).map { Self.random(UInt64($0)) }
        factors = numbers.map { UInt32(truncatingIfNeeded: $0) | 1 }
        summands = numbers.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    }

    /// SplitMix64 of a number.
    private static func random(_ number: UInt64) -> UInt64 {
        var mixed = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Appends the key of each band, for at least one shingle.
    ///
    /// - Parameter signature: memory that is reused.
    func appendKeys(of hashes: [UInt32], signature: inout [UInt32], to keys: inout [UInt32]) {
        signature.removeAll(keepingCapacity: true)
        signature.append(contentsOf: repeatElement(UInt32.max, count: factors.count))
        let count = factors.count
        signature.withUnsafeMutableBufferPointer { signature in
            factors.withUnsafeBufferPointer { factors in
                summands.withUnsafeBufferPointer { summands in
                    for hash in hashes {
                        for place in 0..<count {
                            signature[place] = min(signature[place], hash &* factors[place] &+ summands[place])
                        }
                    }
                }
            }
        }
        for band in 0..<bands.count {
            var key: UInt64 = 0x2545_F491_4F6C_DD1D
            for value in signature[band * rowsPerBand..<(band + 1) * rowsPerBand] {
                key = (key ^ UInt64(value)) &* 0x9FB2_1C65_1E98_DF25
                key ^= key >> 32
            }
            keys.append(UInt32(truncatingIfNeeded: key >> 16))
        }
    }
}
