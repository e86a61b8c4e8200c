import Readers

/// A stream that can be examined and then read from its beginning: the bytes that were read are kept and given again.
///
/// `Sendable` because it moves between threads and is never shared: the plan examines it, then the one load of standard
/// input reads it.
final class RecordedSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private var recorded: [UInt8] = []
    private var given = 0
    private var isRecording = true

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes - Int64(recorded.count - given) }
    var totalBytes: Int64? { source.totalBytes }

    /// Returns to the beginning.
    func rewind() { given = 0 }

    /// Returns to the beginning for the last time: from here on nothing more is kept.
    func rewindForGood() {
        given = 0
        isRecording = false
    }

    /// The first bytes, at most `limit`; reading then begins where it would have begun.
    func head(_ limit: Int) throws -> [UInt8] {
        let place = given
        given = recorded.count
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while recorded.count < limit, try read(into: buffer) > 0 {}
        }
        given = place
        return Array(recorded.prefix(limit))
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if given < recorded.count {
            let count = min(buffer.count, recorded.count - given)
            buffer.copyBytes(from: recorded[given..<given + count])
            given += count
            return count
        }
        if !isRecording, !recorded.isEmpty {
            recorded = []
            given = 0
        }
        let count = try source.read(into: buffer)
        if isRecording {
            recorded.append(contentsOf: buffer[..<count])
            given += count
        }
        return count
    }
}
