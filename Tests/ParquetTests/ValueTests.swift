import TestSupport
import Testing

@testable import Parquet

@Suite struct ValueTests {
    @Test func decimals() {
        func text(_ unscaled: Int64, _ scale: Int) -> String {
            DecimalValue(unscaled: unscaled, scale: scale).description
        }
        #expect(text(0, 0) == "0")
        #expect(text(0, 2) == "0.00")
        #expect(text(-5, 2) == "-0.05")
        #expect(text(12_345, 2) == "123.45")
        #expect(text(-12_345, 0) == "-12345")
        #expect(text(.min, 3) == "-9223372036854775.808")
        #expect(text(.max, 19) == "0.9223372036854775807")
        #expect(DecimalValue(unscaled: [], scale: 1).description == "0.0")
        #expect(DecimalValue(unscaled: [0xFF, 0xFF, 0xFE], scale: 0) == DecimalValue(unscaled: -2, scale: 0))
        #expect(DecimalValue(unscaled: [0, 0, 0x80], scale: 0).unscaled == [0, 0x80])
        let wide = [UInt8](repeating: 0xFF, count: 32)
        #expect(
            DecimalValue(unscaled: [0x7F] + wide.dropFirst(), scale: 0).description
                == "57896044618658097711785492504343953926634992332820282019728792003956564819967")
    }

    @Test func decimalsOfRandomIntegers() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let number =
                Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<64, using: &generator)
            #expect(DecimalValue(unscaled: number, scale: 0).description == "\(number)")
        }
    }

    #if !(os(macOS) && arch(x86_64))
    @Test func halves() {
        for bits in UInt16.min...UInt16.max {
            let expected = Float(Float16(bitPattern: bits))
            let found = Float(halfBits: bits)
            if expected.isNaN {
                #expect(found.isNaN && (found.sign == expected.sign))
            } else {
                #expect(found.bitPattern == expected.bitPattern, "\(bits)")
            }
        }
    }
    #endif

    @Test func legacyTimestamps() {
        func nanoseconds(_ day: UInt32, _ time: UInt64) -> Int64? {
            Int96(
                nanosecondsOfDayLow: UInt32(truncatingIfNeeded: time), nanosecondsOfDayHigh: UInt32(time >> 32),
                julianDay: day
            ).nanosecondsSinceEpoch
        }
        #expect(nanoseconds(2_440_588, 0) == 0)
        #expect(nanoseconds(2_440_587, 86_399_999_999_999) == -1)
        #expect(nanoseconds(2_440_589, 5) == 86_400_000_000_005)
        #expect(nanoseconds(2_440_588 + 106_751, 0) == 9_223_286_400_000_000_000)
        #expect(nanoseconds(2_440_588 + 106_753, 0) == nil)
        #expect(nanoseconds(.max, .max >> 1) == nil)
    }

    /// A text that is not UTF-8 is not repaired: its bytes are given.
    @Test func textThatIsNotUTF8() throws {
        let column = leaf(.byteArray, logicalType: .string)
        let bytes: [UInt8] = [2, 0, 0, 0, 0x61, 0xFF, 1, 0, 0, 0, 0x62]
        let found = try Encoding.plain.decoded(bytes, of: column, count: 2, parts: [2])
        #expect(found == [.bytes([0x61, 0xFF]), .text("b")])
    }

    @Test func statisticValues() {
        #expect(leaf(.boolean).statisticValue([1]) == .bool(true))
        #expect(leaf(.boolean).statisticValue([]) == nil)
        #expect(leaf(.byteArray, logicalType: .string).statisticValue([0x61]) == .text("a"))
        #expect(leaf(.byteArray).statisticValue([]) == .bytes([]))
        #expect(leaf(.int32, width: 4, logicalType: .date).statisticValue([2, 0, 0, 0]) == .date(2))
        #expect(leaf(.double, width: 8).statisticValue(Twin.littleEndian((1.5).bitPattern)) == .double(1.5))
        #expect(leaf(.fixedLengthByteArray, width: 2).statisticValue([1]) == nil)
        #expect(leaf(.fixedLengthByteArray, width: 2, logicalType: .float16).statisticValue([0, 0x3C]) == .float(1))
    }

    @Test func rowRanges() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let ranges = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                let start = Int64.random(in: 0...20, using: &generator)
                return start..<start + Int64.random(in: 0...5, using: &generator)
            }
            let rows = RowRanges(ranges)
            #expect(zip(rows.ranges, rows.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            for row in Int64(0)...26 { #expect(rows.contains(row) == ranges.contains { $0.contains(row) }) }
            for start in Int64(0)...26 {
                for end in start...26 {
                    #expect(rows.overlaps(start..<end) == (start..<end).contains { rows.contains($0) })
                }
            }
        }
    }
}
