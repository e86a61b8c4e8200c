import Parquet

/// Rows of several writes that go into one record batch. The arrays of a write are shared, not copied.
struct GatheredRows {
    private struct Piece {
        let values: [WriterValues]
        let rows: Range<Int>
        /// The elements of the rows, for each column; empty for a column without lists.
        let elements: [Range<Int>]
    }

    private var pieces: [Piece] = []
    private(set) var rowCount = 0
    /// Of the values, as they are written.
    private(set) var byteCount = 0

    /// - Parameter elements: the list elements of the rows, for each column.
    mutating func append(_ values: [WriterValues], _ rows: Range<Int>, _ elements: [Range<Int>], byteCount: Int) {
        pieces.append(Piece(values: values, rows: rows, elements: elements))
        rowCount += rows.count
        self.byteCount += byteCount
    }

    /// Appends the values of one column of all rows.
    func append(column: Int, to body: inout ArrowBody) {
        guard let first = pieces.first else { return }
        switch first.values[column] {
        case .booleans: body.append(booleans: pieces.flatMap { $0.values[column].booleans[$0.rows] })
        case .integers: body.append(integers: pieces.flatMap { $0.values[column].integers[$0.rows] })
        case .reals: body.append(reals: pieces.flatMap { $0.values[column].reals[$0.rows] })
        case .texts: body.append(texts: pieces.map { ($0.values[column].texts, $0.rows) })
        case .codes: body.append(codes: pieces.flatMap { $0.values[column].codes[$0.rows] })
        case .textLists:
            body.append(lengths: pieces.flatMap { $0.values[column].lengths[$0.rows] })
            body.append(texts: pieces.map { ($0.values[column].texts, $0.elements[column]) })
        case .codeLists:
            body.append(lengths: pieces.flatMap { $0.values[column].lengths[$0.rows] })
            body.append(codes: pieces.flatMap { $0.values[column].codes[$0.elements[column]] })
        }
    }
}

extension WriterValues {
    // The arrays of a kind; empty for values of another kind.

    fileprivate var booleans: [Bool?] { if case .booleans(let values) = self { values } else { [] } }

    fileprivate var integers: [Int64?] { if case .integers(let values) = self { values } else { [] } }

    fileprivate var reals: [Double?] { if case .reals(let values) = self { values } else { [] } }

    fileprivate var texts: TextArray {
        switch self {
        case .texts(let texts), .textLists(_, let texts): texts
        case .booleans, .integers, .reals, .codes, .codeLists: TextArray()
        }
    }

    fileprivate var codes: [UInt32] {
        switch self {
        case .codes(let codes, _), .codeLists(_, let codes, _): codes
        case .booleans, .integers, .reals, .texts, .textLists: []
        }
    }

    fileprivate var lengths: [Int?] {
        switch self {
        case .textLists(let lengths, _), .codeLists(let lengths, _, _): lengths
        case .booleans, .integers, .reals, .texts, .codes: []
        }
    }
}
