import Columns
import LocalFacts
import Readers

/// One number per row.
final class MeasureMapper: ColumnMapper {
    let name: String
    private let expression: CompiledExpression
    private let isInteger: Bool
    private let notation: NumberNotation
    private let missing: Set<[UInt8]>
    private let range: ClosedRange<Double>?
    private let isRequired: Bool
    /// For the rows of the current batch.
    private var numbers: [Number?] = []
    /// The field, if no profile describes the column.
    private let guessed: Int?
    /// Rows of the current batch with a word for no value.
    private(set) var missingRows: [Int] = []

    init(name: String, rule: MeasureRule, expression: CompiledExpression, missing: [String]) {
        self.name = name
        self.expression = expression
        isInteger = rule.isInteger
        notation = rule.notation
        range = rule.range
        isRequired = rule.isRequired
        self.missing = Set(missing.map { Array($0.utf8) })
        if rule.isGuess, case .field(let field) = expression { guessed = field } else { guessed = nil }
    }

    /// Computes the numbers of all rows of a batch, and returns the rows whose number cannot be used.
    func problems(in batch: RowBatch) -> [RowReject] {
        if let guessed { return problems(in: batch, guessed: batch.columns[guessed]) }
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
                } else if let problem = refusal(number) {
                    rejects.append(reject(batch, row, problem, number.map { "\($0.asDouble)" } ?? ""))
                }
            } catch {
                rejects.append(reject(batch, row, error.problem, error.excerpt))
            }
            numbers.append(number)
        }
        return rejects
    }

    /// Why the profile does not allow a number, or that there is none.
    private func refusal(_ number: Number?) -> NumberProblem? {
        guard let number else { return isRequired ? .missing : nil }
        guard let range, !range.contains(number.asDouble) else { return nil }
        return .outsideRange(range)
    }

    /// The same if no profile describes the column.
    private func problems(in batch: RowBatch, guessed column: FieldColumn) -> [RowReject] {
        numbers.removeAll(keepingCapacity: true)
        numbers.reserveCapacity(batch.rowCount)
        missingRows.removeAll(keepingCapacity: true)
        var rejects: [RowReject] = []
        column.withReader { reader in
            for row in 0..<batch.rowCount {
                var number: Number?
                var presentCount = 0
                for value in reader.values(ofRow: row) {
                    let bytes = reader.bytes(of: value)
                    if GuessedNumber.isBlank(bytes) { continue }
                    presentCount += 1
                    let (found, problem) = self.number(bytes, column.kind(of: value))
                    number = found
                    if let problem {
                        let excerpt = String(decoding: bytes, as: UTF8.self).cut(atBytes: Reject.excerptBytes)
                        rejects.append(reject(batch, row, problem, excerpt))
                    } else if found == nil {
                        missingRows.append(row)
                    }
                }
                if presentCount > 1 { rejects.append(reject(batch, row, .severalValues(presentCount), "")) }
                numbers.append(number)
            }
        }
        return rejects
    }

    /// A value as a number of the column, nil for a word that means "no value"; or why it is not a number.
    @inline(__always)
    private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: ValueKind) -> (Number?, NumberProblem?) {
        if kind == .boolean { return (.integer(bytes.count == 4 ? 1 : 0), nil) }
        if kind == .json { return (nil, .notANumber) }
        switch GuessedNumber(bytes) {
        case .integer(let integer):
            return isInteger || Double(exactly: integer) != nil ? (.integer(integer), nil) : (nil, .outOfRange)
        case .real(let real): return isInteger ? (nil, .notAnInteger) : (.real(real), nil)
        case .missing: return (nil, nil)
        case .text: return (nil, .notANumber)
        }
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
