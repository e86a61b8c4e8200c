/// The values of a column of a batch, whose lists are asked for row after row.
struct ValueCursor {
    let values: ExportValues
    private let lengths: [Int?]
    private var row = 0
    private var start = 0

    init(_ values: ExportValues) {
        self.values = values
        lengths = if case .lists(let lengths, _) = values { lengths } else { [] }
    }

    /// Where the elements of a row's list are, nil for a null; rows are asked for in ascending order.
    mutating func elements(ofRow wanted: Int) -> Range<Int>? {
        while row < wanted {
            start += lengths[row] ?? 0
            row += 1
        }
        return lengths[wanted].map { start..<start + $0 }
    }
}
