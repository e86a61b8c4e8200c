import Readers
import Tabular

/// JSON: every record is a line, its text as it was, with the tags as its last members.
final class JSONAnnotator: UpstreamAnnotator {
    private let matcher: AnnotationMatcher
    private let fields: TagFields
    private let projection: Projection
    private let textColumn: String
    private let output: BufferedSink
    private let taken: Set<String>

    /// - Throws: `ReadError` for a text column that is no path.
    init(_ textColumn: String, _ matcher: AnnotationMatcher, _ fields: TagFields, sink: any TextSink) throws {
        self.textColumn = textColumn
        self.matcher = matcher
        self.fields = fields
        output = BufferedSink(sink)
        taken = Set(fields.names)
        projection = try Projection(parsing: ["^", "^{}", textColumn])
    }

    func annotate(_ path: String, report: (Int) -> Void) throws {
        let reader = try RecordReader(path: path, projection: projection)
        var records = 0
        var hasText = false
        // Of the records before the first with a text.
        var known: Set<String> = []
        while let batch = try reader.nextBatch() {
            for row in 0..<batch.rowCount {
                let keys = batch.columns[1].values(ofRow: row)
                for key in keys { try check(batch.columns[1].string(at: key)) }
                if !hasText {
                    hasText = !batch.columns[2].values(ofRow: row).isEmpty
                    if !hasText { known.formUnion(keys.map { batch.columns[1].string(at: $0) }) }
                }
                let tags = try self.tags(of: batch, row, path)
                guard let record = batch.columns[0].values(ofRow: row).first else { continue }
                batch.columns[0].withBytes(of: record) {
                    append(UnsafeRawBufferPointer($0), isEmpty: keys.isEmpty, tags)
                }
                try output.endRecord()
            }
            for reject in batch.rejects { try matcher.reject(reject, file: path) }
            records += batch.recordsRead
            report(records)
        }
        let first = String(textColumn.prefix { $0 != "." && $0 != "[" })
        if records > 0, !hasText, !known.contains(first) {
            throw ReadError.unknownColumn(file: path, column: textColumn, known: known.sorted())
        }
    }

    private func check(_ key: String) throws {
        if taken.contains(key) { throw NameCollision(names: [key]) }
    }

    /// If there are several texts, the first counts: in a conversation that is the prompt.
    private func tags(of batch: RowBatch, _ row: Int, _ path: String) throws -> UInt32? {
        let record = batch.recordNumbers[row]
        guard let value = batch.columns[2].values(ofRow: row).first else {
            return try matcher.tags(of: nil, file: path, record: record)
        }
        return try batch.columns[2].withBytes(of: value) {
            try matcher.tags(of: UnsafeRawBufferPointer($0), file: path, record: record)
        }
    }

    /// The record up to its closing brace, the tags, the brace. Line breaks become blanks; they can only be between
    /// members, since strings have none.
    private func append(_ record: UnsafeRawBufferPointer, isEmpty: Bool, _ tags: UInt32?) {
        guard let end = record.lastIndex(of: UInt8(ascii: "}")) else { return }
        var last = end
        while last > 0, record[last - 1] <= 0x20 { last -= 1 }
        var start = 0
        for index in 0..<last where record[index] == 0x0A || record[index] == 0x0D {
            output.buffer.append(UnsafeRawBufferPointer(rebasing: record[start..<index]))
            output.buffer.append(UInt8(ascii: " "))
            start = index + 1
        }
        output.buffer.append(UnsafeRawBufferPointer(rebasing: record[start..<last]))
        if !isEmpty { output.buffer.append(",") }
        fields.appendJSON(tags, into: &output.buffer)
        output.buffer.append("}\n")
    }

    func finish() throws { try output.flush() }
}
