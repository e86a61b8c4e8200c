/// Makes the text index of one column of one row group: its vocabulary, and for each term the rows that have it.
public struct TextIndexBuilder {
    private let rowCount: Int
    private var table = TermTable()
    /// The last row in which each term was met, plus one.
    private var lastRows: [UInt32] = []
    private var counts: [UInt32] = []
    /// The term and row of each posting, in the order of the rows.
    private var postings: [(term: UInt32, row: UInt32)] = []

    public init(rowCount: Int) { self.rowCount = rowCount }

    /// Adds the texts of consecutive rows. As for LIKE, a text ends at its first NUL.
    ///
    /// - Precondition: the rows are those of the row group, in their order.
    /// - Complexity: O(bytes).
    public mutating func add(_ texts: TextVector, firstRow: Int) {
        let folded = texts.folded()
        for row in 0..<folded.rowCount {
            folded.withBytes(of: row) { bytes in
                guard let bytes else { return }
                let end = bytes.firstIndex(of: 0) ?? bytes.count
                TextTerms.forEach(in: UnsafeRawBufferPointer(rebasing: bytes[..<end])) { term in
                    add(term, row: UInt32(firstRow + row))
                }
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
        postings.append((number, row))
    }

    /// The index of all rows that were added.
    ///
    /// - Throws: `SegmentError.textBlock` where zstd cannot compress a chunk.
    public func finished() throws -> TextIndexPages {
        let (rows, starts) = rowsByTerm()
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

    /// The rows of each term one after another, and where each term's begin.
    private func rowsByTerm() -> (rows: [UInt32], starts: [UInt32]) {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(counts.count + 1)
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var next = starts
        var rows = [UInt32](repeating: 0, count: postings.count)
        for posting in postings {
            rows[Int(next[Int(posting.term)])] = posting.row
            next[Int(posting.term)] += 1
        }
        return (rows, starts)
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
