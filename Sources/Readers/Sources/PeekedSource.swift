import Parquet

/// A source whose first bytes can be examined before they are read.
final class PeekedSource: ByteSource {
    let name: String
    let prefix: [UInt8]
    private let source: any ByteSource
    private var given = 0

    /// Takes up to `count` bytes from `source`; fewer only where the source is shorter.
    init(_ source: any ByteSource, count: Int) throws {
        name = source.name
        self.source = source
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try bytes.withUnsafeMutableBytes { buffer in
            var filled = 0
            while filled < count {
                let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                if more == 0 { break }
                filled += more
            }
            return filled
        }
        prefix = Array(bytes[..<filled])
    }

    var consumedBytes: Int64 { source.consumedBytes - Int64(prefix.count - given) }
    var totalBytes: Int64? { source.totalBytes }

    func randomAccess() throws -> (any RandomAccessSource)? { try source.randomAccess() }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard given < prefix.count else { return try source.read(into: buffer) }
        let count = min(buffer.count, prefix.count - given)
        buffer.copyBytes(from: prefix[given..<given + count])
        given += count
        return count
    }
}
