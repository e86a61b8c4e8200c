import SQLite

/// The integers of `in (…)`, for finding one without comparing with all.
struct SortedIntegers: Equatable, Sendable {
    /// Ascending, each once.
    private let values: [Int64]

    /// The integers of the operands of an equality; nil if another type is among them. A null equals nothing.
    ///
    /// - Complexity: O(n log n), O(n) if they ascend.
    init?(_ operands: [SQLValue]) {
        var values: [Int64] = []
        values.reserveCapacity(operands.count)
        var ascends = true
        for operand in operands {
            switch operand {
            case .integer(let value):
                if let last = values.last, last >= value { ascends = false }
                values.append(value)
            case .null: continue
            case .real, .text, .blob: return nil
            }
        }
        self.values = ascends ? values : SortedIntegers.distinct(values.sorted())
    }

    private static func distinct(_ values: [Int64]) -> [Int64] {
        var distinct: [Int64] = []
        for value in values where distinct.last != value { distinct.append(value) }
        return distinct
    }

    func contains(_ value: Int64) -> Bool {
        let index = firstIndex(from: value)
        return index < values.count && values[index] == value
    }

    /// Those in a range.
    func values(in range: Range<Int64>) -> ArraySlice<Int64> {
        values[firstIndex(from: range.lowerBound)..<firstIndex(from: range.upperBound)]
    }

    /// Whether one of them is in a range.
    func intersects(_ range: ClosedRange<Int64>) -> Bool {
        let index = firstIndex(from: range.lowerBound)
        return index < values.count && values[index] <= range.upperBound
    }

    /// The index of the first value that is not less.
    private func firstIndex(from value: Int64) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
