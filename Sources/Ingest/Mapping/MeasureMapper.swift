import Columns
import Readers
import Warehouse

/// A number a row.
final class MeasureMapper: ColumnMapper {
    private let name: String
    private let expression: CompiledExpression
    private let isInteger: Bool
    private let notation: NumberNotation
    private let missing: Set<[UInt8]>
    /// Of the rows of the batch at hand.
    private var numbers: [Number?] = []

    init(name: String, rule: MeasureRule, expression: CompiledExpression, missing: [String]) {
        self.name = name
        self.expression = expression
        isInteger = rule.isInteger
        notation = rule.notation
        self.missing = Set(missing.map { Array($0.utf8) })
    }

    /// Works out the numbers of all rows of a batch, and tells the rows whose number cannot be used.
    func problems(in batch: RowBatch) -> [RowReject] {
        let evaluator = ExpressionEvaluator(batch: batch, notation: notation, missing: missing)
        numbers.removeAll(keepingCapacity: true)
        numbers.reserveCapacity(batch.rowCount)
        var rejects: [RowReject] = []
        for row in 0..<batch.rowCount {
            var number: Number?
            do throws(ExpressionEvaluator.Failure) {
                number = try evaluator.value(of: expression, row: row)
                if isInteger, let present = number, integer(present) == nil {
                    let problem: NumberProblem = abs(present.asDouble) < 0x1p63 ? .notAnInteger : .outOfRange
                    rejects.append(reject(batch, row, problem, "\(present.asDouble)"))
                }
            } catch {
                rejects.append(reject(batch, row, error.problem, error.excerpt))
            }
            numbers.append(number)
        }
        return rejects
    }

    /// The numbers of rows of the batch that `problems` was asked about.
    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) -> SampleBatch.Values {
        isInteger
            ? .integers(IntegerVector(optionals: rows.map { numbers[$0].flatMap(integer) }))
            : .reals(RealVector(optionals: rows.map { numbers[$0]?.asDouble }))
    }

    private func integer(_ number: Number) -> Int64? {
        switch number {
        case .integer(let integer): integer
        case .real(let real): Int64(exactly: real)
        }
    }

    private func reject(_ batch: RowBatch, _ row: Int, _ problem: NumberProblem, _ excerpt: String) -> RowReject {
        RowReject(
            row: row, recordNumber: batch.recordNumbers[row], column: name, problem: problem, excerpt: excerpt)
    }
}

extension NumberVector where Number: ExpressibleByIntegerLiteral {
    /// A vector of numbers and nulls.
    init(optionals: [Number?]) {
        let hasNulls = optionals.contains { $0 == nil }
        self.init(values: optionals.map { $0 ?? 0 }, validity: hasNulls ? optionals.map { $0 != nil } : nil)
    }
}
