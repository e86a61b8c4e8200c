/// What counts as a number in a cell.
enum CSVNumber {
    /// Whether `text` is written as a number: as in JSON, or with leading zeros or a plus sign.
    static func isNumber(_ text: String) -> Bool {
        var bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        guard let first = bytes.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") else { return false }
        while bytes.count > 1, bytes[0] == UInt8(ascii: "0"), bytes[1] >= UInt8(ascii: "0"),
            bytes[1] <= UInt8(ascii: "9")
        {
            bytes.removeFirst()
        }
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return JSONScalar.endOfNumber(base, from: 0, count: buffer.count) == buffer.count
        }
    }
}
