import Columns

/// Collects one column of the row group that is being built.
package struct ColumnBuilder: Sendable {
    package let column: ColumnDefinition
    package private(set) var rowCount = 0
    // One array per kind. An enum payload would be copied on every append.
    private var codes: [UInt32] = []
    private var listLengths: [UInt32] = []
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var validity: [Bool] = []
    private var blocks: [EncodedTexts] = []
    /// Texts that came uncompressed; made when there are any.
    private var texts: TextBlockBuilder?

    package init(_ column: ColumnDefinition) {
        self.column = column
        if column.kind == .tag { codes.reserveCapacity(RowGroup.targetRowCount) }
    }

    /// The bytes of text collected, uncompressed.
    package private(set) var textByteCount = 0

    /// - Throws: `StoreError.kindConflict` if the values are not of the column's kind.
    package mutating func append(_ values: SampleBatch.Values) throws {
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
            try append(lengths, bytes)
        case (.text, .textBlocks(let added)):
            // Rows that were added earlier also come earlier in the blocks.
            try endPendingTexts()
            blocks += added
            textByteCount += added.reduce(0) { $0 + $1.block.rawByteCount }
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
    package mutating func appendNulls(_ count: Int) {
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
        case .text:
            let texts = textBuilder()
            for _ in 0..<count { texts.appendNull() }
        }
        rowCount += count
    }

    /// A segment as it is written.
    package struct Segment: Sendable {
        var part: Int64
        var encoded: EncodedSegment
        var codeSet: CodeSet?
    }

    /// The segments of the column; none if every row is null. A column of texts has one of their lengths, as
    /// `SegmentReader.lengths` gives them.
    package func segments() -> [Segment] {
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
        case .text:
            let blocks = textBlocks()
            guard !blocks.isEmpty else { return [] }
            let lengths = IntegerVector(values: self.blocks.flatMap(\.lengthCodes).map(Int64.init), validity: nil)
            return [Segment(part: 1, encoded: lengths.encoded())]
        }
    }

    /// The column as input for cubes; nil for a kind that cubes do not have.
    package func cubeColumn() -> CubeColumn? {
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
    package struct Block: Sendable {
        var firstRow: Int
        var nullCount: Int
        var block: TextBlock
    }

    /// Fills the column with nulls up to `count` rows, and ends the last block.
    ///
    /// - Throws: `SegmentError.textBlock`.
    package mutating func endRows(_ count: Int) throws {
        appendNulls(count - rowCount)
        try endPendingTexts()
    }

    /// The text blocks of the finished rows; none if every row is null.
    package func textBlocks() -> [Block] {
        guard blocks.contains(where: { $0.nullCount < $0.block.rowCount }) else { return [] }
        var firstRow = 0
        return blocks.map { texts in
            defer { firstRow += texts.block.rowCount }
            return Block(firstRow: firstRow, nullCount: texts.nullCount, block: texts.block)
        }
    }

    private mutating func append(_ lengths: [Int?], _ bytes: [UInt8]) throws {
        let texts = textBuilder()
        try bytes.withUnsafeBytes { bytes in
            var start = 0
            for length in lengths {
                guard let length else {
                    texts.appendNull()
                    continue
                }
                try texts.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
                start += length
            }
        }
        textByteCount += bytes.count
    }

    private mutating func textBuilder() -> TextBlockBuilder {
        let builder = texts ?? TextBlockBuilder()
        texts = builder
        return builder
    }

    private mutating func endPendingTexts() throws {
        if let texts { blocks += try texts.finish() }
    }
}

extension SampleBatch.Values {
    package var kind: ColumnKind {
        switch self {
        case .tags: .tag
        case .lists: .tags
        case .integers: .integer
        case .reals: .real
        case .texts, .textBlocks: .text
        }
    }
}
