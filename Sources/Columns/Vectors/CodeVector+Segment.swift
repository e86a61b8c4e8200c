extension CodeVector {
    /// Encodes dictionary codes as a segment; code 0 is null.
    ///
    /// - Complexity: O(count).
    public static func encode(_ codes: [UInt32]) -> EncodedSegment {
        let (encoding, payload) = IntegerEncoder.encode(codes)
        var nulls = 0
        var minimum = UInt32.max
        var maximum: UInt32 = 0
        for code in codes {
            if code == 0 { nulls += 1 } else { minimum = min(minimum, code) }
            maximum = max(maximum, code)
        }
        return EncodedSegment(
            encoding: encoding, count: codes.count, nullCount: nulls,
            range: maximum == 0 ? nil : Int64(minimum)...Int64(maximum), payload: payload)
    }

    /// Decodes a segment of dictionary codes.
    ///
    /// - Throws: `SegmentError` if the payload does not hold `segment.count` codes or a code passes `limit`, the
    ///   greatest code of the dictionary.
    public init(decoding segment: EncodedSegment, limit: UInt32) throws {
        let maximum = segment.range?.upperBound ?? 0
        guard maximum >= 0, maximum <= Int64(limit) else { throw SegmentError.valueOutOfRange(maximum) }
        self = try segment.payload.withUnsafeBytes { payload in
            try CodeVector(
                decoding: segment.encoding, payload, count: segment.count, greatest: UInt32(maximum), limit: limit)
        }
    }

    /// Decodes codes.
    ///
    /// - Parameters:
    ///   - greatest: the stated greatest code. A greater one fails or is decoded anyway.
    ///   - limit: no code may be greater.
    /// - Throws: `SegmentError`.
    init(
        decoding encoding: SegmentEncoding, _ payload: UnsafeRawBufferPointer, count: Int, greatest: UInt32,
        limit: UInt32
    ) throws {
        func decode<Code: FixedWidthInteger>(as type: Code.Type) throws -> [Code] {
            try IntegerDecoder.decode(encoding, payload, count: count, as: type)
        }
        switch (encoding, greatest) {
        case (.constant, _):
            let values = try IntegerDecoder.decode(.constant, payload, count: 1, as: Int64.self)
            guard let code = UInt32(exactly: values[0]) else { throw SegmentError.valueOutOfRange(values[0]) }
            self = .constant(code, count: count)
        case (_, 0...0xFF): self = .bytes(try decode(as: UInt8.self))
        case (_, 0...0xFFFF): self = .shorts(try decode(as: UInt16.self))
        default: self = .words(try decode(as: UInt32.self))
        }
        // The range stored with the payload is not trusted, because codes index into maps and counters.
        let found = greatestCode
        guard found <= limit else { throw SegmentError.valueOutOfRange(Int64(found)) }
    }

    /// The greatest code; 0 if there is none.
    ///
    /// - Complexity: O(count).
    public var greatestCode: UInt32 {
        switch self {
        case .constant(let code, let count): count == 0 ? 0 : code
        case .bytes(let codes): UInt32(codes.max() ?? 0)
        case .shorts(let codes): UInt32(codes.max() ?? 0)
        case .words(let codes): codes.max() ?? 0
        }
    }
}
