import Readers
import Warehouse

/// The value of the first case that a row meets.
final class ChoiceMapper: ColumnMapper {
    struct Case {
        var condition: FieldCondition
        var value: String
    }

    private var cases: [Case]
    private let otherwise: String?

    init(cases: [Case], otherwise: String?) {
        self.cases = cases
        self.otherwise = otherwise
    }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) rethrows -> SampleBatch.Values {
        for index in cases.indices { cases[index].condition.values.trim() }
        // A value that no row takes must not appear in the dictionary, so each is interned when first met.
        var codes: [UInt32?] = Array(repeating: nil, count: cases.count + 1)
        func code(_ index: Int, _ value: String?) throws -> UInt32 {
            if let code = codes[index] { return code }
            let code = try value.map(intern) ?? 0
            codes[index] = code
            return code
        }
        var result: [UInt32] = []
        result.reserveCapacity(rows.count)
        for row in rows {
            let met = cases.indices.first { cases[$0].condition.isMet(in: batch, row: row) }
            result.append(
                try met.map { try code($0, cases[$0].value) } ?? code(cases.count, otherwise))
        }
        return .tags(result)
    }
}

/// Whether a field has one of some values.
struct FieldCondition {
    var values: ValueMemo<Bool>
    /// Any value does where nil.
    var any: Set<String>?

    mutating func isMet(in batch: RowBatch, row: Int) -> Bool {
        var isMet = false
        values.forEachItem(in: batch, row: row, make: { [any] value in any?.contains(value) ?? true }) {
            isMet = isMet || $0
        }
        return isMet
    }
}
