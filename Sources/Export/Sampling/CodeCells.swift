import LocalFacts
import SQLite

/// Finds the cells of samples by codes; values are looked up once per cell, not once per sample.
struct CodeCells {
    private(set) var assignment = CellAssignment()
    /// The values of each column's codes; empty for a column of numbers.
    private let values: [[SQLValue]]
    /// For each column, the cells by the cell of the previous columns and the column's code.
    private var steps: [[UInt64: UInt32]]
    /// The codes that stand for numbers, by column.
    private var numberCodes: [[Int64: UInt32]]
    private var numbers: [[SQLValue]]
    /// The cell of the assignment, by the cell of the last step.
    private var finalCells: [UInt32] = []

    init(values: [[SQLValue]]) {
        self.values = values
        steps = Array(repeating: [:], count: values.count)
        numberCodes = Array(repeating: [:], count: values.count)
        numbers = Array(repeating: [.null], count: values.count)
    }

    /// Adds the samples of a batch.
    mutating func append(_ columns: [SampleValues], count: Int) {
        let codes = columns.indices.map { self.codes(of: columns[$0], column: $0) }
        for row in 0..<count {
            var cell: UInt32 = 0
            for column in codes.indices {
                let key = UInt64(cell) << 32 | UInt64(codes[column][row])
                if let known = steps[column][key] {
                    cell = known
                } else {
                    cell = UInt32(steps[column].count)
                    steps[column][key] = cell
                    if column == codes.count - 1 {
                        finalCells.append(assignment.cell(of: codes.indices.map { value(codes[$0][row], column: $0) }))
                    }
                }
            }
            assignment.append(cell: finalCells[Int(cell)])
        }
    }

    private mutating func codes(of column: SampleValues, column index: Int) -> [UInt32] {
        switch column {
        case .codes(let codes): codes
        case .integers(let integers): integers.map { $0.map { code(of: $0, column: index) } ?? 0 }
        case .lists, .reals, .texts: []
        }
    }

    private mutating func code(of number: Int64, column: Int) -> UInt32 {
        if let code = numberCodes[column][number] { return code }
        let code = UInt32(numbers[column].count)
        numbers[column].append(.integer(number))
        numberCodes[column][number] = code
        return code
    }

    private func value(_ code: UInt32, column: Int) -> SQLValue {
        values[column].isEmpty ? numbers[column][Int(code)] : values[column][Int(code)]
    }
}
