import Columns

/// A collapse row by row into a dictionary: slow and obvious.
struct CollapseTwin {
    struct Cell: Equatable {
        var count: Int64 = 0
        var mentions: Int64 = 0
        var weight = 0.0
        /// For each measure the values of the cell's rows that are not null.
        var integers: [[Int64]]
        var reals: [[Double]]
    }

    private(set) var cells: [[UInt32]: Cell] = [:]

    mutating func add(_ batch: CollapseBatch) {
        for row in 0..<batch.count {
            let sample = batch.samples.map { Int($0[row]) } ?? row
            let element = batch.elements.map { Int($0[row]) } ?? row
            let codes = batch.keys.map { $0.codes[$0.level == .sample ? sample : element] }
            let empty = Cell(
                integers: Array(repeating: [], count: batch.measures.count),
                reals: Array(repeating: [], count: batch.measures.count))
            var cell = cells[codes] ?? empty
            let times = batch.multiplicities?[sample] ?? 1
            cell.count += times
            switch batch.mentions {
            case .byElement(let mentions): cell.mentions += Int64(mentions[element]) * times
            case .inAll(let mentions): cell.mentions += mentions[sample]
            case nil: cell.mentions += times
            }
            if let lengths = batch.lengths { cell.weight += Double(times) / Double(lengths[sample]) }
            for (measure, values) in batch.measures.enumerated() {
                switch values {
                case .integers(let vector): if let value = vector[sample] { cell.integers[measure].append(value) }
                case .reals(let vector): if let value = vector[sample] { cell.reals[measure].append(value) }
                }
            }
            cells[codes] = cell
        }
    }

    /// The difference from the cells of a collapse; nil if there is none.
    func difference(from found: CollapsedCells, realMeasures: [Bool]) -> String? {
        guard found.count == cells.count else { return "\(found.count) cells, \(cells.count) expected" }
        for index in 0..<found.count {
            let codes = found.codes.map { $0[index] }
            guard let cell = cells[codes] else { return "cell \(codes) is not expected" }
            guard found.counts[index] == cell.count, found.mentions[index] == cell.mentions,
                abs(found.weights[index] - cell.weight) < 1e-9
            else {
                return
                    "cell \(codes): \(found.counts[index]), \(found.mentions[index]), \(found.weights[index]); \(cell)"
            }
            for (measure, isReal) in realMeasures.enumerated() {
                let expected: MeasureTotal? =
                    isReal
                    ? CollapseTwin.total(cell.reals[measure] + cell.integers[measure].map { Double($0) })
                    : cell.integers[measure].isEmpty ? nil : .integer(cell.integers[measure].reduce(0, +))
                guard CollapseTwin.isSame(found.sums[measure][index], expected) else {
                    return
                        "cell \(codes), measure \(measure): \(String(describing: found.sums[measure][index])), not \(String(describing: expected))"
                }
            }
        }
        return nil
    }

    private static func total(_ values: [Double]) -> MeasureTotal? {
        // In order of size, so that small terms are not lost.
        values.isEmpty ? nil : .real(values.sorted { abs($0) < abs($1) }.reduce(0, +))
    }

    private static func isSame(_ left: MeasureTotal?, _ right: MeasureTotal?) -> Bool {
        if case .real(let left) = left, case .real(let right) = right {
            return left == right || abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
        }
        return left == right
    }
}
