import Parquet
import SQLite
import Tabular
import Warehouse

extension ExportFormat {
    public static let jsonl = ExportFormat("jsonl", endings: ["jsonl", "ndjson"]) {
        JSONLinesEncoder(columns: $0.columns, sink: $1)
    }
}

/// One JSON object per row; a list is an array, a null is null.
final class JSONLinesEncoder: BatchEncoder {
    private let output: BufferedSink
    /// What stands before each value: `{"text":`, `,"culture":`.
    private let heads: [[UInt8]]
    /// The JSON text of each code, made when it is first written.
    private var rendered: [RenderedCodes]

    init(columns: [ExportColumn], sink: any TextSink) {
        output = BufferedSink(sink)
        heads = JSONText.distinctKeys(columns.map(\.name)).enumerated().map { index, key in
            var head = TextBuffer()
            JSONText.append(string: key, into: &head)
            return Array((index == 0 ? "{" : ",").utf8) + head.bytes + [UInt8(ascii: ":")]
        }
        rendered = columns.map { RenderedCodes($0.dictionary) { JSONText.append(utf8: $0, into: &$1) } }
    }

    func write(_ batch: ExportBatch) throws {
        var columns = batch.columns.map(ValueCursor.init)
        for row in 0..<batch.rowCount {
            for index in columns.indices {
                heads[index].withUnsafeBytes { output.buffer.append($0) }
                append(&columns[index], row, column: index)
            }
            output.buffer.append("}\n")
            try output.endRecord()
        }
    }

    func finish() throws { try output.flush() }

    private func append(_ values: inout ValueCursor, _ row: Int, column: Int) {
        switch values.values {
        case .codes(let codes): appendCode(codes[row], column: column)
        case .lists(_, let codes):
            guard let elements = values.elements(ofRow: row) else { return output.buffer.append("null") }
            output.buffer.append(UInt8(ascii: "["))
            for index in elements {
                if index > elements.lowerBound { output.buffer.append(UInt8(ascii: ",")) }
                appendCode(codes[index], column: column)
            }
            output.buffer.append(UInt8(ascii: "]"))
        case .integers(let integers): JSONText.append(SQLValue(integers[row]), into: &output.buffer)
        case .reals(let reals): JSONText.append(reals[row].map { .real($0) } ?? .null, into: &output.buffer)
        case .texts(let texts):
            texts.withBytes(of: row) { bytes in
                if let bytes {
                    JSONText.append(utf8: bytes, into: &output.buffer)
                } else {
                    output.buffer.append("null")
                }
            }
        case .any(let values): JSONText.append(values[row], into: &output.buffer)
        }
    }

    private func appendCode(_ code: UInt32, column: Int) {
        guard code != 0 else { return output.buffer.append("null") }
        rendered[column].withBytes(of: code) { output.buffer.append($0) }
    }
}
