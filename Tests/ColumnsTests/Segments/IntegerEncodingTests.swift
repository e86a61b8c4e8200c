import Columns
import TestSupport
import Testing

@Suite struct IntegerEncodingTests {
    /// Every sequence of up to six values of each alphabet: the bytes equal those of the reference layout, and decode
    /// to the values.
    @Test(
        arguments: [
            [0, 1, 2], [0, 1, 255], [0, 255, 256], [-1, 0, 1], [.min, 0, .max], [.max - 1, .max, .min],
            [7, 8, 1 << 40],
        ] as [[Int64]])
    func everyShortSequenceComesBack(alphabet: [Int64]) throws {
        for values in sequences(over: alphabet, upTo: 6) { try expectRoundTrip(values) }
    }

    @Test func everyShortSequenceOfNarrowTypesComesBack() throws {
        for values in sequences(over: [0, 1, 254, 255] as [UInt8], upTo: 5) { try expectRoundTrip(values) }
        for values in sequences(over: [0, 1, 65_534, 65_535] as [UInt16], upTo: 5) { try expectRoundTrip(values) }
        for values in sequences(over: [0, 1, .max - 1, .max] as [UInt32], upTo: 5) { try expectRoundTrip(values) }
    }

    /// The decoder reads each layout, even if the encoder would have chosen a smaller one.
    @Test func everyLayoutOfEveryShortSequenceIsRead() throws {
        for values in sequences(over: [-3, 0, 4, .max] as [Int64], upTo: 4) {
            for encoding in SegmentEncoding.allCases {
                guard let payload = ObviousLayout.payload(values, encoding) else { continue }
                let found = try IntegerDecoder.decode(encoding, payload, count: values.count, as: Int64.self)
                if found != values { Issue.record("\(encoding) of \(values) came back as \(found)") }
            }
        }
    }

    @Test(arguments: 1...64) func everyBitWidthIsPackedAndUnpacked(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        let greatest = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        for base in [0, -5, Int64.min, Int64.max] {
            for count in [1, 2, 3, 7, 8, 9, 15, 16, 17, 65, 200] {
                var values = (0..<count).map { _ in base &+ Int64(bitPattern: generator.next() & greatest) }
                values[0] = base &+ Int64(bitPattern: greatest)
                guard let payload = ObviousLayout.payload(values, .bitPacked) else { continue }
                let found = try IntegerDecoder.decode(.bitPacked, payload, count: count, as: Int64.self)
                if found != values { Issue.record("width \(width), base \(base): \(values) came back as \(found)") }
                try expectRoundTrip(values)
            }
        }
    }

    /// Codes of one byte are decoded eight at a time, and the last ones one by one.
    @Test(arguments: 1...8) func everyBitWidthOfBytesIsUnpacked(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        let greatest: Int64 = (1 << Int64(width)) - 1
        for base in Set([0, 1, 255 - greatest, 256 - greatest]) {
            for count in 2...150 {
                var values = (0..<count).map { _ in base + .random(in: 0...greatest, using: &generator) }
                (values[0], values[count - 1]) = (base, base + greatest)
                let payload = try #require(ObviousLayout.payload(values, .bitPacked))
                guard base + greatest <= 255 else {
                    #expect(throws: SegmentError.valueOutOfRange(256)) {
                        try IntegerDecoder.decode(.bitPacked, payload, count: count, as: UInt8.self)
                    }
                    continue
                }
                let found = try IntegerDecoder.decode(.bitPacked, payload, count: count, as: UInt8.self)
                if found.map({ Int64($0) }) != values { Issue.record("\(values) came back as \(found)") }
            }
        }
    }

    enum Shape: CaseIterable {
        case constant, sequence, descending, longRuns, shortRuns, narrow, sixteenBits, wide, outliers, nearMaximum
    }

    @Test(arguments: Shape.allCases) func manyShapesComeBack(shape: Shape) throws {
        var generator = SeededGenerator(seed: 11)
        for count in [1, 2, 7, 8, 9, 100, 1_000, 5_003] {
            var previous: Int64 = 0
            let values = (0..<count).map { index -> Int64 in
                switch shape {
                case .constant: return -42
                case .sequence: return 1_000 + Int64(index)
                case .descending: return -Int64(index)
                case .longRuns: return Int64(index / 97)
                case .shortRuns:
                    if Int.random(in: 0..<3, using: &generator) == 0 {
                        previous = .random(in: 0..<9, using: &generator)
                    }
                    return previous
                case .narrow: return .random(in: 0...4, using: &generator)
                case .sixteenBits: return .random(in: 0...65_535, using: &generator)
                case .wide: return .random(in: .min ... .max, using: &generator)
                case .outliers: return index % 500 == 3 ? 1 << 50 : .random(in: 0...1, using: &generator)
                case .nearMaximum: return .max - .random(in: 0...300, using: &generator)
                }
            }
            try expectRoundTrip(values)
        }
    }

    /// The test is worthless if an encoding is never chosen.
    @Test func everyEncodingIsChosenForDataThatSuitsIt() {
        let suited: [(SegmentEncoding, [UInt32])] = [
            (.constant, [7, 7, 7]), (.constant, []), (.sequence, [4, 5, 6, 7]),
            (.runLength, Array(repeating: 1, count: 500) + Array(repeating: 900, count: 500)),
            (.bitPacked, (0..<100).map { $0 * 7 % 8 }), (.plain, (0..<100).map { $0 * 37 % 256 }),
        ]
        for (encoding, values) in suited { #expect(IntegerEncoder.encode(values).0 == encoding) }
    }

    private func expectRoundTrip<Value: FixedWidthInteger>(_ values: [Value]) throws {
        let (encoding, payload) = IntegerEncoder.encode(values)
        let found = try IntegerDecoder.decode(encoding, payload, count: values.count, as: Value.self)
        if found != values { Issue.record("\(values) came back as \(found) from \(encoding)") }
        let wide = values.map { Int64($0) }
        if let expected = ObviousLayout.payload(wide, encoding), expected != payload {
            Issue.record("\(encoding) of \(values) is \(payload), and \(expected) by the obvious layout")
        }
        let sizes = ObviousLayout.sizes(wide)
        let smallest = sizes.values.min() ?? 0
        let packed = sizes[.bitPacked] ?? .max
        let preferred = encoding == .plain && packed > payload.count / 10 * 9
        if payload.count > smallest, !preferred {
            Issue.record("\(encoding) of \(values) takes \(payload.count) bytes, the smallest \(smallest)")
        }
    }
}
