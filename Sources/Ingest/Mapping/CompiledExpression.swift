import Readers

/// A number expression whose fields are places in a projection.
indirect enum CompiledExpression {
    case constant(Number)
    case field(Int)
    case first([Int])
    case count(Int)
    case year(Int)
    case add([CompiledExpression])
    case multiply([CompiledExpression])
    case minimum([CompiledExpression])

    init(_ expression: NumberExpression, fields: inout FieldIndex) {
        switch expression {
        case .constant(let value):
            self = .constant(Int64(exactly: value).map(Number.integer) ?? .real(value))
        case .path(let path): self = .field(fields.place(of: path))
        case .first(let paths): self = .first(paths.map { fields.place(of: $0) })
        case .count(let path): self = .count(fields.place(of: path))
        case .year(let path): self = .year(fields.place(of: path))
        case .add(let operands): self = .add(operands.map { CompiledExpression($0, fields: &fields) })
        case .multiply(let operands): self = .multiply(operands.map { CompiledExpression($0, fields: &fields) })
        case .minimum(let operands): self = .minimum(operands.map { CompiledExpression($0, fields: &fields) })
        }
    }
}

/// Works out expressions over the rows of a batch.
struct ExpressionEvaluator {
    let batch: RowBatch
    let notation: NumberNotation
    let missing: Set<[UInt8]>

    /// The error, and the faulty value.
    struct Failure: Error {
        var problem: NumberProblem
        var excerpt: String
    }

    /// The number of a row; nil if it has none.
    func value(of expression: CompiledExpression, row: Int) throws(Failure) -> Number? {
        switch expression {
        case .constant(let number): return number
        case .field(let field): return try number(of: batch.columns[field], row: row)
        case .first(let fields):
            for field in fields {
                if let number = try number(of: batch.columns[field], row: row) { return number }
            }
            return nil
        case .count(let field): return .integer(Int64(batch.columns[field].values(ofRow: row).count))
        case .year(let field): return year(of: batch.columns[field], row: row)
        case .add(let operands):
            return try combine(operands, row, { $0.addingReportingOverflow($1) }, +)
        case .multiply(let operands):
            return try combine(operands, row, { $0.multipliedReportingOverflow(by: $1) }, *)
        case .minimum(let operands):
            var least: Number?
            for operand in operands {
                guard let number = try value(of: operand, row: row) else { continue }
                if least.map({ number.asDouble < $0.asDouble }) ?? true { least = number }
            }
            return least
        }
    }

    /// Integers as long as the result is one and fits; else doubles.
    private func combine(
        _ operands: [CompiledExpression], _ row: Int, _ exact: (Int64, Int64) -> (Int64, overflow: Bool),
        _ rounded: (Double, Double) -> Double
    ) throws(Failure) -> Number? {
        var total: Number?
        for operand in operands {
            guard let number = try value(of: operand, row: row) else { return nil }
            guard let sum = total else {
                total = number
                continue
            }
            if case .integer(let one) = sum, case .integer(let other) = number,
                case (let result, false) = exact(one, other)
            {
                total = .integer(result)
            } else {
                total = .real(rounded(sum.asDouble, number.asDouble))
            }
        }
        if case .real(let real) = total, !real.isFinite { throw Failure(problem: .outOfRange, excerpt: "\(real)") }
        return total
    }

    private func number(of column: FieldColumn, row: Int) throws(Failure) -> Number? {
        var only: Int?
        for value in column.values(ofRow: row) where isPresent(value, of: column) {
            if only != nil { throw severalValues(of: column, row: row) }
            only = value
        }
        guard let value = only else { return nil }
        if column.kind(of: value) == .boolean { return .integer(column.withBytes(of: value) { $0.count == 4 } ? 1 : 0) }
        // A number of a JSON text follows JSON's notation, even if strings of the file use another one.
        let notation = column.kind(of: value) == .number ? NumberNotation() : notation
        switch column.withBytes(of: value, { notation.parse($0) }) {
        case .success(let number): return number
        case .failure(let problem):
            let text = column.string(at: value)
            guard let truth = Self.truths[text] else { throw failure(problem, text) }
            return .integer(truth)
        }
    }

    /// The texts of truth values in files without such a type, as JSON, pandas, R and spreadsheets write them.
    private static let truths: [String: Int64] = [
        "true": 1, "True": 1, "TRUE": 1, "false": 0, "False": 0, "FALSE": 0,
    ]

    private func severalValues(of column: FieldColumn, row: Int) -> Failure {
        let present = presentValues(of: column, row: row)
        return failure(
            .severalValues(present.count), present.prefix(20).map(column.string(at:)).joined(separator: ", "))
    }

    private func year(of column: FieldColumn, row: Int) -> Number? {
        let years = presentValues(of: column, row: row).flatMap { DatePart.year.values(of: column.string(at: $0)) }
        return years.compactMap(Int64.init).min().map(Number.integer)
    }

    private func presentValues(of column: FieldColumn, row: Int) -> [Int] {
        column.values(ofRow: row).filter { isPresent($0, of: column) }
    }

    /// Whether a value is neither empty nor means "no value".
    private func isPresent(_ value: Int, of column: FieldColumn) -> Bool {
        column.withBytes(of: value) { text in
            !text.allSatisfy { $0 == 0x20 } && (missing.isEmpty || text.count > 64 || !missing.contains(Array(text)))
        }
    }

    private func failure(_ problem: NumberProblem, _ text: String) -> Failure {
        Failure(problem: problem, excerpt: text.cut(atBytes: Reject.excerptBytes))
    }
}

extension String {
    /// The longest prefix of whole characters that has at most `limit` bytes.
    func cut(atBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var bytes = 0
        return String(
            prefix { character in
                bytes += character.utf8.count
                return bytes <= limit
            })
    }
}
