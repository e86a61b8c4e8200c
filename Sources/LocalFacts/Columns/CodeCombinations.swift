import Columns

/// Numbers the combinations of some columns with codes.
final class CodeCombinations {
    private let columns: [(column: any CodedColumn, codeCount: Int)]
    /// Where two columns have more combinations than numbers, the combinations that occur, by their order.
    private var occurring: [[UInt64: UInt32]]
    /// All numbers are less; nil if it is not known before the rows are read.
    let count: Int?

    /// - Throws: `SQLError`, `StoreError` where the values of a column cannot be read.
    init(_ columns: [any CodedColumn]) throws {
        self.columns = try columns.map { ($0, max(1, try $0.values().count)) }
        occurring = Array(repeating: [:], count: columns.count)
        var count: Int? = 1
        for column in self.columns {
            let (product, overflow) = (count ?? .max).multipliedReportingOverflow(by: column.codeCount)
            count = overflow || product > CodeCombinations.mostNumbers ? nil : product
        }
        self.count = count
    }

    private static let mostNumbers = Int(UInt32.max)

    /// The number of each sample's combination.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: O(rows × columns).
    func numbers(in block: SampleBlock) throws -> CodeVector {
        guard let first = columns.first else { return .constant(0, count: block.rowCount) }
        var numbers = try first.column.codes(in: block)
        // All numbers so far are less.
        var end = first.codeCount
        for (place, (column, codeCount)) in columns.enumerated().dropFirst() {
            let codes = try column.codes(in: block)
            let (product, overflow) = end.multipliedReportingOverflow(by: codeCount)
            if overflow || product > CodeCombinations.mostNumbers {
                numbers = renumbered(numbers, codes, place)
                end = CodeCombinations.mostNumbers
            } else {
                numbers = CodeCombinations.combined(numbers, codes, codeCount: UInt32(codeCount))
                end = product
            }
        }
        return numbers
    }

    private static func combined(_ numbers: CodeVector, _ codes: CodeVector, codeCount: UInt32) -> CodeVector {
        if case .constant(0, _) = numbers { return codes }
        var result = numbers.array
        let own = codes.array
        result.withUnsafeMutableBufferPointer { result in
            own.withUnsafeBufferPointer { own in
                for row in result.indices { result[row] = result[row] &* codeCount &+ own[row] }
            }
        }
        return .words(result)
    }

    private func renumbered(_ numbers: CodeVector, _ codes: CodeVector, _ place: Int) -> CodeVector {
        .words(
            (0..<numbers.count).map { row in
                let pair = UInt64(numbers[row]) << 32 | UInt64(codes[row])
                if let known = occurring[place][pair] { return known }
                let number = UInt32(truncatingIfNeeded: occurring[place].count)
                occurring[place][pair] = number
                return number
            })
    }
}
