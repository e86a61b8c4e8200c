import Foundation

/// The wait before a request is sent again: min(60, 0.5 · 2^k) · (0.5 + u) seconds, where k counts the failed attempts
/// from 0 and u is in [0, 1). u is a function of the seed, the request and k, so a run repeats its waits.
struct Backoff {
    static let longest = 60.0
    private static let shortest = 0.5

    let seed: UInt64

    func seconds(request: UInt64, failures: Int) -> Double {
        let base = min(Self.longest, Self.shortest * pow(2, Double(min(failures, 20))))
        return base * (0.5 + unit(request, UInt64(max(failures, 0))))
    }

    /// A number in [0, 1) by the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    private func unit(_ request: UInt64, _ failures: UInt64) -> Double {
        var mixed = seed &+ request &* 0x9E37_79B9_7F4A_7C15 &+ failures &* 0xD1B5_4A32_D192_ED03
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-53
    }
}
