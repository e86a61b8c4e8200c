extension ColumnBuilder {
    /// Appends a quoted CSV cell whose quotes are still doubled.
    mutating func appendUndoubling(_ text: UnsafePointer<UInt8>, count: Int, quote: UInt8) {
        appendString(atMost: count) { CSVText.undouble(text, count: count, quote: quote, into: $0) }
    }
}
