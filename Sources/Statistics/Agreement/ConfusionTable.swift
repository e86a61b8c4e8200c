/// How often each value of one rater meets each value of another, for the same units.
///
/// With a gold standard, this is the first rater. Values are distinguished by their bytes; a blank one is missing, and
/// its unit is left out.
public struct ConfusionTable: Sendable {
    /// A pair of values, as places in `labels`, with the number of units that have it.
    public struct Cell: Sendable, Equatable {
        public let first: Int
        public let second: Int
        public let count: Double
    }

    /// The values of both raters, in the order of their bytes.
    public let labels: [String]
    /// The pairs that occur, by first and second value.
    public let cells: [Cell]
    /// The number of units of each value by the first rater.
    public let firstTotals: [Double]
    /// The number of units of each value by the second rater.
    public let secondTotals: [Double]
    /// The number of units.
    public let total: Double

    /// Counts pairs of values, each with the number of units that have it (1 if left out).
    ///
    /// `nil` if the columns differ in length, a count is negative, infinite or NaN, or nothing is left. Cost: linear,
    /// and a sort of the values and cells.
    public init?(_ first: [String], _ second: [String], counts: [Double]? = nil) {
        let counts = counts ?? [Double](repeating: 1, count: first.count)
        guard first.count == second.count, first.count == counts.count, counts.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { return nil }
        let coded = LabelCodes(first + second, blankIsMissing: true)
        var found: [UInt64: Double] = [:]
        for row in first.indices where counts[row] > 0 {
            let (one, other) = (coded.codes[row], coded.codes[first.count + row])
            if one > 0, other > 0 { found[UInt64(one) << 32 | UInt64(other), default: 0] += counts[row] }
        }
        self.init(
            labels: coded.labels,
            cells: found.sorted { $0.key < $1.key }.map {
                Cell(first: Int($0.key >> 32) - 1, second: Int($0.key & 0xFFFF_FFFF) - 1, count: $0.value)
            })
    }

    private init?(labels: [String], cells: [Cell]) {
        guard !cells.isEmpty else { return nil }
        self.labels = labels
        self.cells = cells
        var (firstTotals, secondTotals) = (labels.map { _ in 0.0 }, labels.map { _ in 0.0 })
        for cell in cells {
            firstTotals[cell.first] += cell.count
            secondTotals[cell.second] += cell.count
        }
        self.firstTotals = firstTotals
        self.secondTotals = secondTotals
        total = CompensatedSum(cells.lazy.map(\.count)).value
    }

    /// The same cells with other counts; `nil` if all are 0.
    func counted(_ counts: [Double]) -> ConfusionTable? {
        ConfusionTable(
            labels: labels,
            cells: zip(cells, counts).filter { $1 > 0 }.map { Cell(first: $0.first, second: $0.second, count: $1) })
    }

    /// The number of units with the same value from both.
    public var agreeing: Double { CompensatedSum(cells.lazy.filter { $0.first == $0.second }.map(\.count)).value }

    /// The number of units by both values, as rows of the first rater.
    public var matrix: [[Double]] {
        var matrix = labels.map { _ in labels.map { _ in 0.0 } }
        for cell in cells { matrix[cell.first][cell.second] = cell.count }
        return matrix
    }
}
