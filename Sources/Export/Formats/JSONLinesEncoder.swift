import Parquet
import Reports
import Warehouse

/// One JSON object a row; a list is an array, a null is null.
final class JSONLinesEncoder: BatchEncoder {
    private let sink: any TextSink
    private var buffer = TextBuffer()
    /// What stands before each value: `{"text":`, `,"culture":`.
    private let heads: [String]
    /// The JSON text of each code, made when it is first written.
    private var rendered: [RenderedCodes]

    init(columns: [ExportColumn], sink: any TextSink) {
        self.sink = sink
        heads = JSONText.distinctKeys(columns.map(\.name)).enumerated().map { index, key in
            var head = TextBuffer()
            JSONText.append(string: key, into: &head)
            return (index == 0 ? "{" : ",") + head.text + ":"
        }
        rendered = columns.map { RenderedCodes($0.dictionary) { JSONText.append(utf8: $0, into: &$1) } }
    }

    func write(_ batch: ExportBatch) throws {
        var columns = batch.columns.map(ValueCursor.init)
        for row in 0..<batch.rowCount {
            for index in columns.indices {
                buffer.append(heads[index])
                append(&columns[index], row, column: index)
            }
            buffer.append("}\n")
            if buffer.bytes.count >= 1 << 18 { try flush() }
        }
    }

    func finish() throws { try flush() }

    private func flush() throws {
        try sink.write(buffer.bytes)
        buffer.removeAll()
    }

    private func append(_ values: inout ValueCursor, _ row: Int, column: Int) {
        switch values.values {
        case .codes(let codes): appendCode(codes[row], column: column)
        case .lists(_, let codes):
            guard let elements = values.elements(ofRow: row) else { return buffer.append("null") }
            buffer.append(UInt8(ascii: "["))
            for index in elements {
                if index > elements.lowerBound { buffer.append(UInt8(ascii: ",")) }
                appendCode(codes[index], column: column)
            }
            buffer.append(UInt8(ascii: "]"))
        case .integers(let integers): JSONText.append(SQLValue(integers[row]), into: &buffer)
        case .reals(let reals): JSONText.append(reals[row].map { .real($0) } ?? .null, into: &buffer)
        case .texts(let texts):
            texts.withBytes(of: row) { bytes in
                if let bytes { JSONText.append(utf8: bytes, into: &buffer) } else { buffer.append("null") }
            }
        case .any(let values): JSONText.append(values[row], into: &buffer)
        }
    }

    private func appendCode(_ code: UInt32, column: Int) {
        guard code != 0 else { return buffer.append("null") }
        rendered[column].withBytes(of: code) { buffer.append($0) }
    }
}
