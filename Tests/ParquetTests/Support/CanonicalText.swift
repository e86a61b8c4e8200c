import Parquet

// The twin of Golden/canonical.py.

extension RowValue {
    /// The value as canonical text; `field` gives names to structures.
    func canonicalText(_ field: SchemaField) -> String {
        switch (self, field.content) {
        case (.list(let values), .list(let element, _, _)):
            return "[" + values.map { $0.canonicalText(element) }.joined(separator: ",") + "]"
        case (.structure(let values), .structure(let fields)):
            let members = zip(fields, values).map { "\(jsonString($0.name)):\($1.canonicalText($0))" }
            return "{" + members.joined(separator: ",") + "}"
        case (.map(let entries), .map(let key, nil, _, _)):
            // To pyarrow a map without values is a list.
            return "[" + entries.map { $0.key.canonicalText(key) }.joined(separator: ",") + "]"
        case (.map(let entries), .map(let key, let value?, _, _)):
            let pairs = entries.map { $0.key.canonicalText(key) + ":" + $0.value.canonicalText(value) }
            return "<" + pairs.joined(separator: ",") + ">"
        default: return scalarText
        }
    }

    private var scalarText: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        case .float(let value): "f:" + hexadecimal(UInt64(value.bitPattern), digits: 8)
        case .double(let value): "d:" + hexadecimal(value.bitPattern, digits: 16)
        case .decimal(let value): value.description
        case .text(let value): jsonString(value)
        case .bytes(let value), .uuid(let value): "x:" + value.map { hexadecimal(UInt64($0), digits: 2) }.joined()
        case .date(let days): "date:\(days)"
        case .time(let value, let unit, _): "time:\(value):\(unit.symbol)"
        case .timestamp(let value, let unit, let isUTC): "timestamp:\(value):\(unit.symbol)" + (isUTC ? ":UTC" : "")
        case .int96(let value):
            // In pyarrow the nanoseconds wrap.
            "timestamp:\((Int64(value.julianDay) - 2_440_588) &* 86_400_000_000_000 &+ value.nanosecondsOfDay):ns"
        case .interval(let months, let days, let milliseconds):
            "x:"
                + [months, days, milliseconds].flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
                .map { hexadecimal(UInt64($0), digits: 2) }.joined()
        case .list, .structure, .map: "nested"
        }
    }
}

private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
}

/// As Python's json.dumps with ensure_ascii=False.
private func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\u{8}": result += "\\b"
        case "\u{C}": result += "\\f"
        case _ where scalar.value < 0x20: result += "\\u" + hexadecimal(UInt64(scalar.value), digits: 4)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
