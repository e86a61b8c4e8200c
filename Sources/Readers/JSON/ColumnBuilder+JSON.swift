extension ColumnBuilder {
    /// Appends a string that still has its JSON escapes, which the parser has checked.
    mutating func appendUnescaping(_ text: UnsafePointer<UInt8>, count: Int) {
        appendString(atMost: count) { JSONText.unescape(text, count: count, into: $0) }
    }
}
