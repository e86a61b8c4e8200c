/// Bytes that are immutable once written.
///
/// After the bytes, `readableBeyond` more can be read, so that a value can be read in whole words wherever it ends.
final class ByteStorage: @unchecked Sendable {
    static let readableBeyond = 24

    let base: UnsafeMutablePointer<UInt8>
    let count: Int
    private let release: @Sendable (UnsafeMutablePointer<UInt8>) -> Void

    /// Takes over the memory of `buffer`.
    init(adopting buffer: GrowableBuffer<UInt8>) {
        var buffer = buffer
        _ = buffer.reserve(Self.readableBeyond)
        base = buffer.base
        count = buffer.count
        release = { $0.deallocate() }
    }

    /// Takes ownership of `count` bytes at `base`, which `release` frees; `readableBeyond` more bytes must be readable.
    init(
        adopting base: UnsafeMutablePointer<UInt8>, count: Int,
        release: @escaping @Sendable (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        self.base = base
        self.count = count
        self.release = release
    }

    deinit { release(base) }
}
