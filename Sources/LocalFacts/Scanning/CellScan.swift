import Columns
import SQLite

/// Gives one row for each distinct combination of the used columns, with the number of rows that have it.
final class CellScan: Scan {
    private enum Column {
        case unused
        case ready(CellColumn)
        case interned(codes: [UInt32], ValueInterner)
        case totals([MeasureTotal?])
    }

    /// By position in the relation.
    private let columns: [Column]
    private let count: Int
    /// The cells in the order in which they are given; nil for their own.
    private let order: [Int]?
    private var place = 0

    /// - Parameters:
    ///   - texts: the values of a column's codes.
    ///   - interners: for the keys without a dictionary, by position in the relation.
    ///   - order: the columns to order the cells by.
    init(
        _ cells: CollapsedCells, _ output: CellOutput, texts: (_ owner: AnyObject, CodeValues) -> ValueTexts,
        interners: [Int: ValueInterner] = [:], order: [ScanRequest.Order]
    ) {
        let places = CellOrder(order, output, texts: texts)?.places(of: cells)
        self.order = places
        count = cells.count
        columns = (0..<(1 + (output.sources.keys.max() ?? -1))).map { position in
            switch output.sources[position] {
            case .codes(let key, let values, let owner):
                .ready(CellColumn(codes: cells.codes[key], of: texts(owner, values), order: places))
            case .interned(let key):
                interners[position].map { .interned(codes: cells.codes[key], $0) } ?? .unused
            case .lengths(let key): .totals(cells.codes[key].map { $0 == 0 ? nil : .integer(Int64($0) - 1) })
            case .count: .ready(CellColumn(integers: cells.counts, order: places))
            case .mentions: .ready(CellColumn(integers: cells.mentions, order: places))
            case .weight: .ready(CellColumn(reals: cells.weights, order: places))
            case .sum(let measure): .totals(cells.sums[measure])
            case .known(let measure): .ready(CellColumn(integers: cells.known[measure], order: places))
            case .distinct(let key): .ready(CellColumn(integers: cells.distinct[key], order: places))
            case .extreme(let place, let isReal):
                .totals(
                    cells.extremes[place].map { value in
                        value.map { isReal ? .real(OrderedReal.real($0)) : .integer($0) }
                    })
            case nil: .unused
            }
        }
    }

    var isAtEnd: Bool { place >= count }

    var rowID: Int64 { Int64(place) }

    func next() { place += 1 }

    /// Back to the first cell.
    func rewind() { place = 0 }

    func column(_ position: Int, into result: ResultContext) throws {
        guard position < columns.count else { return result.setNull() }
        switch columns[position] {
        case .ready(let column): column.set(place, into: result)
        case .interned(let codes, let interner): try interner.set(codes[order?[place] ?? place], into: result)
        case .totals(let totals): result.set(totals[order?[place] ?? place])
        case .unused: result.setNull()
        }
    }
}
