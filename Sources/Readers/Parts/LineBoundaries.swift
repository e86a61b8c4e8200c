/// One record a line, whatever is in it.
struct LineBoundaries: RecordBoundaries {
    let lineBreak: UInt8 = 0x0A
    let maximumRecordBytes: Int

    func lastCut(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut {
        if isFinal, count > 0 { return .end(count) }
        if let last = UnsafeBufferPointer(start: text, count: count).lastIndex(of: lineBreak) { return .end(last + 1) }
        return count > maximumRecordBytes ? .tooLong : .incomplete
    }

    func first(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordBoundary {
        guard let end = endOfLine(in: text, count: count) ?? (isFinal ? count : nil) else {
            return count > maximumRecordBytes ? .tooLong : .incomplete
        }
        return ByteScan.skipSpace(text, from: 0, count: end) == end ? .blank(end: end) : .record(end: end)
    }

    func longRecordScan() -> (_ text: UnsafePointer<UInt8>, _ count: Int) -> Int? { endOfLine }

    private func endOfLine(in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        ByteScan.first(lineBreak, in: text, from: 0, count: count).map { $0 + 1 }
    }
}
