import Columns

/// Collects one column of the row group that is being built.
struct ColumnBuilder {
    let column: ColumnDefinition
    private(set) var rowCount = 0
    // Arrays side by side, of which a kind uses its own: as cases of an enumeration they would be copied to be grown.
    private var codes: [UInt32] = []
    private var listLengths: [UInt32] = []
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var validity: [Bool] = []
    private var textLengths: [Int?] = []
    private var textBytes: [UInt8] = []

    init(_ column: ColumnDefinition) { self.column = column }

    /// The bytes of text collected.
    var textByteCount: Int { textBytes.count }

    /// - Throws: `StoreError.kindConflict` where the values are not of the column's kind.
    mutating func append(_ values: SampleBatch.Values) throws {
        switch (column.kind, values) {
        case (.tag, .tags(let added)):
            codes += added
        case (.tags, .lists(let lengths, let added)):
            listLengths += lengths
            codes += added
        case (.integer, .integers(let vector)):
            integers += vector.values
            validity += vector.validity ?? Array(repeating: true, count: vector.count)
        case (.real, .reals(let vector)): append(vector)
        case (.real, .integers(let vector)): append(try RealVector(widening: vector, column: column.name))
        case (.text, .texts(let lengths, let bytes)):
            textLengths += lengths
            textBytes += bytes
        default: throw StoreError.kindConflict(column: column.name, stored: column.kind, given: values.kind)
        }
        rowCount += values.rowCount
    }

    private mutating func append(_ vector: RealVector) {
        reals += vector.values
        // What is not a number is null to SQL.
        validity += vector.values.indices.map { vector[$0].map { !$0.isNaN } ?? false }
    }

    /// Adds rows without a value.
    mutating func appendNulls(_ count: Int) {
        guard count > 0 else { return }
        switch column.kind {
        case .tag: codes += repeatElement(0, count: count)
        case .tags: listLengths += repeatElement(0, count: count)
        case .integer:
            integers += repeatElement(0, count: count)
            validity += repeatElement(false, count: count)
        case .real:
            reals += repeatElement(0, count: count)
            validity += repeatElement(false, count: count)
        case .text: textLengths += repeatElement(nil, count: count)
        }
        rowCount += count
    }

    /// A segment as it is written.
    struct Segment {
        var part: Int64
        var encoded: EncodedSegment
        var codeSet: CodeSet?
    }

    /// The segments of the column; none where every row is null.
    func segments() -> [Segment] {
        switch column.kind {
        case .tag:
            let segment = CodeVector.encode(codes)
            return segment.nullCount == segment.count
                ? [] : [Segment(part: 0, encoded: segment, codeSet: CodeSet(codes))]
        case .tags:
            guard !codes.isEmpty else { return [] }
            let lengths = IntegerVector(values: listLengths.map { Int64($0) }, validity: nil)
            return [
                Segment(part: 0, encoded: CodeVector.encode(codes), codeSet: CodeSet(codes)),
                Segment(part: 1, encoded: lengths.encoded()),
            ]
        case .integer:
            return ColumnBuilder.segments(validity) { IntegerVector(values: integers, validity: $0).encoded() }
        case .real: return ColumnBuilder.segments(validity) { RealVector(values: reals, validity: $0).encoded() }
        case .text: return []
        }
    }

    /// The column as cubes are made of it; nil for a kind that is in none.
    func cubeColumn() -> CubeColumn? {
        switch column.kind {
        case .tag: CubeColumn(codes: codes)
        case .tags:
            (try? ListVector(lengths: listLengths, codes: CodeVector(codes))).map { CubeColumn(lists: $0) }
        case .integer, .real, .text: nil
        }
    }

    private static func segments(_ validity: [Bool], _ encode: ([Bool]?) -> EncodedSegment) -> [Segment] {
        guard validity.contains(true) else { return [] }
        return [Segment(part: 0, encoded: encode(validity.contains(false) ? validity : nil))]
    }

    /// A block of texts as it is written.
    struct Block {
        var firstRow: Int
        var nullCount: Int
        var block: TextBlock
    }

    /// The text blocks of the column; none where every row is null.
    ///
    /// - Throws: `SegmentError.textBlock`.
    func blocks() throws -> [Block] {
        guard textLengths.contains(where: { $0 != nil }) else { return [] }
        var blocks: [Block] = []
        var firstRow = 0
        var firstByte = 0
        var byteCount = 0
        for (row, length) in textLengths.enumerated() {
            byteCount += length ?? 0
            guard byteCount >= TextBlock.targetByteCount || row == textLengths.count - 1 else { continue }
            let rows = textLengths[firstRow...row]
            let block = try textBytes.withUnsafeBytes { bytes in
                try TextBlock(
                    lengths: rows, bytes: UnsafeRawBufferPointer(rebasing: bytes[firstByte..<firstByte + byteCount]))
            }
            blocks.append(Block(firstRow: firstRow, nullCount: rows.count { $0 == nil }, block: block))
            firstRow = row + 1
            firstByte += byteCount
            byteCount = 0
        }
        return blocks
    }
}

extension SampleBatch.Values {
    var kind: ColumnKind {
        switch self {
        case .tags: .tag
        case .lists: .tags
        case .integers: .integer
        case .reals: .real
        case .texts: .text
        }
    }
}
