extension Array where Element: Comparable {
    /// Moves the value with rank `position` in ascending order to that place, with no greater values before it and no
    /// smaller ones after it, and returns it.
    ///
    /// Cost: linear; of an order made to mislead it, n log n.
    ///
    /// Source: C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4 (1961) 321-322.
    mutating func select(_ position: Int) -> Element {
        withUnsafeMutableBufferPointer { $0.select(position) }
    }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
    fileprivate func select(_ position: Int) -> Element {
        var (low, high) = (0, count - 1)
        // If partitioning makes too little progress several times, the values are sorted instead.
        var rounds = 0
        while high - low > 32 {
            rounds += 1
            guard rounds < 64 else { break }
            let pivot = Swift.max(
                Swift.min(self[low], self[(low + high) / 2]),
                Swift.min(Swift.max(self[low], self[(low + high) / 2]), self[high]))
            var (left, right) = (low, high)
            while left <= right {
                while self[left] < pivot { left += 1 }
                while pivot < self[right] { right -= 1 }
                if left <= right {
                    swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if position <= right {
                high = right
            } else if position >= left {
                low = left
            } else {
                return self[position]
            }
        }
        var rest = UnsafeMutableBufferPointer(rebasing: self[low...high])
        rest.sort()
        return self[position]
    }
}
