import Synchronization

/// Passes reads on to another source and keeps what was read.
public final class RecordingSource: RandomAccessSource {
    private let source: any RandomAccessSource
    private let ranges = Mutex<[Range<Int64>]>([])

    public init(_ source: any RandomAccessSource) { self.source = source }

    public var name: String { source.name }
    public var byteCount: Int64 { source.byteCount }

    /// What was read, in the order of reading.
    public var rangesRead: [Range<Int64>] { ranges.withLock { $0 } }

    /// The bytes read, those read twice counted twice.
    public var bytesRead: Int64 { rangesRead.reduce(0) { $0 + Int64($1.count) } }

    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetProblem) {
        try source.read(at: offset, into: buffer)
        ranges.withLock { $0.append(offset..<offset + Int64(buffer.count)) }
    }
}
