/// Makes the text index of one column of one row group: its vocabulary, and for each term the rows that have it.
///
/// It is reused for the next row group without allocating memory, since fragments of many row groups would add up.
public struct TextIndexBuilder {
    private var rowCount = 0
    private var table = TermTable()
    /// The last row in which each term was met, plus one.
    private var lastRows: [UInt32] = []
    private var counts: [UInt32] = []
    /// The term of each posting, in the order of the rows, and the number of terms of each row: half the memory of
    /// pairs.
    private var postings: [UInt32] = []
    private var postingCounts: [UInt32] = []
    /// The rows of each term one after another, and where the rows of each term begin.
    private var rows: [UInt32] = []
    private var starts: [UInt32] = []

    public init(rowCount: Int) { begin(rowCount: rowCount) }

    /// Begins the index of a row group.
    public mutating func begin(rowCount: Int) {
        self.rowCount = rowCount
        table.removeAll()
        lastRows.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        postings.removeAll(keepingCapacity: true)
        postingCounts.removeAll(keepingCapacity: true)
        postingCounts.append(contentsOf: repeatElement(0, count: rowCount))
    }

    /// Adds the texts of consecutive rows. As for LIKE, a text ends at its first NUL.
    ///
    /// - Precondition: the rows are those of the row group, in their order.
    /// - Complexity: O(bytes).
    public mutating func add(_ texts: TextVector, firstRow: Int) {
        let folded = texts.folded()
        for row in 0..<folded.rowCount {
            folded.withBytes(of: row) { bytes in
                guard let bytes else { return }
                TextTerms.forEach(in: bytes.untilNUL) { add($0, row: UInt32(firstRow + row)) }
            }
        }
    }

    @inline(__always)
    private mutating func add(_ term: UnsafeRawBufferPointer, row: UInt32) {
        let number = table.number(of: term)
        if Int(number) == counts.count {
            counts.append(0)
            lastRows.append(0)
        }
        guard lastRows[Int(number)] != row + 1 else { return }
        lastRows[Int(number)] = row + 1
        counts[Int(number)] += 1
        postings.append(number)
        postingCounts[Int(row)] += 1
    }

    /// The index of all rows that were added.
    ///
    /// - Throws: `SegmentError.textBlock` where zstd cannot compress a chunk.
    public mutating func finished() throws -> TextIndexPages {
        orderByTerm()
        var lists = PostingPages(rowCount: rowCount)
        var chunks: [VocabularyChunk] = []
        var chunk = VocabularyChunk()
        for term in table.sorted() {
            let rows = rows[Int(starts[Int(term)])..<Int(starts[Int(term) + 1])]
            table.withBytes(of: term) { chunk.add($0, lists.add(rows)) }
            if chunk.text.count >= VocabularyChunk.targetByteCount {
                chunks.append(chunk)
                chunk = VocabularyChunk()
            }
        }
        if !chunk.postings.isEmpty { chunks.append(chunk) }
        var signature = TermSignature(chunkCount: chunks.count)
        for (number, chunk) in chunks.enumerated() {
            chunk.text.withUnsafeBytes { signature.add($0, chunk: number) }
        }
        return TextIndexPages(
            termCount: table.count, postingCount: postings.count, signature: signature.bytes,
            vocabulary: try chunks.map { try $0.encoded() }, postings: lists.finished())
    }

    private mutating func orderByTerm() {
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        rows.removeAll(keepingCapacity: true)
        rows.append(contentsOf: repeatElement(0, count: postings.count))
        var next = starts
        var place = 0
        for (row, count) in postingCounts.enumerated() {
            for term in postings[place..<place + Int(count)] {
                rows[Int(next[Int(term)])] = UInt32(row)
                next[Int(term)] += 1
            }
            place += Int(count)
        }
    }
}

/// The lists of rows, several to a page. Terms of the same rows share a list.
private struct PostingPages {
    private static let targetByteCount = 32 * 1024
    private let rowCount: Int
    private var pages: [[UInt8]] = []
    private var page: [UInt8] = []
    private var known: [ArraySlice<UInt32>: VocabularyChunk.Postings] = [:]

    init(rowCount: Int) { self.rowCount = rowCount }

    mutating func add(_ rows: ArraySlice<UInt32>) -> VocabularyChunk.Postings {
        if rows.count == 1, let row = rows.first { return .row(row) }
        if let list = known[rows] { return list }
        if page.count >= PostingPages.targetByteCount {
            pages.append(page)
            page = []
        }
        let (form, bytes) = PostingList.encode(rows, rowCount: rowCount)
        let list = VocabularyChunk.Postings.list(
            page: pages.count, offset: page.count, count: rows.count, form)
        page += bytes
        known[rows] = list
        return list
    }

    func finished() -> [[UInt8]] { page.isEmpty ? pages : pages + [page] }
}
