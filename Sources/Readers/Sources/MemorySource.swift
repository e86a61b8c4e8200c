import Parquet

/// Bytes that are in memory already, handed out in pieces.
public final class MemorySource: ByteSource {
    public let name: String
    public private(set) var consumedBytes: Int64 = 0
    public var totalBytes: Int64? { Int64(bytes.count) }
    let bytes: [UInt8]
    let pieces: [Int]
    private var piece = 0

    /// A source of `bytes`. The first read gives at most `pieces[0]` bytes, the next `pieces[1]`, and so on; the last
    /// size holds for all reads after it. Sizes below 1 count as 1.
    public init(_ bytes: [UInt8], name: String = "memory", pieces: [Int] = [Int.max]) {
        self.bytes = bytes
        self.name = name
        self.pieces = pieces.isEmpty ? [Int.max] : pieces.map { max(1, $0) }
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let start = Int(consumedBytes)
        let count = min(bytes.count - start, buffer.count, pieces[min(piece, pieces.count - 1)])
        piece += 1
        buffer.copyBytes(from: bytes[start..<start + count])
        consumedBytes += Int64(count)
        return count
    }

    public func randomAccess() -> (any RandomAccessSource)? { RandomAccessMemory(bytes, name: name) }
}
