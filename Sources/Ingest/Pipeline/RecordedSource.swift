import Readers

/// A stream that can be looked at and then read from its beginning: what was read until `rewind` is given out again.
final class RecordedSource: ByteSource {
    private let source: any ByteSource
    private var recorded: [UInt8] = []
    private var given = 0
    private var isRecording = true

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }
    var consumedBytes: Int64 { isRecording ? source.consumedBytes : source.consumedBytes - Int64(recorded.count - given) }
    var totalBytes: Int64? { source.totalBytes }

    /// Goes back to the beginning, once.
    func rewind() { isRecording = false }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !isRecording, given < recorded.count else {
            let count = try source.read(into: buffer)
            if isRecording { recorded.append(contentsOf: buffer[..<count]) }
            return count
        }
        let count = min(buffer.count, recorded.count - given)
        buffer.copyBytes(from: recorded[given..<given + count])
        given += count
        if given == recorded.count {
            recorded = []
            given = 0
        }
        return count
    }
}
