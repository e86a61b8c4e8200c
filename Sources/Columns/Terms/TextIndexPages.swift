/// The text index of one column of one row group, in pages that are stored and read one by one.
public struct TextIndexPages: Equatable, Sendable {
    public enum Kind: Int64, CaseIterable, Sendable {
        /// Which chunks of the vocabulary have which trigrams; one page.
        case signature = 0
        case vocabulary = 1
        case postings = 2
    }

    public var termCount: Int
    /// Rows of all terms together.
    public var postingCount: Int
    public var signature: [UInt8]
    public var vocabulary: [[UInt8]]
    public var postings: [[UInt8]]

    /// All pages with their kind and their number within it.
    public var all: [(kind: Kind, number: Int, bytes: [UInt8])] {
        [(.signature, 0, signature)] + vocabulary.enumerated().map { (.vocabulary, $0, $1) }
            + postings.enumerated().map { (.postings, $0, $1) }
    }

    public var byteCount: Int { all.reduce(0) { $0 + $1.bytes.count } }
}

/// Looks terms up in the pages of one row group.
public struct TextIndexLookup {
    private let rowCount: Int
    private let chunkCount: Int
    private let page: (TextIndexPages.Kind, Int) throws -> [UInt8]

    /// - Parameter page: reads a page; called only for pages that are needed.
    public init(rowCount: Int, chunkCount: Int, page: @escaping (TextIndexPages.Kind, Int) throws -> [UInt8]) {
        self.rowCount = rowCount
        self.chunkCount = chunkCount
        self.page = page
    }

    /// The rows whose texts have the terms: exactly those that match if the query is exact, else perhaps others as
    /// well.
    ///
    /// - Throws: `SegmentError` if a page is not as it was written, and what reading throws.
    public func rows(matching query: TermQuery) throws -> RowBitmap {
        let signature = try TermSignature(chunkCount: chunkCount, bytes: try page(.signature, 0))
        var result: RowBitmap?
        var lists: [Int: [UInt8]] = [:]
        // The longest part is usually the rarest, and if it has no row the others are not looked up.
        for part in query.parts.sorted(by: { $0.count > $1.count }) {
            var rows = RowBitmap(rowCount: rowCount)
            let search = SubstringSearch(part)
            for number in part.withUnsafeBytes({ signature.chunks(thatMayContain: $0) }) {
                let chunk = try VocabularyChunk(encoded: try page(.vocabulary, number))
                try chunk.forEachMatch(search) { try add($0, to: &rows, &lists) }
            }
            if result == nil { result = rows } else { result?.formIntersection(rows) }
            if result?.isEmpty == true { break }
        }
        return result ?? RowBitmap(rowCount: rowCount)
    }

    private func add(
        _ postings: VocabularyChunk.Postings, to rows: inout RowBitmap, _ lists: inout [Int: [UInt8]]
    ) throws {
        switch postings {
        case .row(let row):
            guard row < rowCount else { throw SegmentError.valueOutOfRange(Int64(row)) }
            rows.insert(Int(row))
        case .list(let number, let offset, let count, let form):
            let bytes = try lists[number] ?? page(.postings, number)
            lists[number] = bytes
            try bytes.withUnsafeBytes {
                try PostingList.decode(form, count: count, at: offset, of: $0, into: &rows)
            }
        }
    }
}
