/// The rank of each value among the values, from 1 for the smallest; equal values share the mean of their ranks.
///
/// The result is in the order of the input. Values must not be NaN. Cost: n log n.
func midRanks(_ values: [Double]) -> [Double] {
    let ascending = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < ascending.count {
        var end = start + 1
        while end < ascending.count, values[ascending[end]] == values[ascending[start]] { end += 1 }
        // Positions start..<end hold the ranks start + 1 … end.
        let midRank = Double(start + 1 + end) / 2
        for position in start..<end { ranks[ascending[position]] = midRank }
        start = end
    }
    return ranks
}
