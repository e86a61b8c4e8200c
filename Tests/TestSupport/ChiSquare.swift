/// A test of counts against what is expected of them.
public enum ChiSquare {
    /// The statistic of counts that are expected to be equal.
    ///
    /// - Parameters:
    ///   - counts: of the values that occurred.
    ///   - count: how many values there are.
    public static func ofEqual(_ counts: [Int], count: Int) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(count)
        let absent = Double(count - counts.count) * expected
        return absent + counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
}
