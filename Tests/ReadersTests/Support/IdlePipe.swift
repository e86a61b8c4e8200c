@testable import Readers

/// A pipe that nothing comes out of any more once its bytes are read; a read that would wait throws `Waits`.
final class IdlePipe: ByteSource {
    let name = "pipe"
    private(set) var consumedBytes: Int64 = 0
    let totalBytes: Int64? = nil
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    struct Waits: Error {}

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let start = Int(consumedBytes)
        guard start < bytes.count else { throw Waits() }
        let count = min(buffer.count, bytes.count - start)
        buffer.copyBytes(from: bytes[start..<start + count])
        consumedBytes += Int64(count)
        return count
    }
}
