import Readers
import Reports

/// Finds the tags of texts, counts what became of the records, and sets down those that did not match.
final class AnnotationMatcher {
    private let index: TagIndex
    private let candidateFields: TagFields
    private let side: AtomicFile
    private var buffer = TextBuffer()
    private var text = NormalizedText()
    private(set) var counts = AnnotationResult.Counts()

    /// - Parameter side: takes a JSON line for each record that did not match.
    init(_ index: TagIndex, _ combinations: TagCombinations, side: AtomicFile) {
        self.index = index
        self.side = side
        candidateFields = TagFields(combinations, names: combinations.columns.map(\.name), listSeparator: "")
    }

    /// The combination of tags of a record's text, nil where there is not exactly one.
    ///
    /// - Parameter record: the place of the record in its file, from 1.
    /// - Throws: `OutputError`.
    func tags(of content: UnsafeRawBufferPointer?, file: String, record: Int64) throws -> UInt32? {
        text.set(content ?? UnsafeRawBufferPointer(start: nil, count: 0))
        let candidates = text.bytes.isEmpty ? [] : index.candidates(TextDigest(text.bytes))
        if candidates.count == 1 {
            counts.matched += 1
            return candidates[0].tags
        }
        if candidates.isEmpty { counts.unmatched += 1 } else { counts.ambiguous += 1 }
        begin(candidates.isEmpty ? "unmatched" : "ambiguous", file: file, record: record)
        buffer.append(",\"text\":")
        if let content { JSONText.append(utf8: content, into: &buffer) } else { buffer.append("null") }
        if !candidates.isEmpty {
            buffer.append(",\"candidates\":[")
            for (place, candidate) in candidates.enumerated() {
                buffer.append(place == 0 ? "{" : ",{")
                buffer.append("\"samples\":\(candidate.samples),")
                candidateFields.appendJSON(candidate.tags, into: &buffer)
                buffer.append("}")
            }
            buffer.append("]")
        }
        try end()
        return nil
    }

    /// Sets down a record that could not be read.
    ///
    /// - Throws: `OutputError`.
    func reject(_ reject: Reject, file: String) throws {
        counts.rejected += 1
        begin("rejected", file: file, record: reject.recordNumber)
        buffer.append(",\"line\":\(reject.line),\"reason\":")
        JSONText.append(string: "\(reject.reason)", into: &buffer)
        buffer.append(",\"text\":")
        JSONText.append(string: reject.excerpt, into: &buffer)
        try end()
    }

    private func begin(_ outcome: String, file: String, record: Int64) {
        buffer.append("{\"file\":")
        JSONText.append(string: file, into: &buffer)
        buffer.append(",\"record\":\(record),\"outcome\":\"\(outcome)\"")
    }

    private func end() throws {
        buffer.append("}\n")
        if buffer.bytes.count >= 1 << 18 { try flush() }
    }

    /// - Throws: `OutputError`.
    func finish() throws {
        try flush()
        try side.seal()
    }

    private func flush() throws {
        try side.write(buffer.bytes)
        buffer.removeAll()
    }
}
