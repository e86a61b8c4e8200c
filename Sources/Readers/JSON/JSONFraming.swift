/// Finds one record after another in a window.
protocol JSONFraming: AnyObject {
    /// The next record. After `record` the parser's tape holds it, relative to the window's start, and the window stays
    /// there until the record's `length` bytes are dropped by the caller.
    func next(in window: InputWindow, _ parser: JSONParser) -> JSONFrame

    /// Key of the record found last, in a file that is an object of records.
    var recordKey: [UInt8]? { get }

    /// Lines without a record so far, in a format whose records are lines.
    var blankLines: Int64 { get }
}

extension JSONFraming {
    var blankLines: Int64 { 0 }
}

enum JSONFrame {
    case record(length: Int)
    /// A record that cannot be read; the window is past it.
    case reject(RejectedFrame)
    case end
}
