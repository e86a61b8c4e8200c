/// Consecutive terms of a row group's vocabulary with where their rows are.
///
/// Layout before compression by zstd: the number of terms and of the bytes of their text, 32 bits each; the text, with
/// a NUL before and after every term; for each term its number of rows, then, for a single row, that row as the
/// distance to the previous one, for several rows the page and position of their list.
struct VocabularyChunk {
    /// Where the rows of a term are.
    enum Postings: Equatable {
        case row(UInt32)
        case list(page: Int, offset: Int, count: Int, PostingList.Form)
    }

    /// Text of about this many bytes makes a chunk.
    static let targetByteCount = 8 * 1024
    /// No chunk that this program wrote is larger; a larger claim is refused before memory is taken.
    private static let maximumByteCount = 1 << 24
    private static let compressionLevel: Int32 = 3

    private(set) var text: [UInt8] = [0]
    private(set) var postings: [Postings] = []

    init() {}

    mutating func add(_ term: UnsafeRawBufferPointer, _ postings: Postings) {
        text.append(contentsOf: term)
        text.append(0)
        self.postings.append(postings)
    }

    /// The rows of the terms that contain the searched bytes, which may begin or end with the NUL at a term's edge.
    func forEachMatch(_ search: SubstringSearch, _ body: (Postings) throws -> Void) rethrows {
        try text.withUnsafeBytes { text in
            var term = -1
            var counted = 0
            var position = 0
            while let found = search.first(in: text, from: position) {
                // The NUL before the term may be part of the searched bytes.
                let inside = search.sought.first == 0 ? found + 1 : found
                for byte in text[counted..<inside] where byte == 0 { term += 1 }
                counted = inside
                guard postings.indices.contains(term) else { return }
                try body(postings[term])
                // A term counts once: on to its end.
                guard let end = text[inside...].firstIndex(of: 0) else { return }
                position = end
            }
        }
    }

    /// - Throws: `SegmentError.textBlock` where zstd cannot compress it.
    func encoded() throws -> [UInt8] {
        var raw: [UInt8] = []
        raw.append(integer: UInt32(postings.count))
        raw.append(integer: UInt32(text.count))
        raw += text
        var previous: UInt32 = 0
        for entry in postings {
            switch entry {
            case .row(let row):
                raw.append(variable: 1)
                raw.append(signedVariable: Int64(row) - Int64(previous))
                previous = row
            case .list(let page, let offset, let count, let form):
                raw.append(variable: UInt64(count))
                raw.append(form.rawValue)
                raw.append(variable: UInt64(page))
                raw.append(variable: UInt64(offset))
            }
        }
        var bytes: [UInt8] = []
        bytes.append(integer: UInt32(raw.count))
        return try bytes + Zstandard.compress(raw, level: VocabularyChunk.compressionLevel)
    }

    /// - Throws: `SegmentError` if the bytes are not those of a chunk.
    init(encoded: [UInt8]) throws {
        let raw = try encoded.withUnsafeBytes { bytes in
            var cursor = ByteCursor(bytes)
            let count = Int(try cursor.integer(UInt32.self))
            guard count <= VocabularyChunk.maximumByteCount else { throw SegmentError.valueOutOfRange(Int64(count)) }
            return try Zstandard.decompress(try cursor.take(cursor.remaining), byteCount: count)
        }
        self.text = []
        try raw.withUnsafeBytes { bytes in
            var cursor = ByteCursor(bytes)
            let count = Int(try cursor.integer(UInt32.self))
            let text = try cursor.take(Int(try cursor.integer(UInt32.self)))
            // Every term takes a byte of its postings at least.
            guard count <= cursor.remaining else {
                throw SegmentError.truncated(needed: count, available: cursor.remaining)
            }
            self.text = Array(text)
            postings.reserveCapacity(count)
            var previous: Int64 = 0
            for _ in 0..<count { postings.append(try VocabularyChunk.postings(&cursor, &previous)) }
            guard cursor.remaining == 0 else { throw SegmentError.leftOver(cursor.remaining) }
        }
    }

    private static func postings(_ cursor: inout ByteCursor, _ previous: inout Int64) throws -> Postings {
        let count = try cursor.variable()
        if count == 1 {
            let (row, overflow) = previous.addingReportingOverflow(try cursor.signedVariable())
            guard !overflow, let row = UInt32(exactly: row) else { throw SegmentError.valueOutOfRange(row) }
            previous = Int64(row)
            return .row(row)
        }
        let form = try cursor.integer(UInt8.self)
        guard let form = PostingList.Form(rawValue: form) else { throw SegmentError.unknownEncoding(Int(form)) }
        let page = try cursor.variable()
        let offset = try cursor.variable()
        return .list(page: Int(clamping: page), offset: Int(clamping: offset), count: Int(clamping: count), form)
    }
}
