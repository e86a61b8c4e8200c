/// Where a rejected record began, noted before the window moved on.
struct RejectedFrame {
    var line: Int64
    var byteOffset: Int64
    var excerpt: String
    var reason: RejectReason

    /// The record at the start of `window`; `count` bytes are known to belong to it.
    init(_ window: InputWindow, at position: Int = 0, count: Int, _ reason: RejectReason) {
        line = window.line(at: position)
        byteOffset = window.offset + Int64(position)
        excerpt = window.excerpt(from: position, count: count)
        self.reason = reason
    }

    func reject(recordNumber: Int64, column: String?) -> Reject {
        Reject(
            recordNumber: recordNumber, line: line, byteOffset: byteOffset, column: column, reason: reason,
            excerpt: excerpt)
    }
}
