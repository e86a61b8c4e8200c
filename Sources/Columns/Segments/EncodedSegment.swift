import CXXHash

/// The rows of one column in one row group, as bytes to be stored.
public struct EncodedSegment: Sendable, Equatable {
    public var encoding: SegmentEncoding
    /// Rows in the segment; for a multi-valued column's values, the values in it.
    public var count: Int
    /// Rows without a value.
    public var nullCount: Int
    /// The least and greatest value that is not null, as stored integers; nil if all are null.
    public var range: ClosedRange<Int64>?
    public var payload: [UInt8]
    /// XXH3-64 of the payload.
    public var checksum: UInt64

    /// No segment that this program wrote has more values; a larger claim is refused before memory is taken.
    public static let maximumCount = 1 << 28

    public init(
        encoding: SegmentEncoding, count: Int, nullCount: Int, range: ClosedRange<Int64>?, payload: [UInt8]
    ) {
        self.encoding = encoding
        self.count = count
        self.nullCount = nullCount
        self.range = range
        self.payload = payload
        self.checksum = Checksum.of(payload)
    }

    /// A segment as read from the store.
    ///
    /// - Throws: `SegmentError.checksum` if the payload is not what was written.
    public init(
        encoding: SegmentEncoding, count: Int, nullCount: Int, range: ClosedRange<Int64>?, payload: [UInt8],
        expectedChecksum: UInt64
    ) throws {
        self.init(encoding: encoding, count: count, nullCount: nullCount, range: range, payload: payload)
        guard checksum == expectedChecksum else {
            throw SegmentError.checksum(expected: expectedChecksum, found: checksum)
        }
    }
}

/// XXH3-64, the checksum of everything that the store keeps as bytes.
public enum Checksum {
    /// Cost: linear, at memory speed.
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
    }

    /// The checksum of the bytes in a buffer.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        XXH3_64bits(bytes.baseAddress, bytes.count)
    }
}
