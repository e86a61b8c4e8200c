import Statistics

extension Philox {
    /// A whole number from 0 up to `bound` − 1, by the high half of a product, as numpy's bounded integers without
    /// rejection.
    mutating func nextPosition(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number above 0 and below 1, of 53 bits.
    mutating func nextFraction() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}
