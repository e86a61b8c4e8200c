/// Finds the value of a rank without sorting.
enum Selection {
    /// The `rank`-th smallest value, from 1.
    ///
    /// - Precondition: `1 <= rank <= values.count`. The order of `values` is changed.
    /// - Complexity: O(count) expected (Hoare's quickselect); the values are random numbers, so that no order is bad.
    static func smallest(_ rank: Int, of values: inout ArraySlice<UInt64>) -> UInt64 {
        var low = values.startIndex
        var high = values.endIndex - 1
        let target = values.startIndex + rank - 1
        while low < high {
            let pivot = values[low + (high - low) / 2]
            var left = low
            var right = high
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if target <= right { high = right } else if target >= left { low = left } else { return values[target] }
        }
        return values[target]
    }
}
