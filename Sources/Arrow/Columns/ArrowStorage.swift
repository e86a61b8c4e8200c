/// Bytes that are written once and are only read from then on.
///
/// ``readableBeyond`` more bytes can be read, so that a value can be read in whole words wherever it ends.
public final class ArrowStorage: @unchecked Sendable {
    public static let readableBeyond = 24

    public let base: UnsafeMutablePointer<UInt8>
    public let count: Int

    /// - Parameter fill: writes all `count` bytes.
    /// - Throws: what `fill` throws.
    init<Problem: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Problem) -> Void
    ) throws(Problem) {
        base = .allocate(capacity: count + Self.readableBeyond)
        self.count = count
        (base + count).initialize(repeating: 0, count: Self.readableBeyond)
        try fill(UnsafeMutableRawBufferPointer(start: base, count: count))
    }

    deinit { base.deallocate() }
}

/// A run of bytes in a storage.
public struct ArrowBuffer: Sendable {
    public let storage: ArrowStorage
    public let start: Int
    public let count: Int

    init(_ storage: ArrowStorage) { self.init(storage, start: 0, count: storage.count) }

    /// - Precondition: the bytes lie in the storage.
    init(_ storage: ArrowStorage, start: Int, count: Int) {
        assert(start >= 0 && count >= 0 && start <= storage.count - count)
        self.storage = storage
        self.start = start
        self.count = count
    }

    /// Valid as long as the storage is.
    var base: UnsafePointer<UInt8> { UnsafePointer(storage.base) + start }

    /// Number `index` of those that lie one after another.
    ///
    /// - Precondition: it is in the buffer.
    func number<Number: FixedWidthInteger>(_ index: Int, _: Number.Type = Number.self) -> Number {
        assert(index >= 0 && (index + 1) * MemoryLayout<Number>.size <= count)
        return Number(
            littleEndian: UnsafeRawPointer(base).loadUnaligned(
                fromByteOffset: index * MemoryLayout<Number>.size, as: Number.self))
    }

    /// - Precondition: `index < 8 * count`.
    func bit(_ index: Int) -> Bool {
        assert(index >= 0 && index < 8 * count)
        return base[index >> 3] >> UInt8(index & 7) & 1 == 1
    }
}
