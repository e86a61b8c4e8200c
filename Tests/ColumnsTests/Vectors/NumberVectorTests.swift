import Columns
import TestSupport
import Testing

@Suite struct NumberVectorTests {
    private static let validities: [@Sendable (Int) -> Bool] = [
        { _ in true }, { _ in false }, { $0 % 3 == 0 }, { $0 == 0 }, { $0 != 0 }, { $0 % 100 < 50 },
    ]

    @Test func integersAndNullsComeBack() throws {
        var generator = SeededGenerator(seed: 1)
        for count in [0, 1, 7, 8, 9, 64, 1_001] {
            for isValid in Self.validities {
                for range in [0...0, -5...5, Int64.min...Int64.max] {
                    let rows: [Int64?] = (0..<count).map { isValid($0) ? .random(in: range, using: &generator) : nil }
                    let vector = IntegerVector(values: rows.map { $0 ?? 0 }, validity: rows.map { $0 != nil })
                    let segment = vector.encoded()
                    #expect(segment.count == count)
                    #expect(segment.nullCount == rows.count { $0 == nil })
                    #expect(segment.range?.lowerBound == rows.compactMap(\.self).min())
                    #expect(segment.range?.upperBound == rows.compactMap(\.self).max())
                    let found = try IntegerVector(decoding: segment)
                    #expect((0..<count).map { found[$0] } == rows)
                    #expect((found.validity == nil) == (segment.nullCount == 0))
                }
            }
        }
    }

    @Test func integersWithoutAValidityHaveNoNulls() throws {
        let segment = IntegerVector(values: [3, -3, 9], validity: nil).encoded()
        #expect(segment.nullCount == 0)
        #expect(segment.range == -3...9)
        #expect(try IntegerVector(decoding: segment) == IntegerVector(values: [3, -3, 9], validity: nil))
    }

    @Test func doublesComeBackBitForBit() throws {
        let values: [Double] = [
            0, -0.0, 1, -1, 0.1, .pi, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
        ]
        for isValid in Self.validities {
            let validity = values.indices.map(isValid)
            let segment = RealVector(values: values, validity: validity).encoded()
            #expect(segment.range == nil)
            let found = try RealVector(decoding: segment)
            for row in values.indices {
                #expect(found[row]?.bitPattern == (validity[row] ? values[row].bitPattern : nil))
            }
        }
    }

    @Test func everyTruncationIsRefused() {
        let vectors = [
            IntegerVector(values: [1, 0, 9, 400, 0], validity: [true, false, true, true, false]),
            IntegerVector(values: [4, 4, 0], validity: [true, true, false]),
            IntegerVector(values: [1, 2, 3, 4], validity: nil),
        ]
        for vector in vectors {
            let segment = vector.encoded()
            for length in 0..<segment.payload.count {
                let cut = EncodedSegment(
                    encoding: segment.encoding, count: segment.count, nullCount: segment.nullCount,
                    range: segment.range, payload: Array(segment.payload.prefix(length)))
                #expect(throws: SegmentError.self) { try IntegerVector(decoding: cut) }
            }
        }
    }

    /// Regression: with a null count changed to 0, the bitmap of nulls was read as numbers.
    @Test func aNullCountThatIsNotTheBitmapsIsRefused() {
        for rows in [[1, nil, 9, 400], [4, 4, nil], [nil, 2, 3, 4, 5, 6, 7, 8, 9]] as [[Int64?]] {
            let segment = IntegerVector(values: rows.map { $0 ?? 0 }, validity: rows.map { $0 != nil }).encoded()
            for claim in -1...rows.count + 1 where claim != segment.nullCount {
                var lying = segment
                lying.nullCount = claim
                let found = try? IntegerVector(decoding: lying)
                #expect(found == nil, "\(rows) with \(claim) nulls was read as \(String(describing: found))")
            }
        }
    }
}
