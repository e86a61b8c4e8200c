/// Visits the records of an opened text in the order of the file, and gives the position of each.
///
/// Records are counted as loads count them: a rejected record counts, a blank line does not.
struct RecordWalk {
    private let window: InputWindow
    private let frames: Frames
    private let normalizer: CSVNormalizer?
    /// The text before the records: the lines above the header of CSV, and the header.
    let header: Range<Int64>

    private enum Frames {
        case json(any JSONFraming, JSONParser)
        case csv(CSVFraming)
    }

    /// - Parameter input: a text, not Parquet. It must be unread.
    /// - Throws: `ReadError` where CSV has no header that can be read.
    init(_ input: OpenedInput) throws(ReadError) {
        window = input.window
        normalizer = input.normalizer
        guard input.format == .csv else {
            frames = .json(JSONBatchReader.framing(of: input), JSONParser())
            header = 0..<0
            return
        }
        normalizer?.keepsOrigins = true
        frames = .csv(try CSVInput(input).framing)
        header = 0..<(normalizer?.origin(ofEnd: window.offset) ?? window.offset)
    }

    /// The position of the next record, with the line break after it if its format has one; nil at the end, and if the
    /// input breaks off. A range without bytes is a fault without bytes: a comma that nothing follows, or a file that
    /// ends too early.
    func next() -> Range<Int64>? {
        guard let range = nextFrame() else { return nil }
        guard let normalizer else { return range }
        let start = normalizer.origin(of: range.lowerBound)
        return start..<max(start, normalizer.origin(ofEnd: range.upperBound))
    }

    private func nextFrame() -> Range<Int64>? {
        switch frames {
        case .json(let framing, let parser):
            switch framing.next(in: window, parser) {
            case .end: return nil
            case .record(let length): return take(length)
            case .reject(let frame): return frame.byteOffset..<window.offset
            }
        case .csv(let framing):
            switch framing.next(in: window) {
            case .end: return nil
            case .record(_, let end): return take(end)
            case .reject(let frame, _): return frame.byteOffset..<window.offset
            }
        }
    }

    private func take(_ length: Int) -> Range<Int64> {
        let start = window.offset
        window.advance(min(length, window.count))
        return start..<window.offset
    }
}
