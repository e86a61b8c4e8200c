import Parquet

/// Writes rows of a columnar file as JSON objects, so that the JSON reader handles any nesting.
///
/// Lists are arrays, structures and maps are objects, and values have the text that ``ColumnarText`` gives them.
struct ColumnarRecordText {
    private let fields: [SchemaField]
    private let jsonLeaves: Set<Int>
    private(set) var bytes: [UInt8] = []

    init(fields: [SchemaField], schema: Schema) {
        self.fields = fields
        jsonLeaves = Set(schema.leaves.filter { $0.logicalType == .json }.map(\.index))
    }

    /// Puts the text of a row in ``bytes``, replacing the previous row.
    mutating func write(_ row: [RowValue]) {
        bytes.removeAll(keepingCapacity: true)
        writeObject(zip(fields, row).map { ($0.name, $0, $1) })
    }

    private mutating func write(_ value: RowValue, of field: SchemaField) {
        switch (field.content, value) {
        case (.structure(let fields), .structure(let values)):
            writeObject(zip(fields, values).map { ($0.name, $0, $1) })
        case (.list(let element, _, _), .list(let values)):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(value, of: element)
            }
            bytes.append(UInt8(ascii: "]"))
        case (.map(_, let valueField, _, _), .map(let entries)):
            writeObject(
                entries.map { (ColumnarText.text(of: $0.key)?.text ?? "", valueField ?? field, $0.value) })
        case (.leaf(let leaf), .text(let text)) where jsonLeaves.contains(leaf) && JSONParser.isJSON(text):
            bytes.append(contentsOf: text.utf8)
        default: writeScalar(value)
        }
    }

    private mutating func writeObject(_ entries: [(name: String, field: SchemaField, value: RowValue)]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            writeString(entry.name)
            bytes.append(UInt8(ascii: ":"))
            write(entry.value, of: entry.field)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func writeScalar(_ value: RowValue) {
        guard let (text, kind) = ColumnarText.text(of: value) else { return bytes.append(contentsOf: "null".utf8) }
        if kind == .string { writeString(text) } else { bytes.append(contentsOf: text.utf8) }
    }

    private mutating func writeString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension JSONParser {
    /// Whether a text is one JSON value.
    static func isJSON(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return false }
            if case .complete = JSONParser().parseWhole(base, count: bytes.count) { return true }
            return false
        }
    }
}
