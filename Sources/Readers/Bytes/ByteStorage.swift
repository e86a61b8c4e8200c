/// Bytes that were written once and are only read from then on.
///
/// The memory goes on for `readableBeyond` bytes, so that a value can be read in whole words wherever it ends.
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

    /// Takes over `count` bytes at `base`, which `release` gives back; there is memory for `readableBeyond` bytes more.
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
