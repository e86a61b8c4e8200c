/// Items with an edge for each pair, from winner to loser.
struct PairGraph {
    let itemCount: Int
    private let pairs: [CountedPairs.Entry]

    init(itemCount: Int, _ pairs: [CountedPairs.Entry]) {
        self.itemCount = itemCount
        self.pairs = pairs
    }

    /// For each item the number of its component, whichever way its pairs went. Components are numbered by their first
    /// item.
    func components() -> [Int] {
        var parents = Array(0..<itemCount)
        func root(_ item: Int) -> Int {
            var item = item
            while parents[item] != item {
                parents[item] = parents[parents[item]]
                item = parents[item]
            }
            return item
        }
        for pair in pairs {
            let (one, other) = (root(pair.winner), root(pair.loser))
            parents[max(one, other)] = min(one, other)
        }
        var numbers: [Int: Int] = [:]
        return (0..<itemCount).map { item in
            let next = numbers.count
            let root = root(item)
            if let number = numbers[root] { return number }
            numbers[root] = next
            return next
        }
    }

    /// For each item the number of its strong component: items that won, over other items, against each other.
    ///
    /// The rewards of maximum likelihood are finite within one strong component alone.
    ///
    /// Source: L. R. Ford, "Solution of a ranking problem from binary comparisons", American Mathematical Monthly 64
    /// (1957) 28-33; R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).
    func strongComponents() -> [Int] {
        var starts = [Int](repeating: 0, count: itemCount + 1)
        for pair in pairs { starts[pair.winner + 1] += 1 }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        var fill = starts
        var losers = [Int](repeating: 0, count: pairs.count)
        for pair in pairs {
            losers[fill[pair.winner]] = pair.loser
            fill[pair.winner] += 1
        }
        var search = Search(starts: starts, losers: losers)
        for item in 0..<itemCount { search.visit(item) }
        return search.component
    }

    /// Tarjan's search, with its own stack: recursion would be as deep as there are items.
    private struct Search {
        let starts: [Int]
        let losers: [Int]
        var component: [Int]
        private var index: [Int]
        private var low: [Int]
        private var open: [Int] = []
        private var visited = 0
        private var found = 0

        init(starts: [Int], losers: [Int]) {
            self.starts = starts
            self.losers = losers
            let count = starts.count - 1
            component = [Int](repeating: -1, count: count)
            index = [Int](repeating: -1, count: count)
            low = index
        }

        mutating func visit(_ first: Int) {
            guard index[first] < 0 else { return }
            var path = [(item: first, edge: starts[first])]
            enter(first)
            while let (item, edge) = path.last {
                guard edge < starts[item + 1] else {
                    path.removeLast()
                    close(item)
                    if let above = path.last?.item { low[above] = min(low[above], low[item]) }
                    continue
                }
                path[path.count - 1].edge += 1
                let next = losers[edge]
                if index[next] < 0 {
                    enter(next)
                    path.append((next, starts[next]))
                } else if component[next] < 0 {
                    low[item] = min(low[item], index[next])
                }
            }
        }

        private mutating func enter(_ item: Int) {
            index[item] = visited
            low[item] = visited
            visited += 1
            open.append(item)
        }

        private mutating func close(_ item: Int) {
            guard low[item] == index[item] else { return }
            while let member = open.popLast() {
                component[member] = found
                if member == item { break }
            }
            found += 1
        }
    }
}
