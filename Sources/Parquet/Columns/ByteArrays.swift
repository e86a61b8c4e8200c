/// Byte arrays of any length: pieces of one run of bytes.
public struct ByteArrays {
    /// All spans lie within.
    public let bytes: UnsafeRawBufferPointer
    public let spans: UnsafeBufferPointer<ByteArraySpan>

    @inlinable public var count: Int { spans.count }

    /// The bytes of a value. The index is in range.
    @inlinable
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        let span = spans[index]
        return UnsafeRawBufferPointer(start: bytes.baseAddress.map { $0 + Int(span.start) }, count: Int(span.length))
    }
}

/// A piece of a run of bytes.
public struct ByteArraySpan: Sendable, Hashable, BitwiseCopyable {
    public var start: UInt32
    public var length: UInt32

    @inlinable
    public init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }
}

/// Byte arrays of one length, one after another.
public struct FixedLengthByteArrays {
    /// `count * width` of them.
    public let bytes: UnsafeRawBufferPointer
    public let width: Int
    public let count: Int

    /// The bytes of a value. The index is in range.
    @inlinable
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
    }
}
