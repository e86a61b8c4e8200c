import CCrypto
import Readers

/// SHA-256 of bytes that arrive in pieces.
final class ContentHash {
    private let context: OpaquePointer?

    init() {
        context = EVP_MD_CTX_new()
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit { EVP_MD_CTX_free(context) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The hash in hexadecimal; to be called once.
    func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &count)
        return digest.prefix(Int(count)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

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
