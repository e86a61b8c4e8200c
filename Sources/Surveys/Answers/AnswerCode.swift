/// The number in a cell of a survey.
public enum AnswerCode {
    /// Stands for an empty cell in columns of codes.
    public static let blank = Int32.min

    /// Reads a code: an integer, white space around it, and zeros after a decimal point, since pandas writes a column
    /// with empty cells as `1.0`.
    ///
    /// - Returns: `blank` for an empty cell, `nil` for other text or a number beyond 31 bits.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0D { end -= 1 }
        guard start < end else { return blank }
        let isNegative = bytes[start] == UInt8(ascii: "-")
        if isNegative || bytes[start] == UInt8(ascii: "+") { start += 1 }
        let firstDigit = start
        var value: Int32 = 0
        while start < end, case let digit = bytes[start] &- 0x30, digit < 10 {
            guard value < 214_748_364 else { return nil }
            value = value &* 10 &+ Int32(digit)
            start += 1
        }
        guard start > firstDigit else { return nil }
        if start < end, bytes[start] == UInt8(ascii: ".") {
            start += 1
            while start < end, bytes[start] == 0x30 { start += 1 }
        }
        return start == end ? (isNegative ? -value : value) : nil
    }
}
