import Readers
import Tabular

/// Finds the tags of texts, counts the outcomes of the records, and writes those that did not match.
final class AnnotationMatcher {
    private let index: TagIndex
    private let candidateFields: TagFields
    private let side: AtomicFile
    private let output: BufferedSink
    private var text = NormalizedText()
    private(set) var counts = AnnotationResult.Counts()

    /// - Parameter side: takes a JSON line for each record that did not match.
    init(_ index: TagIndex, _ combinations: TagCombinations, side: AtomicFile) {
        self.index = index
        self.side = side
        output = BufferedSink(side)
        candidateFields = TagFields(combinations, names: combinations.columns.map(\.name), listSeparator: "")
    }

    /// The combination of tags of a record's text; nil if there is not exactly one.
    ///
    /// - Parameter record: the position of the record in its file, from 1.
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
        output.buffer.append(",\"text\":")
        if let content { JSONText.append(utf8: content, into: &output.buffer) } else { output.buffer.append("null") }
        if !candidates.isEmpty {
            output.buffer.append(",\"candidates\":[")
            for (place, candidate) in candidates.enumerated() {
                output.buffer.append(place == 0 ? "{" : ",{")
                output.buffer.append("\"samples\":\(candidate.samples),")
                candidateFields.appendJSON(candidate.tags, into: &output.buffer)
                output.buffer.append("}")
            }
            output.buffer.append("]")
        }
        try end()
        return nil
    }

    /// Writes a record that could not be read.
    ///
    /// - Throws: `OutputError`.
    func reject(_ reject: Reject, file: String) throws {
        counts.rejected += 1
        begin("rejected", file: file, record: reject.recordNumber)
        output.buffer.append(",\"line\":\(reject.line.map(String.init) ?? "null"),\"reason\":")
        JSONText.append(string: "\(reject.reason)", into: &output.buffer)
        output.buffer.append(",\"text\":")
        JSONText.append(string: reject.excerpt, into: &output.buffer)
        try end()
    }

    private func begin(_ outcome: String, file: String, record: Int64) {
        output.buffer.append("{\"file\":")
        JSONText.append(string: file, into: &output.buffer)
        output.buffer.append(",\"record\":\(record),\"outcome\":\"\(outcome)\"")
    }

    private func end() throws {
        output.buffer.append("}\n")
        try output.endRecord()
    }

    /// - Throws: `OutputError`.
    func finish() throws {
        try output.flush()
        try side.seal()
    }
}
