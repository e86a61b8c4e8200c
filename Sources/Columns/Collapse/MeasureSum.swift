/// The total of a measure over the rows of a cell.
public enum MeasureTotal: Sendable, Equatable {
    case integer(Int64)
    case real(Double)
}

/// The totals of one measure by group. Doubles are added with Neumaier's compensation, in the order of the rows.
struct MeasureSum {
    private let isReal: Bool
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var compensations: [Double] = []
    /// Rows of the group that have a value.
    private var present: [Int64] = []

    init(isReal: Bool) { self.isReal = isReal }

    mutating func reserve(_ groupCount: Int) {
        let added = groupCount - present.count
        present.append(contentsOf: repeatElement(0, count: added))
        if isReal {
            reals.append(contentsOf: repeatElement(0, count: added))
            compensations.append(contentsOf: repeatElement(0, count: added))
        } else {
            integers.append(contentsOf: repeatElement(0, count: added))
        }
    }

    mutating func add(
        _ measure: CollapseBatch.Measure, _ batch: CollapseBatch, from start: Int, groups: UnsafeBufferPointer<UInt32>
    ) throws {
        switch measure {
        case .integers(let vector):
            for (row, group) in groups.enumerated() {
                guard let value = vector[batch.sample(start + row)] else { continue }
                if isReal { add(Double(value), to: Int(group)) } else { try add(value, to: Int(group)) }
            }
        case .reals(let vector):
            for (row, group) in groups.enumerated() {
                guard let value = vector[batch.sample(start + row)] else { continue }
                add(value, to: Int(group))
            }
        }
    }

    private mutating func add(_ value: Int64, to group: Int) throws {
        let (sum, overflow) = integers[group].addingReportingOverflow(value)
        guard !overflow else { throw CollapseError.integerOverflow }
        integers[group] = sum
        present[group] += 1
    }

    private mutating func add(_ value: Double, to group: Int) {
        let sum = reals[group] + value
        compensations[group] +=
            abs(reals[group]) >= abs(value) ? (reals[group] - sum) + value : (value - sum) + reals[group]
        reals[group] = sum
        present[group] += 1
    }

    /// Adds the sums of the same groups from another counter; only for integers, whose sum does not depend on the
    /// order.
    mutating func merge(_ other: MeasureSum) throws {
        reserve(max(present.count, other.present.count))
        for (group, total) in other.integers.enumerated() where other.present[group] > 0 {
            try add(total, to: group)
            present[group] += other.present[group] - 1
        }
    }

    func total(ofGroup group: Int) -> MeasureTotal? {
        guard present[group] > 0 else { return nil }
        return isReal ? .real(real(ofGroup: group)) : .integer(integers[group])
    }

    /// Rows of the group that have a value.
    func known(ofGroup group: Int) -> Int64 { present[group] }

    private func real(ofGroup group: Int) -> Double {
        // Once a sum is infinite, its compensation is meaningless.
        reals[group].isFinite ? reals[group] + compensations[group] : reals[group]
    }
}
