import Tabular

/// Gathers text and hands it on in large pieces.
final class BufferedSink {
    private static let pieceBytes = 1 << 18

    /// What has not been passed on yet.
    @exclusivity(unchecked) var buffer = TextBuffer()
    private let sink: any TextSink

    init(_ sink: any TextSink) { self.sink = sink }

    /// Passes on the buffer, once it is large enough.
    ///
    /// - Throws: `OutputError`.
    func endRecord() throws {
        if buffer.bytes.count >= Self.pieceBytes { try flush() }
    }

    /// Passes on everything in the buffer.
    ///
    /// - Throws: `OutputError`.
    func flush() throws {
        try sink.write(buffer.bytes)
        buffer.removeAll()
    }
}
