import TestSupport
import Testing

@testable import Parquet

/// Each encoding of values is the inverse of an obvious encoder, whatever the parts in which it is decoded.
@Suite struct ValueEncodingTests {
    private static let partSizes = [[1], [7], [3, 40, 1], [1_000]]
    private static let counts = [0, 1, 2, 31, 32, 33, 127, 128, 129, 130, 300]

    private static func expect(
        _ encoding: Encoding, _ leaf: LeafColumn, _ bytes: [UInt8], _ values: [RowValue],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for parts in partSizes {
            let found = try encoding.decoded(bytes, of: leaf, count: values.count, parts: parts)
            #expect(found == values, "\(encoding), parts \(parts)", sourceLocation: sourceLocation)
        }
        // Requesting one value more is an error. Truncated bytes are an error, too, or give values that were there.
        #expect(throws: ParquetProblem.self, sourceLocation: sourceLocation) {
            try encoding.decoded(bytes, of: leaf, count: values.count + 9, parts: [values.count + 9])
        }
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            _ = try? encoding.decoded(Array(bytes.prefix(length)), of: leaf, count: values.count, parts: [7])
        }
    }

    private static func arrays(_ count: Int, _ generator: inout SeededGenerator, width: Int? = nil) -> [[UInt8]] {
        var previous: [UInt8] = []
        return (0..<count).map { _ in
            let length = width ?? Int.random(in: 0...12, using: &generator)
            let shared = min(Int.random(in: 0...12, using: &generator), min(length, previous.count))
            let rest = (0..<length - shared).map { _ in UInt8.random(in: 0...3, using: &generator) }
            previous = previous.prefix(shared) + rest
            return previous
        }
    }

    @Test func plain() throws {
        var generator = SeededGenerator(seed: 2)
        for count in Self.counts {
            let numbers = (0..<count).map { _ in Int64.random(in: .min ... .max, using: &generator) }
            let small = numbers.map { Int32(truncatingIfNeeded: $0) }
            try Self.expect(
                .plain, leaf(.int32, width: 4), small.flatMap(Twin.littleEndian), small.map { .int(Int64($0)) })
            try Self.expect(
                .plain, leaf(.int64, width: 8), numbers.flatMap(Twin.littleEndian), numbers.map { .int($0) })
            let doubles = numbers.map { Double($0) }
            try Self.expect(
                .plain, leaf(.double, width: 8), doubles.flatMap { Twin.littleEndian($0.bitPattern) },
                doubles.map { .double($0) })
            let floats = doubles.map { Float($0) }
            try Self.expect(
                .plain, leaf(.float, width: 4), floats.flatMap { Twin.littleEndian($0.bitPattern) },
                floats.map { .float($0) })
            let bits = numbers.map { UInt64($0 & 1) }
            let padded = Array(Twin.packed(bits, width: 1))
            try Self.expect(.plain, leaf(.boolean), padded, bits.map { .bool($0 == 1) })
            let arrays = Self.arrays(count, &generator)
            try Self.expect(
                .plain, leaf(.byteArray), arrays.flatMap { Twin.littleEndian(UInt32($0.count)) + $0 },
                arrays.map { .bytes($0) })
            let fixed = Self.arrays(count, &generator, width: 5)
            try Self.expect(
                .plain, leaf(.fixedLengthByteArray, width: 5), fixed.flatMap { $0 }, fixed.map { .bytes($0) })
        }
    }

    @Test(arguments: [(128, 4), (128, 1), (128, 16), (256, 8), (64, 2), (8, 1)])
    func deltaBinaryPacked(blockSize: Int, miniblocks: Int) throws {
        var generator = SeededGenerator(seed: UInt64(blockSize + miniblocks))
        for count in Self.counts {
            for extraWidth in [0, 3, 64] {
                let ranges: [ClosedRange<Int64>] = [.min ... .max, -5...5, 7...7, 0...1_000_000]
                let range = ranges.randomElement(using: &generator) ?? 0...0
                let values = (0..<count).map { _ in Int64.random(in: range, using: &generator) }
                let bytes = Twin.delta(values, blockSize: blockSize, miniblocks: miniblocks, extraWidth: extraWidth)
                try Self.expect(.deltaBinaryPacked, leaf(.int64, width: 8), bytes, values.map { .int($0) })
                // 32 bits are the same modulo 2^32.
                try Self.expect(
                    .deltaBinaryPacked, leaf(.int32, width: 4), bytes,
                    values.map { .int(Int64(Int32(truncatingIfNeeded: $0))) })
                try withBytes(bytes + [9, 9, 9]) { all in
                    var decoder = try DeltaBinaryPackedDecoder(all, limit: count)
                    for part in 0...min(2, count) where count > 0 {
                        #expect(try decoder.end() == bytes.count, "\(count) values, part \(part)")
                        let output = UnsafeMutableBufferPointer<Int64>.allocate(capacity: count / 3)
                        try decoder.decode(into: output)
                        output.deallocate()
                    }
                }
            }
        }
    }

    @Test func deltaHeaders() throws {
        func problem(_ header: [UInt8]) -> ParquetProblem? {
            do {
                _ = try Encoding.deltaBinaryPacked.decoded(
                    header + [0, 0, 0, 0, 0, 0, 0, 0], of: leaf(.int64, width: 8), count: 5, parts: [5])
                return nil
            } catch { return error as? ParquetProblem }
        }
        #expect(problem([0, 1, 5]) == .deltaHeader(field: "block size", value: 0))
        #expect(problem([0x80, 1, 0, 5]) == .deltaHeader(field: "miniblocks in a block", value: 0))
        #expect(problem([0x80, 1, 3, 5]) == .deltaHeader(field: "miniblocks in a block", value: 3))
        #expect(problem([0x80, 1, 32, 5]) == .deltaHeader(field: "values in a miniblock", value: 4))
        #expect(problem([0x80, 1, 4, 6]) == .deltaHeader(field: "value count", value: 6))
        #expect(problem([0x80, 1, 4, 4]) == .fewerValues(needed: 1))
        #expect(
            problem([0x80, 1, 4, 5, 0, 0, 65, 0, 0, 0]) == .bitWidth(65, limit: 64))
        let huge = Twin.varint(1 << 40)
        #expect(problem(huge + [4, 5]) == .deltaHeader(field: "block size", value: 1 << 40))
    }

    @Test func deltaByteArrays() throws {
        var generator = SeededGenerator(seed: 8)
        for count in Self.counts {
            let values = Self.arrays(count, &generator)
            let expected = values.map { RowValue.bytes($0) }
            try Self.expect(.deltaLengthByteArray, leaf(.byteArray), Twin.deltaLengths(values), expected)
            try Self.expect(.deltaByteArray, leaf(.byteArray), Twin.deltaArrays(values), expected)
            let fixed = Self.arrays(count, &generator, width: 4)
            try Self.expect(
                .deltaByteArray, leaf(.fixedLengthByteArray, width: 4), Twin.deltaArrays(fixed),
                fixed.map { .bytes($0) })
        }
    }

    @Test func damagedDeltaByteArrays() throws {
        func problem(_ bytes: [UInt8], width: Int = 0, count: Int = 2) -> ParquetProblem? {
            do {
                let type: PhysicalType = width == 0 ? .byteArray : .fixedLengthByteArray
                _ = try Encoding.deltaByteArray.decoded(
                    bytes, of: leaf(type, width: width), count: count, parts: [count])
                return nil
            } catch { return error as? ParquetProblem }
        }
        func prefixes(_ numbers: [Int64]) -> [UInt8] { Twin.delta(numbers, blockSize: 128, miniblocks: 4) }
        let suffixes = Twin.deltaLengths([[1, 2], [3]])
        #expect(problem(prefixes([0, 3]) + suffixes) == .prefixTooLong(prefix: 3, previous: 2))
        #expect(problem(prefixes([1, 0]) + suffixes) == .prefixTooLong(prefix: 1, previous: 0))
        #expect(problem(prefixes([0, -1]) + suffixes) == .prefixTooLong(prefix: -1, previous: 2))
        #expect(problem(prefixes([0, 1]) + prefixes([2, -1]) + [7, 7]) == .negativeLength(-1))
        #expect(problem(prefixes([0, 1]) + prefixes([2, 5])) == .truncated(needed: 2, available: 0))
        #expect(problem(prefixes([0, 0]) + suffixes, width: 2) == .valueLength(found: 1, column: 2))
        // A repeated value of 2^15 bytes: small in the page and large when decoded.
        let count = 100
        let repeated =
            prefixes([0] + Array(repeating: 32_767, count: count - 1))
            + Twin.deltaLengths([[UInt8](repeating: 7, count: 32_768)] + Array(repeating: [8], count: count - 1))
        #expect(problem(repeated, count: count) == .decodedTooLarge(limit: 1 << 20))
    }

    @Test func byteStreamSplit() throws {
        var generator = SeededGenerator(seed: 9)
        let types: [(LeafColumn, Int)] = [
            (leaf(.int32, width: 4), 4), (leaf(.int64, width: 8), 8), (leaf(.float, width: 4), 4),
            (leaf(.double, width: 8), 8), (leaf(.fixedLengthByteArray, width: 3), 3),
            (leaf(.fixedLengthByteArray, width: 1), 1),
        ]
        for (leaf, width) in types {
            for count in Self.counts {
                let values = Self.arrays(count, &generator, width: width)
                let expected = try Encoding.plain.decoded(
                    values.flatMap { $0 }, of: leaf, count: count, parts: [1_000])
                try Self.expect(.byteStreamSplit, leaf, Twin.streams(values, width: width), expected)
            }
            if width > 1 {
                #expect(throws: ParquetProblem.self) {
                    try Encoding.byteStreamSplit.decoded([1, 2, 3, 4, 5, 6, 7], of: leaf, count: 1, parts: [1])
                }
            }
        }
    }

    @Test func runLengthBooleans() throws {
        var generator = SeededGenerator(seed: 10)
        for count in Self.counts where count > 0 {
            let bits = (0..<count).map { _ in UInt64.random(in: 0...1, using: &generator) }
            let runs = Twin.runs(bits, width: 1, &generator)
            let bytes = Twin.littleEndian(UInt32(runs.count)) + runs
            let found = try Encoding.rle.decoded(bytes, of: leaf(.boolean), count: count, parts: [3, 40])
            #expect(found == bits.map { .bool($0 == 1) })
        }
    }

    @Test func unsupported() {
        for (encoding, type) in [
            (Encoding.rle, PhysicalType.int32), (.deltaBinaryPacked, .double), (.deltaByteArray, .int64),
            (.byteStreamSplit, .boolean), (.byteStreamSplit, .byteArray), (Encoding(rawValue: 77), .int32),
            (.bitPacked, .boolean),
        ] {
            #expect(throws: ParquetProblem.unsupportedEncoding(encoding, type: type)) {
                try encoding.decoded([0, 0, 0, 0], of: leaf(type, width: 4), count: 1, parts: [1])
            }
        }
        #expect(throws: ParquetProblem.dictionaryMissing) {
            try Encoding.rleDictionary.decoded([1, 2, 1], of: leaf(.int32, width: 4), count: 1, parts: [1])
        }
    }
}
