import SQLite

/// The most frequent value; if several are equally frequent, the first in SQL's order.
final class ModeAggregate: RunningAggregate {
    private struct Occurrences {
        var count = 0
        /// How many of them are integers: in SQL 1 and 1.0 are equal.
        var integers = 0
    }

    private var occurrences: [OrderedValue: Occurrences] = [:]
    /// Candidates for the most frequent value of a window; nil until a window is evaluated.
    private var candidates: CandidateHeap?

    func add(_ arguments: FunctionArguments, times: Int) { change(arguments, by: times) }

    func remove(_ arguments: FunctionArguments) { change(arguments, by: -1) }

    private func change(_ arguments: FunctionArguments, by times: Int) {
        guard let value = OrderedValue(arguments[0]) else { return }
        let isInteger = if case .integer = value { true } else { false }
        let key = value.key
        var found = occurrences[key, default: Occurrences()]
        found.count += times
        if isInteger { found.integers += times }
        occurrences[key] = found.count > 0 ? found : nil
        if candidates != nil, found.count > 0 {
            candidates?.push(Candidate(value: key, count: found.count))
            // Most of what has been pushed is out of date by then.
            if let count = candidates?.count, count > 4 * occurrences.count + 64 { collectCandidates() }
        }
    }

    func setResult(_ result: ResultContext, isLast: Bool) {
        if !isLast, candidates == nil { collectCandidates() }
        let best = candidates == nil ? bestOfAll : bestCandidate
        guard let best, let found = occurrences[best] else { return result.setNull() }
        if case .integer(let whole) = best, found.integers == 0 {
            result.set(Double(whole))
        } else {
            best.set(result)
        }
    }

    private var bestOfAll: OrderedValue? {
        occurrences.lazy.map { Candidate(value: $0.key, count: $0.value.count) }.max()?.value
    }

    private var bestCandidate: OrderedValue? {
        while let best = candidates?.first {
            if occurrences[best.value]?.count == best.count { return best.value }
            candidates?.removeFirst()
        }
        return nil
    }

    private func collectCandidates() {
        var heap = CandidateHeap()
        for (value, found) in occurrences { heap.push(Candidate(value: value, count: found.count)) }
        candidates = heap
    }
}

/// A value and how often it occurred at some time. The greatest entry is the mode.
private struct Candidate: Comparable {
    let value: OrderedValue
    let count: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
        a.count != b.count ? a.count < b.count : b.value < a.value
    }
}

/// A binary heap with the greatest candidate first.
private struct CandidateHeap {
    private var items: [Candidate] = []

    var count: Int { items.count }
    var first: Candidate? { items.first }

    mutating func push(_ item: Candidate) {
        items.append(item)
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[parent] < items[child] else { return }
            items.swapAt(parent, child)
            child = parent
        }
    }

    mutating func removeFirst() {
        guard let last = items.popLast(), !items.isEmpty else { return }
        items[0] = last
        var parent = 0
        while true {
            var greatest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[greatest] < items[child] {
                greatest = child
            }
            guard greatest != parent else { return }
            items.swapAt(parent, greatest)
            parent = greatest
        }
    }
}
