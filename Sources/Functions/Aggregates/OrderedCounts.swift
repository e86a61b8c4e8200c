/// Values in ascending order, each with the number of times that it occurs: what a quantile of a sliding window needs.
///
/// The values lie in short sorted runs. Adding, removing and finding by position cost a search among the runs and a
/// move within one: some microseconds for a million different values.
struct OrderedCounts<Value: Comparable> {
    private struct Run {
        var values: [Value]
        var counts: [Int]
        var total: Int

        /// The value at a position below the total.
        func value(at position: Int) -> Value? {
            var rest = position
            for (value, count) in zip(values, counts) {
                guard rest >= count else { return value }
                rest -= count
            }
            return nil
        }
    }

    private static var longestRun: Int { 512 }

    private var runs: [Run] = []
    /// How many values there are, repetitions included.
    private(set) var total = 0

    /// Makes it of values in ascending order.
    init(ascending values: [(value: Value, count: Int)]) {
        for (value, count) in values { append(value, count) }
    }

    private mutating func append(_ value: Value, _ count: Int) {
        total += count
        guard let last = runs.indices.last, runs[last].values.count < OrderedCounts.longestRun / 2 else {
            return runs.append(Run(values: [value], counts: [count], total: count))
        }
        runs[last].total += count
        if runs[last].values.last == value {
            runs[last].counts[runs[last].counts.count - 1] += count
        } else {
            runs[last].values.append(value)
            runs[last].counts.append(count)
        }
    }

    mutating func add(_ value: Value, times: Int) {
        guard !runs.isEmpty else { return append(value, times) }
        total += times
        let run = min(run(of: value), runs.count - 1)
        runs[run].total += times
        let place = runs[run].values.place(of: value)
        if place < runs[run].values.count, runs[run].values[place] == value {
            runs[run].counts[place] += times
            return
        }
        runs[run].values.insert(value, at: place)
        runs[run].counts.insert(times, at: place)
        if runs[run].values.count > OrderedCounts.longestRun { split(run) }
    }

    /// Takes out one of a value that is in it.
    mutating func remove(_ value: Value) {
        let run = run(of: value)
        guard run < runs.count else { return }
        let place = runs[run].values.place(of: value)
        guard place < runs[run].values.count, runs[run].values[place] == value else { return }
        total -= 1
        runs[run].total -= 1
        runs[run].counts[place] -= 1
        guard runs[run].counts[place] == 0 else { return }
        runs[run].values.remove(at: place)
        runs[run].counts.remove(at: place)
        if runs[run].values.isEmpty { runs.remove(at: run) }
    }

    /// The value at a position in ascending order, from 0, repetitions counted; nil if there is none.
    func value(at position: Int) -> Value? {
        var rest = position
        for run in runs {
            guard rest >= run.total else { return run.value(at: rest) }
            rest -= run.total
        }
        return nil
    }

    /// The first run whose last value is not below a value.
    private func run(of value: Value) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if let last = runs[middle].values.last, last < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func split(_ run: Int) {
        let half = runs[run].values.count / 2
        let counts = Array(runs[run].counts[half...])
        let second = Run(values: Array(runs[run].values[half...]), counts: counts, total: counts.reduce(0, +))
        runs[run].values.removeSubrange(half...)
        runs[run].counts.removeSubrange(half...)
        runs[run].total -= second.total
        runs.insert(second, at: run + 1)
    }
}

extension Array where Element: Comparable {
    /// The first index in an ascending array whose value is not below another.
    fileprivate func place(of value: Element) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
