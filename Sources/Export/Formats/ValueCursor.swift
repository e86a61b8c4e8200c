/// The values of a column of a batch, whose lists are requested row after row.
struct ValueCursor {
    let values: ExportValues
    private let lengths: [Int?]
    private var row = 0
    private var start = 0

    init(_ values: ExportValues) {
        self.values = values
        lengths = if case .lists(let lengths, _) = values { lengths } else { [] }
    }

    /// The range of the elements of a row's list, nil for a null; rows must be requested in ascending order.
    mutating func elements(ofRow wanted: Int) -> Range<Int>? {
        while row < wanted {
            start += lengths[row] ?? 0
            row += 1
        }
        return lengths[wanted].map { start..<start + $0 }
    }
}
