import Columns

/// Collects one column of the row group that is being built.
struct ColumnBuilder {
    private enum Content {
        case tags([UInt32])
        case lists(lengths: [UInt32], codes: [UInt32])
        case integers([Int64], validity: [Bool])
        case reals([Double], validity: [Bool])
        case texts(lengths: [Int?], bytes: [UInt8])
    }

    let column: ColumnDefinition
    private var content: Content
    private(set) var rowCount = 0

    init(_ column: ColumnDefinition) {
        self.column = column
        content =
            switch column.kind {
            case .tag: .tags([])
            case .tags: .lists(lengths: [], codes: [])
            case .integer: .integers([], validity: [])
            case .real: .reals([], validity: [])
            case .text: .texts(lengths: [], bytes: [])
            }
    }

    /// The bytes of text collected.
    var textByteCount: Int { if case .texts(_, let bytes) = content { bytes.count } else { 0 } }

    /// - Throws: `StoreError.kindConflict` where the values are not of the column's kind.
    mutating func append(_ values: SampleBatch.Values) throws {
        // The content is taken out so that its arrays are grown in place.
        let taken = content
        content = .tags([])
        switch (taken, values) {
        case (.tags(var codes), .tags(let added)):
            codes += added
            content = .tags(codes)
        case (.lists(var lengths, var codes), .lists(let addedLengths, let addedCodes)):
            lengths += addedLengths
            codes += addedCodes
            content = .lists(lengths: lengths, codes: codes)
        case (.integers(var integers, var validity), .integers(let vector)):
            integers += vector.values
            validity += vector.validity ?? Array(repeating: true, count: vector.count)
            content = .integers(integers, validity: validity)
        case (.reals(var reals, var validity), .reals(let vector)):
            reals += vector.values
            // What is not a number is null to SQL.
            validity += vector.values.indices.map { vector[$0].map { !$0.isNaN } ?? false }
            content = .reals(reals, validity: validity)
        case (.reals(var reals, var validity), .integers(let vector)):
            let widened = try RealVector(widening: vector, column: column.name)
            reals += widened.values
            validity += vector.validity ?? Array(repeating: true, count: vector.count)
            content = .reals(reals, validity: validity)
        case (.texts(var lengths, var bytes), .texts(let addedLengths, let addedBytes)):
            lengths += addedLengths
            bytes += addedBytes
            content = .texts(lengths: lengths, bytes: bytes)
        default:
            content = taken
            throw StoreError.kindConflict(column: column.name, stored: column.kind, given: values.kind)
        }
        rowCount += values.rowCount
    }

    /// Adds rows without a value.
    mutating func appendNulls(_ count: Int) {
        guard count > 0 else { return }
        switch content {
        case .tags(let codes): content = .tags(codes + repeatElement(0, count: count))
        case .lists(let lengths, let codes):
            content = .lists(lengths: lengths + repeatElement(0, count: count), codes: codes)
        case .integers(let integers, let validity):
            content = .integers(
                integers + repeatElement(0, count: count), validity: validity + repeatElement(false, count: count))
        case .reals(let reals, let validity):
            content = .reals(
                reals + repeatElement(0, count: count), validity: validity + repeatElement(false, count: count))
        case .texts(let lengths, let bytes):
            content = .texts(lengths: lengths + repeatElement(nil, count: count), bytes: bytes)
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
        switch content {
        case .tags(let codes):
            let segment = CodeVector.encode(codes)
            return segment.nullCount == segment.count
                ? [] : [Segment(part: 0, encoded: segment, codeSet: CodeSet(codes))]
        case .lists(let lengths, let codes):
            guard !codes.isEmpty else { return [] }
            return [
                Segment(part: 0, encoded: CodeVector.encode(codes), codeSet: CodeSet(codes)),
                Segment(
                    part: 1, encoded: IntegerVector(values: lengths.map { Int64($0) }, validity: nil).encoded()),
            ]
        case .integers(let values, let validity):
            return ColumnBuilder.segments(validity) { IntegerVector(values: values, validity: $0).encoded() }
        case .reals(let values, let validity):
            return ColumnBuilder.segments(validity) { RealVector(values: values, validity: $0).encoded() }
        case .texts: return []
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
        guard case .texts(let lengths, let bytes) = content, lengths.contains(where: { $0 != nil }) else { return [] }
        var blocks: [Block] = []
        var firstRow = 0
        var firstByte = 0
        var byteCount = 0
        for (row, length) in lengths.enumerated() {
            byteCount += length ?? 0
            guard byteCount >= TextBlock.targetByteCount || row == lengths.count - 1 else { continue }
            let rows = lengths[firstRow...row]
            let block = try bytes.withUnsafeBytes { bytes in
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
