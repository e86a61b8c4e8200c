/// Searches the end of a record that is not kept in memory: the first line break outside of quoted cells. It can stop
/// at any byte and continue with the next ones.
struct CSVLongRecordScan {
    private let dialect: CSVDialect
    private var isAtCellStart = true
    private var isInQuotes = false
    /// The byte before was a quote in a quoted cell: the end of the cell, unless another one follows.
    private var isAfterQuote = false
    /// The record has ended with a carriage return, which a line feed may follow.
    private var isAfterReturn = false

    init(_ dialect: CSVDialect) { self.dialect = dialect }

    /// The index after the record; nil if it does not end in these bytes.
    mutating func end(in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        for index in 0..<count {
            let byte = text[index]
            if isAfterReturn { return byte == 0x0A ? index + 1 : index }
            if isInQuotes {
                guard byte == dialect.quote else { continue }
                isInQuotes = false
                isAfterQuote = true
            } else if isAfterQuote, byte == dialect.quote {
                isInQuotes = true
                isAfterQuote = false
            } else if byte == 0x0A {
                return index + 1
            } else if byte == 0x0D {
                isAfterReturn = true
            } else {
                isInQuotes = isAtCellStart && byte == dialect.quote
                isAfterQuote = false
                isAtCellStart = byte == dialect.separator
            }
            if isInQuotes { isAtCellStart = false }
        }
        return nil
    }
}
