/// Numbers of consecutive rows in memory, with nulls.
public struct NumberVector<Number: Sendable & Equatable>: Sendable, Equatable {
    /// One per row; 0 if the row is null.
    public var values: [Number]
    /// One per row, true if there is a value; nil if every row has one.
    public var validity: [Bool]?

    public init(values: [Number], validity: [Bool]?) {
        self.values = values
        self.validity = validity
    }

    public var count: Int { values.count }

    public subscript(index: Int) -> Number? {
        if let validity, !validity[index] { return nil }
        return values[index]
    }
}

public typealias IntegerVector = NumberVector<Int64>
public typealias RealVector = NumberVector<Double>

extension NumberVector where Number == Int64 {
    /// Encodes integers as a segment: a validity bitmap of one bit per row if there are nulls, then the integers.
    ///
    /// - Complexity: O(count).
    public func encoded() -> EncodedSegment {
        let valid = zip(values, validity ?? []).filter(\.1).map(\.0)
        let present = validity == nil ? values : valid
        return encodedSegment(integers: values, range: present.min().flatMap { low in present.max().map { low...$0 } })
    }

    /// Decodes what `encoded()` made.
    ///
    /// - Throws: `SegmentError`.
    public init(decoding segment: EncodedSegment) throws {
        let (integers, validity) = try NumberVector<Int64>.integers(of: segment)
        self.init(values: integers, validity: validity)
    }
}

extension NumberVector where Number == Double {
    /// Encodes doubles as the integers of their bits; the segment's range is left open.
    ///
    /// - Complexity: O(count).
    public func encoded() -> EncodedSegment {
        encodedSegment(integers: values.map { Int64(bitPattern: $0.bitPattern) }, range: nil)
    }

    /// Decodes what `encoded()` made.
    ///
    /// - Throws: `SegmentError`.
    public init(decoding segment: EncodedSegment) throws {
        let (integers, validity) = try NumberVector<Int64>.integers(of: segment)
        self.init(values: integers.map { Double(bitPattern: UInt64(bitPattern: $0)) }, validity: validity)
    }
}

extension NumberVector {
    fileprivate func encodedSegment(integers: [Int64], range: ClosedRange<Int64>?) -> EncodedSegment {
        let (encoding, body) = IntegerEncoder.encode(integers)
        let nulls = validity?.count { !$0 } ?? 0
        var payload: [UInt8] = []
        if nulls > 0, let validity {
            BitPacking.append(validity.count, width: 1, to: &payload) { validity[$0] ? 1 : 0 }
        }
        payload.append(contentsOf: body)
        return EncodedSegment(
            encoding: encoding, count: values.count, nullCount: nulls, range: range, payload: payload)
    }

    fileprivate static func integers(of segment: EncodedSegment) throws -> ([Int64], [Bool]?) {
        try segment.payload.withUnsafeBytes { payload in
            var cursor = ByteCursor(payload)
            var validity: [Bool]?
            if segment.nullCount != 0 {
                let bitmap = try cursor.take(BitPacking.byteCount(count: segment.count, width: 1))
                let bits = (0..<segment.count).map { bitmap[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 }
                let nulls = bits.count { !$0 }
                guard nulls == segment.nullCount else {
                    throw SegmentError.nullCount(expected: segment.nullCount, found: nulls)
                }
                validity = bits
            }
            let body = try cursor.take(cursor.remaining)
            return (
                try IntegerDecoder.decode(segment.encoding, body, count: segment.count, as: Int64.self), validity
            )
        }
    }
}
