/// How cells are separated, as far as a scan must know.
struct CSVDialect: Hashable {
    var separator: UInt8
    /// `nil` where quotes are characters like any other.
    var quote: UInt8?

    init(separator: UInt8, quote: CSVOptions.Quote) {
        self.separator = separator
        self.quote = if case .doubled(let byte) = quote { byte } else { nil }
    }

    /// Throws ``ReadError/badSeparator(_:)`` or ``ReadError/badQuote(_:)`` if the bytes cannot have this role.
    func check() throws(ReadError) {
        func isLineBreakOrNotASCII(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte >= 0x80 }
        if let quote, isLineBreakOrNotASCII(quote) { throw .badQuote(quote) }
        if separator == quote || isLineBreakOrNotASCII(separator) { throw .badSeparator(separator) }
    }
}

/// One cell of a record: the position of its text, without the quotes around it.
struct CSVCell {
    var start: UInt32
    var length: UInt32
    var isQuoted: Bool
    /// Quotes inside are still doubled.
    var hasDoubledQuotes: Bool
}
