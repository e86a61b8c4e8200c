import Columns
import SQLite

/// One column of the cells, prepared for SQLite: the value of each cell is read without a look-up.
final class CellColumn {
    private enum Kind {
        case codes(UnsafeBufferPointer<ValueTexts.Value>)
        case integers
        case reals
    }

    private let kind: Kind
    /// By cell in the order in which they are given: codes, integers, or the bits of doubles.
    private let numbers: UnsafeMutableBufferPointer<Int64>

    private init(_ kind: Kind, _ numbers: some Sequence<Int64>, count: Int) {
        self.kind = kind
        self.numbers = .allocate(capacity: count)
        _ = self.numbers.initialize(from: numbers)
    }

    deinit { numbers.deallocate() }

    /// - Parameter order: the places of the cells in the order in which they are given.
    convenience init(codes: [UInt32], of texts: ValueTexts, order: [Int]?) {
        self.init(
            .codes(texts.values), CellColumn.ordered(codes, order).lazy.map { Int64($0) }, count: codes.count)
    }

    convenience init(integers: [Int64], order: [Int]?) {
        self.init(.integers, CellColumn.ordered(integers, order), count: integers.count)
    }

    convenience init(reals: [Double], order: [Int]?) {
        self.init(
            .reals, CellColumn.ordered(reals, order).lazy.map { Int64(bitPattern: $0.bitPattern) }, count: reals.count)
    }

    private static func ordered<Value>(_ values: [Value], _ order: [Int]?) -> [Value] {
        order.map { $0.map { values[$0] } } ?? values
    }

    /// - Precondition: the cell is one of them.
    @inline(__always)
    func set(_ cell: Int, into result: ResultContext) {
        let number = numbers[cell]
        switch kind {
        case .codes(let values):
            switch values[Int(number)] {
            case .null: result.setNull()
            case .integer(let value): result.set(value)
            case .real(let value): result.set(value)
            case .text(let start, let count): result.set(lasting: start, count: count)
            }
        case .integers: result.set(number)
        case .reals: result.set(Double(bitPattern: UInt64(bitPattern: number)))
        }
    }
}
