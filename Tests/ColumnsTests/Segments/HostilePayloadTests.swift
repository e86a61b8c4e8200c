import Columns
import TestSupport
import Testing

/// Bytes that no encoder made decode to the requested number of values, or are refused: never a trap, never memory for
/// a claim that the bytes do not support.
@Suite struct HostilePayloadTests {
    private static let samples: [[Int64]] = [
        [], [5], [5, 5, 5, 5], [1, 2, 3, 4], [0, 1, 0, 3, 2], [9, 9, 9, 1, 1, 1, 1], [0, 300, 70_000], [.min, .max, 0],
    ]

    /// Widths and counts that are right, nearly right and far off.
    private static let tellingBytes: [UInt8] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 32, 63, 64, 65, 127, 128, 254, 255]

    private static let payloads: [(SegmentEncoding, [UInt8], Int)] = SegmentEncoding.allCases.flatMap { encoding in
        samples.compactMap { values in
            ObviousLayout.payload(values, encoding).map { (encoding, $0, values.count) }
        }
    }

    @Test func everyTruncationIsRefused() {
        for (encoding, payload, count) in Self.payloads {
            for length in 0..<payload.count {
                // Of no values, only the base is needed.
                if count == 0, length >= 8 { continue }
                expectRefusal(encoding, Array(payload.prefix(length)), count: count)
            }
        }
    }

    @Test(arguments: SegmentEncoding.allCases) func everyChangedByteIsDecodedOrRefused(encoding: SegmentEncoding) {
        for (made, payload, count) in Self.payloads where made == encoding {
            for index in payload.indices {
                for value in Self.tellingBytes + (0..<8).map({ payload[index] ^ 1 << UInt8($0) }) {
                    var changed = payload
                    changed[index] = value
                    expectCountOrRefusal(encoding, changed, count: count)
                }
            }
        }
    }

    @Test func everyPayloadIsDecodedOrRefusedAsEveryEncodingAndCount() {
        for (_, payload, _) in Self.payloads {
            for encoding in SegmentEncoding.allCases {
                for count in [0, 1, 2, 3, 5, 8, 100] { expectCountOrRefusal(encoding, payload, count: count) }
            }
        }
    }

    @Test func randomBytesAreDecodedOrRefused() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...40, using: &generator)
            let payload = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 20) }
            let encoding = SegmentEncoding.allCases[Int.random(in: 0..<5, using: &generator)]
            expectCountOrRefusal(encoding, payload, count: .random(in: 0...30, using: &generator))
        }
    }

    /// Regression: a constant of 2⁶² rows took memory for them.
    @Test(arguments: SegmentEncoding.allCases) func countsThatNoSegmentHasAreRefused(encoding: SegmentEncoding) {
        for (made, payload, _) in Self.payloads where made == encoding {
            for count in [-1, Int.min, Int.max, 1 << 62, 1 << 32, EncodedSegment.maximumCount + 1] {
                expectRefusal(encoding, payload, count: count)
            }
        }
    }

    @Test func badWidthsAreNamed() {
        let base = ObviousLayout.bytes(0, 8)
        for width in [0, 65, 255] as [UInt8] {
            #expect(throws: SegmentError.bitWidth(Int(width))) {
                try IntegerDecoder.decode(.bitPacked, base + [width] + [1, 2, 3], count: 1, as: Int64.self)
            }
        }
        for width in [0, 3, 5, 7, 9, 255] as [UInt8] {
            #expect(throws: SegmentError.byteWidth(Int(width))) {
                try IntegerDecoder.decode(.plain, base + [width] + [1, 2, 3], count: 1, as: Int64.self)
            }
            #expect(throws: SegmentError.byteWidth(Int(width))) {
                try IntegerDecoder.decode(
                    .runLength, base + [width] + [1, 0, 0, 0, 1, 0, 0, 0, 9], count: 1, as: Int64.self)
            }
        }
    }

    @Test func runsThatDoNotCoverTheRowsAreNamed() {
        for (ends, rows) in [([], 1), ([1, 2], 3), ([2, 1], 2), ([1, 1], 2), ([0, 2], 2), ([3], 2)] as [([Int64], Int)]
        {
            let payload =
                ObviousLayout.bytes(0, 8) + [1] + ObviousLayout.bytes(Int64(ends.count), 4)
                + ends.flatMap { ObviousLayout.bytes($0, 4) } + Array(repeating: 7, count: ends.count)
            #expect(throws: SegmentError.runs(count: ends.count, rows: rows)) {
                try IntegerDecoder.decode(.runLength, payload, count: rows, as: Int64.self)
            }
        }
    }

    /// As read from a store, the checksum stands before all this.
    @Test func everyChangedByteOfASegmentFailsTheChecksum() throws {
        for values in [[1, 2, 1, 2, 2], [7, 7, 7], [1, 2, 3], Array(repeating: 1, count: 50) + [9]] as [[UInt32]] {
            let segment = CodeVector.encode(values)
            for index in segment.payload.indices {
                for bit in 0..<8 {
                    var payload = segment.payload
                    payload[index] ^= 1 << UInt8(bit)
                    #expect(throws: SegmentError.self) {
                        try EncodedSegment(
                            encoding: segment.encoding, count: segment.count, nullCount: segment.nullCount,
                            range: segment.range, payload: payload, expectedChecksum: segment.checksum)
                    }
                }
            }
        }
    }

    private func expectRefusal(_ encoding: SegmentEncoding, _ payload: [UInt8], count: Int) {
        do {
            let values = try IntegerDecoder.decode(encoding, payload, count: count, as: Int64.self)
            Issue.record("\(encoding) \(payload) of \(count) was read as \(values.count) values")
        } catch is SegmentError {
        } catch {
            Issue.record("\(encoding) \(payload) of \(count): \(error)")
        }
    }

    private func expectCountOrRefusal(_ encoding: SegmentEncoding, _ payload: [UInt8], count: Int) {
        func attempt<Value: FixedWidthInteger>(_ type: Value.Type) {
            do {
                let values = try IntegerDecoder.decode(encoding, payload, count: count, as: type)
                if values.count != count { Issue.record("\(encoding) \(payload): \(values.count) of \(count) values") }
            } catch is SegmentError {
            } catch {
                Issue.record("\(encoding) \(payload): \(error)")
            }
        }
        attempt(UInt8.self)
        attempt(UInt16.self)
        attempt(UInt32.self)
        attempt(Int64.self)
    }
}
