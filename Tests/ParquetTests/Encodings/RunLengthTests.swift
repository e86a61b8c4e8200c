import TestSupport
import Testing

@testable import Parquet

@Suite struct RunLengthTests {
    @Test(arguments: 0...32)
    func bitUnpacking(width: Int) {
        var generator = SeededGenerator(seed: UInt64(width))
        let mask = (UInt64(1) << UInt64(width)) - 1
        for count in 0..<70 {
            let values = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) & mask }
            withBytes(Twin.packed(values, width: width)) { bytes in
                let wrong = (0...count).filter { first in
                    let output = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count - first)
                    defer { output.deallocate() }
                    BitUnpacking.unpack(bytes, width: width, first: first, into: output)
                    return !output.elementsEqual(values[first...].map { UInt32($0) })
                }
                #expect(wrong.isEmpty, "\(count) from \(wrong)")
            }
        }
    }

    @Test func singleBits() {
        var generator = SeededGenerator(seed: 1)
        for count in 0..<70 {
            let values = (0..<count).map { _ in UInt64.random(in: 0...1, using: &generator) }
            withBytes(Twin.packed(values, width: 1)) { bytes in
                let wrong = (0...count).filter { first in
                    let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count - first)
                    defer { output.deallocate() }
                    BitUnpacking.unpackBits(bytes, first: first, into: output)
                    return !output.elementsEqual(values[first...].map { UInt8($0) })
                }
                #expect(wrong.isEmpty, "\(count) from \(wrong)")
            }
        }
    }

    @Test(arguments: 0...32)
    func runs(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(100 + width))
        let mask = (UInt64(1) << UInt64(width)) - 1
        for _ in 0..<40 {
            let pool = (0..<3).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) & mask }
            var values: [UInt64] = []
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let length = Int.random(in: 1...30, using: &generator)
                values += Array(repeating: pool.randomElement(using: &generator) ?? 0, count: length)
            }
            let encoded = Twin.runs(values, width: width, &generator)
            try withBytes(encoded) { bytes in
                var decoder = try RunLengthDecoder(bytes, width: width)
                var decoded: [UInt32] = []
                while decoded.count < values.count {
                    let left = values.count - decoded.count
                    let part = min(left, Int.random(in: 1...40, using: &generator))
                    let expected = values[decoded.count..<decoded.count + part]
                    if Bool.random(using: &generator), let value = try decoder.uniform(part) {
                        #expect(expected.allSatisfy { $0 == value })
                        decoded += Array(repeating: value, count: part)
                    } else {
                        let output = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: part)
                        defer { output.deallocate() }
                        #expect(try decoder.decode(into: output) == expected.max().map { UInt32($0) })
                        decoded += output
                    }
                }
                #expect(decoded == values.map { UInt32($0) })
            }
        }
    }

    /// The last group of eight may be cut where its values are not needed.
    @Test func missingPadding() throws {
        let bytes = Array(Twin.packedRun([1, 2, 3, 4, 5, 0, 0, 0], width: 8).prefix(6))
        let found = try Encoding.rleDictionary.decoded(
            [8] + bytes, of: leaf(.int32, width: 4), count: 5, parts: [2], dictionaryCount: 6)
        #expect(found == [.int(1), .int(2), .int(3), .int(4), .int(5)])
    }

    @Test func damage() throws {
        func problem(_ bytes: [UInt8], count: Int, dictionary: Int) -> ParquetProblem? {
            do {
                _ = try Encoding.rleDictionary.decoded(
                    bytes, of: leaf(.int32, width: 4), count: count, parts: [count], dictionaryCount: dictionary)
                return nil
            } catch { return error as? ParquetProblem }
        }
        #expect(problem([33, 2, 0], count: 1, dictionary: 1) == .bitWidth(33, limit: 32))
        #expect(problem([3, 2, 7], count: 1, dictionary: 7) == .dictionaryIndexTooLarge(index: 7, count: 7))
        #expect(problem([3, 2, 8], count: 1, dictionary: 9) == .bitWidth(4, limit: 3))
        #expect(problem([3, 4, 1], count: 3, dictionary: 9) == .fewerValues(needed: 1))
        #expect(problem([3, 4], count: 3, dictionary: 9) == .truncated(needed: 1, available: 0))
        #expect(problem([], count: 3, dictionary: 9) == .fewerValues(needed: 3))
        #expect(problem([3, 0x80, 0x80, 0x80, 0x80, 0x80, 1], count: 3, dictionary: 9) == .varintTooLong(offset: 5))
        // A run that claims two billion values gives as many as are requested.
        #expect(problem([3] + Twin.run(1, count: 1 << 31, width: 3), count: 10, dictionary: 9) == nil)
        // Runs of no values are passed over; they end with the bytes.
        #expect(problem([3, 0, 1, 0, 1, 1, 1], count: 1, dictionary: 9) == .fewerValues(needed: 1))
    }

    @Test func bitPackedLevels() throws {
        var generator = SeededGenerator(seed: 5)
        for width in 1...7 {
            for count in [0, 1, 7, 8, 9, 100] {
                let maximum = (1 << width) - 1
                let levels = (0..<count).map { _ in UInt8.random(in: 0...UInt8(maximum), using: &generator) }
                let encoded = Twin.packedFromTheTop(levels, width: width)
                #expect(encoded.count == BitPackedLevels.byteCount(entries: count, maximum: maximum))
                try withBytes(encoded) { bytes in
                    var decoder = try LevelDecoder(
                        bytes, encoding: .bitPacked, maximum: maximum, scratch: ScratchBuffer())
                    var found: [UInt8] = []
                    while found.count < count {
                        let part = min(5, count - found.count)
                        let decoded = try decoder.next(part)
                        found += (0..<part).map { decoded[$0] }
                    }
                    #expect(found == levels)
                    #expect(throws: ParquetProblem.self) { try decoder.next(100) }
                }
            }
        }
    }

    @Test func levelsOverTheGreatest() throws {
        try withBytes(Twin.run(3, count: 5, width: 2)) { bytes in
            var decoder = try LevelDecoder(bytes, encoding: .rle, maximum: 2, scratch: ScratchBuffer())
            #expect(throws: ParquetProblem.levelTooLarge(level: 3, limit: 2)) { try decoder.next(5) }
        }
    }
}
