import Readers

/// A row, stored until the types of its columns are known: the column, kind and text of each value that is not null.
struct RecordedRow {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(column: Int, _ kind: ValueKind, _ text: String) {
        append(UInt32(truncatingIfNeeded: column))
        bytes.append(kind.rawValue)
        append(UInt32(truncatingIfNeeded: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ number: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    /// Calls `body` with the values of a row that was recorded.
    static func forEach(in bytes: [UInt8], _ body: (_ column: Int, ValueKind, _ text: String) -> Void) {
        var position = 0
        func number() -> Int {
            var value = 0
            for byte in 0..<4 { value |= Int(bytes[position + byte]) << (8 * byte) }
            position += 4
            return value
        }
        while position < bytes.count {
            let column = number()
            let kind = ValueKind(rawValue: bytes[position]) ?? .string
            position += 1
            let count = number()
            body(column, kind, String(decoding: bytes[position..<position + count], as: UTF8.self))
            position += count
        }
    }
}
