/// Rows counted by gold and predicted label: a confusion matrix with one more row and column, for rows without a gold
/// label of the task and for replies without a label.
public struct LabelCounts: Sendable, Hashable {
    public let labelCount: Int
    /// Row by row, gold label by gold label; the last row and column are those without a label.
    private(set) var cells: [Int]

    public init(labelCount: Int) {
        self.labelCount = labelCount
        cells = [Int](repeating: 0, count: (labelCount + 1) * (labelCount + 1))
    }

    /// Counts rows. A label is a place in the task's labels; nil stands for none.
    ///
    /// Labels outside `0..<labelCount` count as none.
    public mutating func add(gold: Int?, predicted: Int?, count: Int = 1) {
        cells[place(gold) * (labelCount + 1) + place(predicted)] += count
    }

    public subscript(gold gold: Int?, predicted predicted: Int?) -> Int {
        cells[place(gold) * (labelCount + 1) + place(predicted)]
    }

    private func place(_ label: Int?) -> Int {
        guard let label, (0..<labelCount).contains(label) else { return labelCount }
        return label
    }

    /// All rows.
    public var rows: Int { cells.reduce(0, +) }

    /// The rows of each gold label.
    public var support: [Int] {
        (0..<labelCount).map { gold in cells[gold * (labelCount + 1)..<(gold + 1) * (labelCount + 1)].reduce(0, +) }
    }

    /// The rows for which each label is predicted, those without a gold label too.
    public var predicted: [Int] {
        (0..<labelCount).map { label in (0...labelCount).reduce(0) { $0 + cells[$1 * (labelCount + 1) + label] } }
    }

    /// The rows with the right label.
    public var correct: Int { (0..<labelCount).reduce(0) { $0 + cells[$1 * (labelCount + 1) + $1] } }
}
