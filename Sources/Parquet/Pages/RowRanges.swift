/// Rows of a row group: ranges in ascending order that neither meet nor overlap.
public struct RowRanges: Sendable, Hashable {
    public let ranges: [Range<Int64>]

    /// The rows in any of `ranges`.
    public init(_ ranges: [Range<Int64>]) {
        var merged: [Range<Int64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, last.upperBound >= range.lowerBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    /// Whether any row of `rows` is among them. Cost: logarithmic in the number of ranges.
    public func overlaps(_ rows: Range<Int64>) -> Bool {
        guard !rows.isEmpty else { return false }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= rows.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound < rows.upperBound
    }

    /// Whether `row` is among them.
    public func contains(_ row: Int64) -> Bool { overlaps(row..<row + 1) }
}
