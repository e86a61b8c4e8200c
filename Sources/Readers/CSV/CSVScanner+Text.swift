extension CSVScanner {
    /// The text of a cell of the record scanned last, which begins `text`.
    func string(ofCell index: Int, in text: UnsafePointer<UInt8>) -> String {
        String(decoding: bytes(ofCell: index, in: text), as: UTF8.self)
    }

    func bytes(ofCell index: Int, in text: UnsafePointer<UInt8>) -> [UInt8] {
        let cell = cells[index]
        let start = text + Int(cell.start)
        let count = Int(cell.length)
        guard cell.hasDoubledQuotes, let quote = dialect.quote else {
            return Array(UnsafeBufferPointer(start: start, count: count))
        }
        return Array(unsafeUninitializedCapacity: count) { buffer, written in
            if let base = buffer.baseAddress {
                written = CSVText.undouble(start, count: count, quote: quote, into: base)
            }
        }
    }
}
