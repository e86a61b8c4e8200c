extension ColumnBuilder {
    /// Appends a string that still has the escapes of JSON, which the parser has found to be right.
    mutating func appendUnescaping(_ text: UnsafePointer<UInt8>, count: Int) {
        appendString(atMost: count) { JSONText.unescape(text, count: count, into: $0) }
    }
}
