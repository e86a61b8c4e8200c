/// The rank of each value among the values, from 1 for the smallest; equal values share the mean of their ranks.
///
/// The result is in the order of the input. Values must not be NaN. Cost: n log n.
func midRanks(_ values: [Double]) -> [Double] {
    // The values are sorted together with their rows: sorting only row numbers would access the whole column at random.
    let ascending = zip(values, values.indices).sorted { $0.0 < $1.0 }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < ascending.count {
        var end = start + 1
        while end < ascending.count, ascending[end].0 == ascending[start].0 { end += 1 }
        // Positions start..<end hold the ranks start + 1 … end.
        let midRank = Double(start + 1 + end) / 2
        for (_, row) in ascending[start..<end] { ranks[row] = midRank }
        start = end
    }
    return ranks
}

/// The place of each value among the different values, from 0 for the smallest: equal values share one, and none is
/// left out. The result is in the order of the input. Values must not be NaN. Cost: n log n.
func denseRanks(_ values: [Double]) -> [Int] {
    let ascending = zip(values, values.indices).sorted { $0.0 < $1.0 }
    var ranks = [Int](repeating: 0, count: values.count)
    var rank = 0
    for (position, (value, row)) in ascending.enumerated() {
        if position > 0, ascending[position - 1].0 < value { rank += 1 }
        ranks[row] = rank
    }
    return ranks
}
