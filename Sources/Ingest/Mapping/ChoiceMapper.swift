import LocalFacts
import Readers

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

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        let met = cases.indices.map { cases[$0].condition.isMet(in: batch, rows: rows) }
        // A value that no row gets must not appear in the dictionary, so each value is interned on first use.
        var codes: [UInt32?] = Array(repeating: nil, count: cases.count + 1)
        var result: [UInt32] = []
        result.reserveCapacity(rows.count)
        for place in rows.indices {
            let index = met.firstIndex { $0[place] } ?? cases.count
            let value = index < cases.count ? cases[index].value : otherwise
            let code = try codes[index] ?? value.map(intern) ?? 0
            codes[index] = code
            result.append(code)
        }
        return .tags(result)
    }
}

/// Whether a field has one of some values.
struct FieldCondition {
    var values: ValueMemo<Bool>
    /// Any value does where nil.
    var any: Set<String>?

    /// One answer per row.
    mutating func isMet(in batch: RowBatch, rows: [Int]) -> [Bool] {
        var answers: [Bool] = []
        answers.reserveCapacity(rows.count)
        let any = any
        values.forEachRow(of: batch, rows, make: { any?.contains($0) ?? true }) { answers.append($0.contains(true)) }
        return answers
    }
}
