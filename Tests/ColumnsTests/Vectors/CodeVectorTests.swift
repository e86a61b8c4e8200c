import Columns
import TestSupport
import Testing

@Suite struct CodeVectorTests {
    @Test(arguments: [0, 1, 2, 255, 256, 65_535, 65_536, UInt32.max] as [UInt32])
    func codesComeBack(greatest: UInt32) throws {
        var generator = SeededGenerator(seed: UInt64(greatest))
        for count in [0, 1, 2, 9, 1_000] {
            let codes = (0..<count).map { $0 == 0 ? greatest : UInt32.random(in: 0...greatest, using: &generator) }
            let segment = CodeVector.encode(codes)
            #expect(segment.count == count)
            #expect(segment.nullCount == codes.count { $0 == 0 })
            let present = codes.filter { $0 > 0 }
            #expect(segment.range?.lowerBound == present.min().map { Int64($0) })
            #expect(segment.range?.upperBound == present.max().map { Int64($0) })
            let vector = try CodeVector(decoding: segment, limit: greatest)
            #expect(vector.count == count)
            #expect((0..<count).map { vector[$0] } == codes)
            #expect(vector.greatestCode == codes.max() ?? 0)
        }
    }

    @Test func aVectorIsAsNarrowAsItsCodes() {
        #expect(CodeVector([0, 255]) == .bytes([0, 255]))
        #expect(CodeVector([0, 256]) == .shorts([0, 256]))
        #expect(CodeVector([65_536]) == .words([65_536]))
        #expect(CodeVector([]).count == 0)
    }

    @Test func aCodeBeyondTheDictionaryIsRefused() throws {
        let segment = CodeVector.encode([1, 2, 7, 0])
        #expect(throws: SegmentError.valueOutOfRange(7)) { try CodeVector(decoding: segment, limit: 6) }
        _ = try CodeVector(decoding: segment, limit: 7)
        // A range that says less than the rows hold is not believed.
        for encoding in SegmentEncoding.allCases {
            guard
                let payload = ObviousLayout.payload(
                    encoding == .sequence ? [5, 6, 7] : encoding == .constant ? [7, 7, 7] : [5, 7, 7], encoding)
            else { continue }
            let lying = EncodedSegment(encoding: encoding, count: 3, nullCount: 0, range: 1...2, payload: payload)
            #expect(throws: SegmentError.valueOutOfRange(7)) { try CodeVector(decoding: lying, limit: 6) }
        }
    }

    /// Regression: codes beyond 255 were cut to a byte where the range had been changed to say that they fit.
    @Test func aRangeThatTheCodesPassIsNotBelieved() throws {
        for codes in [[300, 1, 2], [1, 300, 300, 300], [299, 300, 301], [300, 300]] as [[UInt32]] {
            var segment = CodeVector.encode(codes)
            for claim in [nil, 1...100] as [ClosedRange<Int64>?] {
                segment.range = claim
                let read = try? CodeVector(decoding: segment, limit: 1_000)
                let isRight = read.map { vector in (0..<codes.count).map { vector[$0] } == codes } ?? true
                #expect(isRight, "\(codes) with \(String(describing: claim)) was read as \(String(describing: read))")
            }
        }
    }

    @Test func negativeConstantsAndRangesAreRefused() throws {
        let payload = try #require(ObviousLayout.payload([-1, -1], .constant))
        let segment = EncodedSegment(encoding: .constant, count: 2, nullCount: 0, range: nil, payload: payload)
        #expect(throws: SegmentError.self) { try CodeVector(decoding: segment, limit: 100) }
        let negative = EncodedSegment(encoding: .constant, count: 2, nullCount: 0, range: -5 ... -2, payload: payload)
        #expect(throws: SegmentError.self) { try CodeVector(decoding: negative, limit: 100) }
    }

    @Test func aMapIsAppliedCodeByCode() {
        let maps: [[UInt32]] = [
            [], [0], [0, 5], [3, 2, 1, 0], [0, 70_000, 300, 1], Array(repeating: 1, count: 70_001),
        ]
        let vectors: [CodeVector] = [
            .constant(2, count: 3), .constant(9, count: 0), .bytes([0, 1, 2, 3, 255]), .shorts([0, 1, 300, 65_535]),
            .words([0, 3, 70_000, .max]),
        ]
        for map in maps {
            for vector in vectors {
                let mapped = vector.mapped(by: map)
                let expected = (0..<vector.count).map { row in
                    let code = Int(vector[row])
                    return code < map.count ? map[code] : 0
                }
                #expect((0..<mapped.count).map { mapped[$0] } == expected)
            }
        }
    }
}
