/// Finds the ends of the records of a text, so that it can be cut there. Others parse the records.
protocol RecordBoundaries {
    /// The byte that ends a line, for counting.
    var lineBreak: UInt8 { get }

    /// Where a text that begins with a record can be cut last.
    ///
    /// - Parameter isFinal: no more will come after the `count` bytes.
    func lastCut(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut

    /// What a text that is not empty begins with.
    func first(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordBoundary

    /// Finds the end of a record that is too long, piece by piece: the index after the record, nil if it does not end
    /// in the piece.
    func longRecordScan() -> (_ text: UnsafePointer<UInt8>, _ count: Int) -> Int?
}

/// A place between records.
enum RecordCut: Equatable {
    /// So many bytes are whole records.
    case end(Int)
    /// The same if a reader of the chunk could not separate some of the records: the end of each.
    case frames(ends: [Int])
    /// Not a record ends in the text.
    case incomplete
    /// The record that begins the text is longer than a record may be.
    case tooLong
}

/// The first of several records.
enum RecordBoundary: Equatable {
    /// It ends, with its line, after so many bytes.
    case record(end: Int)
    /// The same for a faulty record, whose end was determined from the text after it.
    case fault(end: Int)
    /// Several records end there. Only a reader that begins at the first of them can separate them.
    case records(ends: [Int])
    /// It ends there, and nothing may follow it in its chunk.
    case line(end: Int)
    /// A line without a record ends there.
    case blank(end: Int)
    /// It continues after the text.
    case incomplete
    /// It is longer than a record may be.
    case tooLong
}
