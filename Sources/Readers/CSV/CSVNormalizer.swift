/// Rewrites a file in another form as RFC 4180, so that only one form needs a fast reader.
///
/// Each record has the cells that it had. Line breaks stay where they are in cells, and lines that are no record become
/// blank, so that a record is on the line that it was on.
final class CSVNormalizer: ByteSource {
    private let window: InputWindow
    private let writing: CSVWriting
    private let maximumRecordBytes: Int
    private let expectedCells: Int?
    private var output: [UInt8] = []
    private var given = 0
    /// Whether to record the input position of each output record. To be set before anything is read.
    var keepsOrigins = false
    /// Where records begin in the output and in the input; older entries are dropped.
    private var origins: [(output: Int64, input: Int64)] = []
    /// Bytes of output before those that are held.
    private var outputBefore: Int64 = 0

    /// - Parameters:
    ///   - window: is read from its current position; the lines before are blank in the output.
    ///   - expectedCells: how many cells a record should have, if known.
    init(_ window: InputWindow, _ writing: CSVWriting, maximumRecordBytes: Int, expectedCells: Int?) {
        self.window = window
        self.writing = writing
        self.expectedCells = expectedCells
        self.maximumRecordBytes = maximumRecordBytes
        output = Array(repeating: 0x0A, count: Int(clamping: window.line(at: 0) - 1))
    }

    var name: String { window.source.name }
    var consumedBytes: Int64 { window.source.consumedBytes }
    var totalBytes: Int64? { window.source.totalBytes }

    private static let outputBytes = 1 << 18

    /// The input position of the record that begins at an offset of the output. Requested offsets must ascend.
    func origin(of offset: Int64) -> Int64 {
        // The first record after the offset; the previous one contains the offset.
        var low = 0
        var high = origins.count
        while low < high {
            let middle = (low + high) / 2
            if origins[middle].output <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return origins.first?.input ?? window.offset }
        let origin = origins[low - 1].input
        if low > 1 << 12 { origins.removeFirst(low - 1) }
        return origin
    }

    /// Where in the input the record ends that ends at an offset of the output.
    func origin(ofEnd offset: Int64) -> Int64 {
        offset >= outputBefore + Int64(output.count) ? window.offset : origin(of: offset)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if given == output.count {
            outputBefore += Int64(output.count)
            output.removeAll(keepingCapacity: true)
            given = 0
            // Complete records are given before waiting for more bytes, which a pipe may not have for a long time.
            while output.count < Self.outputBytes, try appendRecord(mayRead: output.isEmpty) {}
        }
        let count = min(buffer.count, output.count - given)
        buffer.copyBytes(from: output[given..<given + count])
        given += count
        return count
    }

    /// False at the end of the input, and if the record is not complete in the window and reading is not allowed.
    private func appendRecord(mayRead: Bool) throws -> Bool {
        while true {
            guard window.count > 0 || mayRead && window.fillOnce() else {
                if mayRead, let failure = window.failure { throw failure }
                return false
            }
            let isFinal = window.isAtEnd && !window.endsInFailure
            // A record that is too long is cut; the rest of it is unlikely to have the cells of a record.
            let isCut = window.count > maximumRecordBytes
            let text = UnsafeBufferPointer(start: window.text, count: window.count)
            if let record = record(text, isFinal: isFinal || isCut) {
                if keepsOrigins {
                    origins.append((output: outputBefore + Int64(output.count), input: window.offset))
                }
                append(record)
                window.advance(record.end)
                return true
            }
            guard mayRead else { return false }
            if !window.fillForRecord(of: maximumRecordBytes), let failure = window.failure { throw failure }
        }
    }

    /// The record at the beginning of a text. If a quote closes nothing, the record is split in the way that gives the
    /// right number of cells.
    private func record(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> CSVWriting.Record? {
        guard let record = writing.record(text, from: 0, isFinal: isFinal) else { return nil }
        guard record.hasStrayQuote, let expectedCells, record.cells.count != expectedCells else { return record }
        guard let other = writing.record(text, from: 0, isFinal: isFinal, strayQuotes: .first) else { return nil }
        return other.cells.count == expectedCells ? other : record
    }

    private func append(_ record: CSVWriting.Record) {
        if !record.isComment, !record.isBlank {
            for (index, cell) in record.cells.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                let needsQuotes = record.cells.count == 1 || cell.contains { Self.needsQuotes($0) }
                guard needsQuotes else {
                    output += cell
                    continue
                }
                output.append(UInt8(ascii: "\""))
                for byte in cell {
                    if byte == UInt8(ascii: "\"") { output.append(byte) }
                    output.append(byte)
                }
                output.append(UInt8(ascii: "\""))
            }
        }
        output.append(0x0A)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
