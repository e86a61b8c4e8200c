/// Counts bytes with few distinct values by comparing sixteen at once with each of the values, which needs no counters
/// in memory.
enum ByteComparison {
    private typealias Bytes = SIMD16<UInt8>
    private static let width = 16
    /// Values that are compared in one pass over a part.
    private static let valuesAtOnce = 4
    /// A lane counts to 255; a part stays in the L1 cache between passes.
    private static let partSize = 255 * width
    /// From this many values on, a table is as fast.
    static let maximumValueCount = 16

    /// Adds the number of bytes of each value below `counts.count` to its count.
    ///
    /// - Complexity: O(bytes × values), a sixteenth of it in steps.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, into counts: UnsafeMutableBufferPointer<UInt32>) {
        let whole = bytes.count & ~(width - 1)
        for start in stride(from: 0, to: whole, by: partSize) {
            let part = UnsafeRawBufferPointer(
                UnsafeBufferPointer(rebasing: bytes[start..<min(start + partSize, whole)]))
            for value in stride(from: 0, to: counts.count, by: valuesAtOnce) {
                let found = count(part, UInt8(truncatingIfNeeded: value))
                for place in 0..<min(valuesAtOnce, counts.count - value) {
                    counts[value + place] &+= UInt32(truncatingIfNeeded: found[place])
                }
            }
        }
        for byte in bytes[whole...] where Int(byte) < counts.count { counts[Int(byte)] &+= 1 }
    }

    /// The numbers of bytes equal to `value`, to the next value, and so on.
    private static func count(_ part: UnsafeRawBufferPointer, _ value: UInt8) -> SIMD4<UInt64> {
        let (first, second) = (Bytes(repeating: value), Bytes(repeating: value &+ 1))
        let (third, fourth) = (Bytes(repeating: value &+ 2), Bytes(repeating: value &+ 3))
        var counts = (Bytes(repeating: 0), Bytes(repeating: 0), Bytes(repeating: 0), Bytes(repeating: 0))
        var place = 0
        while place < part.count {
            let bytes = part.loadUnaligned(fromByteOffset: place, as: Bytes.self)
            // A lane of a mask that holds is all ones, which is -1.
            counts.0 &-= unsafeBitCast(bytes .== first, to: Bytes.self)
            counts.1 &-= unsafeBitCast(bytes .== second, to: Bytes.self)
            counts.2 &-= unsafeBitCast(bytes .== third, to: Bytes.self)
            counts.3 &-= unsafeBitCast(bytes .== fourth, to: Bytes.self)
            place &+= width
        }
        return SIMD4(counts.0.sumOfBytes, counts.1.sumOfBytes, counts.2.sumOfBytes, counts.3.sumOfBytes)
    }
}

extension SIMD16<UInt8> {
    /// The sum of the lanes.
    var sumOfBytes: UInt64 {
        let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        let evenBytes = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
        let pairs = (words & evenBytes) &+ ((words &>> 8) & evenBytes)
        // The highest sixteen bits of the product are the sum of the four pairs.
        let sums = (pairs &* SIMD2(repeating: 0x0001_0001_0001_0001)) &>> 48
        return sums[0] &+ sums[1]
    }
}
