import Columns
import SQLite

/// One column of one row group, decoded as far as its values need it.
enum SampleCursor {
    case ids(first: Int64)
    case codes(CodeVector)
    case lists(ListVector?, CodeVector)
    case integers(IntegerVector?)
    case reals(RealVector?)
    case texts(TextReader)

    /// - Throws: `StoreError`, `SQLError`.
    init(
        _ content: RelationColumn.Content, _ group: RowGroup, _ connection: Connection, _ reader: SegmentReader
    ) throws {
        switch content {
        case .coded(let column): self = .codes(try column.codes(in: group))
        case .element(let column):
            self = .lists(
                try column.source.isPresent(in: group) ? column.source.list(in: group) : nil,
                try column.codes(in: group))
        case .integer(let column): self = .integers(try reader.integers(column, group))
        case .real(let column): self = .reals(try reader.reals(column, group))
        case .text(let column):
            self = .texts(try TextReader(connection: connection, column: column, group: group))
        case .sampleID: self = .ids(first: group.firstSampleID)
        case .perRow, .count, .mentions, .weight, .sum, .known, .distinct, .length, .list, .random, .computed,
            .expression, .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            self = .integers(nil)
        }
    }

    /// The values of samples by their places in the row group.
    ///
    /// - Precondition: every place is one of the group.
    /// - Throws: `StoreError`, `SQLError`.
    func values(of rows: [Int]) throws -> SampleValues {
        switch self {
        case .ids(let first): return .integers(rows.map { first + Int64($0) })
        case .codes(let codes): return .codes(rows.map { codes[$0] })
        case .lists(nil, _): return .lists(lengths: rows.map { _ in nil }, codes: [])
        case .lists(let lists?, let codes): return SampleCursor.elements(of: rows, lists, codes)
        case .integers(let vector): return .integers(rows.map { vector?[$0] })
        case .reals(let vector): return .reals(rows.map { vector?[$0] })
        case .texts(let reader):
            var texts = SampleTexts()
            for row in rows { try reader.withBytes(ofRow: row) { texts.append($0) } }
            return .texts(texts)
        }
    }

    /// Elements without a value, such as places without a country, are in no list.
    private static func elements(of rows: [Int], _ lists: ListVector, _ codes: CodeVector) -> SampleValues {
        var lengths: [Int?] = []
        var elements: [UInt32] = []
        lengths.reserveCapacity(rows.count)
        for row in rows {
            let before = elements.count
            for index in Int(lists.offsets[row])..<Int(lists.offsets[row + 1]) where codes[index] != 0 {
                elements.append(codes[index])
            }
            lengths.append(elements.count - before)
        }
        return .lists(lengths: lengths, codes: elements)
    }
}
