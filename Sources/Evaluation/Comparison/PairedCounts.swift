import Parallel
import Statistics

/// The rows counted by gold label and the labels of two models.
struct PairedCounts: Sendable {
    struct Cell: Sendable, Hashable {
        let gold: Int
        let first: Int
        let second: Int
    }

    let labelCount: Int
    /// In a fixed order, so that draws do not depend on that of the rows.
    let cells: [Cell]
    let counts: [Double]

    /// - Parameter rows: gold label and both predictions; nil stands for none.
    init(labelCount: Int, rows: some Sequence<(gold: Int?, first: Int?, second: Int?, count: Int)>) {
        self.labelCount = labelCount
        func place(_ code: Int?) -> Int { code.flatMap { (0..<labelCount).contains($0) ? $0 : nil } ?? labelCount }
        var tally: [Cell: Int] = [:]
        for row in rows {
            let cell = Cell(gold: place(row.gold), first: place(row.first), second: place(row.second))
            tally[cell, default: 0] += row.count
        }
        let sorted = tally.sorted {
            ($0.key.gold, $0.key.first, $0.key.second) < ($1.key.gold, $1.key.first, $1.key.second)
        }
        cells = sorted.map(\.key)
        counts = sorted.map { Double($0.value) }
    }

    /// Macro-F1 of the first minus that of the second, for some counts of the cells.
    func difference(_ counts: [Double]) -> Double {
        let width = labelCount + 1
        var first = [Double](repeating: 0, count: width * width)
        var second = first
        for (cell, count) in zip(cells, counts) {
            first[cell.gold * width + cell.first] += count
            second[cell.gold * width + cell.second] += count
        }
        return LabelCounts.macroF1(first, labelCount: labelCount) - LabelCounts.macroF1(second, labelCount: labelCount)
    }

    /// The difference after each row's two replies have changed places with probability ½.
    func exchangedDifference(_ generator: inout Philox) -> Double {
        let width = labelCount + 1
        var first = [Double](repeating: 0, count: width * width)
        var second = first
        for (cell, count) in zip(cells, counts) {
            let exchanged = cell.first == cell.second ? 0 : generator.nextMultinomial(trials: count, shares: [1, 1])[0]
            let (kept, base) = (count - exchanged, cell.gold * width)
            first[base + cell.first] += kept
            first[base + cell.second] += exchanged
            second[base + cell.second] += kept
            second[base + cell.first] += exchanged
        }
        return LabelCounts.macroF1(first, labelCount: labelCount) - LabelCounts.macroF1(second, labelCount: labelCount)
    }

    /// The share of exchanges whose difference is at least as large as that of the rows, with the add-one rule.
    func probability(_ bootstrap: Bootstrap) -> Double {
        // Differences of equal counts may differ in their last digit, by the order of addition.
        let least = abs(difference(counts)) - 1e-12
        // Streams that the bootstrap of the interval does not draw from.
        let firstStream = UInt64(1) << 40
        let chunk = 64
        let starts = Array(stride(from: 0, to: bootstrap.replicates, by: chunk))
        var found = starts.map { _ in 0 }
        found.withUnsafeMutableBufferPointer { buffer in
            // Each chunk writes its own place.
            nonisolated(unsafe) let places = buffer
            starts.indices.concurrentForEach { number in
                var count = 0
                for replicate in starts[number]..<min(starts[number] + chunk, bootstrap.replicates) {
                    var generator = Philox(seed: bootstrap.seed, stream: firstStream + UInt64(replicate))
                    if abs(exchangedDifference(&generator)) >= least { count += 1 }
                }
                places[number] = count
            }
        }
        return (1 + Double(found.reduce(0, +))) / (1 + Double(bootstrap.replicates))
    }
}
