import Columns

/// The values of a column's codes where SQLite can read them without a copy, by code.
///
/// A text that SQLite was given so may be looked at until its statement ends; so these live as long as the connection.
final class ValueTexts {
    /// What a code stands for.
    enum Value {
        case null
        case integer(Int64)
        case real(Double)
        case text(UnsafePointer<CChar>, count: UInt64)
    }

    /// By code; the first is null.
    let values: UnsafeBufferPointer<Value>
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ values: CodeValues) {
        let count = values.count
        var texts: [[UInt8]?] = [nil]
        var byteCount = 0
        for code in 1..<UInt32(max(1, count)) {
            let text: [UInt8]? =
                switch values {
                case .dictionary(let dictionary): dictionary.withBytes(of: code) { Array($0) }
                case .values(let values): values[Int(code)].text.map { Array($0.utf8) }
                }
            byteCount += text?.count ?? 0
            texts.append(text)
        }
        bytes = .allocate(byteCount: max(1, byteCount), alignment: 1)
        let table = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
        var offset = 0
        for (code, text) in texts.enumerated() {
            let value: Value
            if let text, let start = bytes.baseAddress {
                UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + text.count]).copyBytes(from: text)
                value = .text((start + offset).assumingMemoryBound(to: CChar.self), count: UInt64(text.count))
                offset += text.count
            } else {
                switch values[UInt32(code)] {
                case .integer(let integer): value = .integer(integer)
                case .real(let real): value = .real(real)
                case .null, .text, .blob: value = .null
                }
            }
            table.initializeElement(at: code, to: value)
        }
        self.values = UnsafeBufferPointer(table)
    }

    deinit {
        bytes.deallocate()
        UnsafeMutableBufferPointer(mutating: values).deallocate()
    }
}
