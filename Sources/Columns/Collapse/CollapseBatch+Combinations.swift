extension CollapseBatch {
    /// For each counted row the number of its combination of keys, and how many combinations there are.
    ///
    /// - Complexity: O(rows × keys).
    public func combinations() -> (numbers: [UInt32], count: Int) {
        var index = HashedGroupIndex(keyCount: keys.count)
        var numbers = [UInt32](repeating: 0, count: count)
        numbers.withUnsafeMutableBufferPointer { index.assign(self, from: 0, into: $0) }
        return (numbers, count == 0 ? 0 : index.groupCount)
    }
}
