extension [UInt32] {
    /// The places of the numbers from `low` up to `high` in an ascending array.
    func places(from low: Int, to high: Int) -> Range<Int> {
        func place(of bound: Int) -> Int {
            var range = startIndex..<endIndex
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                range = Int(self[middle]) < bound ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return range.lowerBound
        }
        return place(of: low)..<place(of: high)
    }
}
