import Columns

/// Gives one row for each distinct combination of the used columns, with the number of rows that have it.
final class CellScan: Scan {
    private let output: CellOutput
    private let interners: [Int: ValueInterner]
    private let cells: CollapsedCells
    /// The cells in the order in which they are given; nil for their own.
    private let order: [Int]?
    private var place = 0

    /// - Parameters:
    ///   - interners: of the keys without a dictionary, by position in the relation.
    ///   - order: by what the cells are to be ordered.
    init(_ cells: CollapsedCells, _ output: CellOutput, interners: [Int: ValueInterner] = [:], order: [ScanRequest.Order])
    {
        self.cells = cells
        self.output = output
        self.interners = interners
        self.order = CellOrder(order, output)?.places(of: cells)
    }

    var isAtEnd: Bool { place >= cells.count }

    var rowID: Int64 { Int64(place) }

    func next() { place += 1 }

    /// Back to the first cell.
    func rewind() { place = 0 }

    func column(_ position: Int, into result: ResultContext) {
        let cell = order?[place] ?? place
        switch output.sources[position] {
        case .codes(let key, let values): result.set(cells.codes[key][cell], of: values)
        case .interned(let key): interners[position]?.set(cells.codes[key][cell], into: result)
        case .count: result.set(cells.counts[cell])
        case .mentions: result.set(cells.mentions[cell])
        case .weight: result.set(cells.weights[cell])
        case .sum(let measure): result.set(cells.sums[measure][cell])
        case .known(let measure): result.set(cells.known[measure][cell])
        case nil: result.setNull()
        }
    }
}
