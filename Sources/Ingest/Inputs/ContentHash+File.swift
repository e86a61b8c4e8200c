import Digests
import Readers

extension ContentHash {
    /// The hash of a file's first `limit` bytes.
    ///
    /// - Throws: `ReadError`.
    static func ofFile(_ path: String, first limit: Int = .max) throws -> String {
        let source = try FileSource(path: path)
        let hash = ContentHash()
        var rest = limit
        try withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
            while rest > 0 {
                let count = try source.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(rest, buffer.count)]))
                if count == 0 { return }
                hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                rest -= count
            }
        }
        return hash.finish()
    }
}
