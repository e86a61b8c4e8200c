import TestSupport
import Testing

@testable import Parquet

/// The pieces of the writer, each against an obvious twin.
@Suite struct EncodingTests {
    /// Takes the runs and groups of the hybrid apart, bit by bit.
    private func decode(_ bytes: [UInt8], bitWidth: Int, count: Int) -> [UInt32] {
        var values: [UInt32] = []
        var position = 0
        while values.count < count {
            var header = 0
            var shift = 0
            repeat {
                header |= Int(bytes[position] & 0x7F) << shift
                shift += 7
                position += 1
            } while bytes[position - 1] & 0x80 != 0
            if header & 1 == 0 {
                var value: UInt32 = 0
                for place in 0..<(bitWidth + 7) / 8 { value |= UInt32(bytes[position + place]) << UInt32(8 * place) }
                position += (bitWidth + 7) / 8
                values += Array(repeating: value, count: header >> 1)
            } else {
                let groupCount = header >> 1
                for number in 0..<groupCount * 8 {
                    var value: UInt32 = 0
                    for bit in 0..<bitWidth {
                        let place = number * bitWidth + bit
                        if bytes[position + place / 8] >> UInt8(place % 8) & 1 == 1 { value |= 1 << UInt32(bit) }
                    }
                    values.append(value)
                }
                position += groupCount * bitWidth
            }
        }
        #expect(position == bytes.count)
        return Array(values.prefix(count))
    }

    /// All sequences of 0 and 1 up to 12 numbers, and random ones with long and short runs in every width.
    @Test func hybrid() {
        for length in 0...12 {
            for pattern in 0..<1 << length {
                let numbers = (0..<length).map { UInt32(pattern >> $0 & 1) }
                var bytes: [UInt8] = []
                HybridEncoder.append(numbers, bitWidth: 1, to: &bytes)
                #expect(decode(bytes, bitWidth: 1, count: length) == numbers)
            }
        }
        var generator = SeededGenerator(seed: 5)
        for bitWidth in 0...32 {
            for _ in 0..<20 {
                var numbers: [UInt32] = []
                while numbers.count < 200 {
                    let value =
                        bitWidth == 0
                        ? 0 : UInt32.random(in: 0...UInt32.max, using: &generator) >> UInt32(32 - bitWidth)
                    numbers += Array(
                        repeating: value, count: [1, 1, 2, 7, 8, 9, 40].randomElement(using: &generator) ?? 1)
                }
                var bytes: [UInt8] = []
                HybridEncoder.append(numbers, bitWidth: bitWidth, to: &bytes)
                #expect(decode(bytes, bitWidth: bitWidth, count: numbers.count) == numbers, "width \(bitWidth)")
            }
        }
    }

    @Test func bitWidths() {
        #expect([0, 1, 2, 3, 4, 255, 256].map(HybridEncoder.bitWidth) == [0, 1, 2, 2, 3, 8, 9])
    }

    @Test func boundsOfTexts() {
        var generator = SeededGenerator(seed: 6)
        let characters: [Unicode.Scalar] = [
            "a", "é", "中", "\u{D7FF}", "\u{10FFFF}", "\u{7F}", "\u{7FF}", "\u{FFFF}", "🙂",
        ]
        for limit in [1, 2, 3, 4, 8, 64] {
            for _ in 0..<300 {
                var view = String.UnicodeScalarView()
                for _ in 0..<Int.random(in: 0...20, using: &generator) {
                    view.append(characters.randomElement(using: &generator) ?? "a")
                }
                let text = Array(String(view).utf8)
                let lower = TextBound.lower(text, limit: limit)
                #expect(lower.isExact == (text.count <= limit) && lower.bytes.count <= max(limit, 0))
                #expect(lower.isExact ? lower.bytes == text : lower.bytes.lexicographicallyPrecedes(text))
                #expect(String(validating: lower.bytes, as: UTF8.self) != nil)
                guard let upper = TextBound.upper(text, limit: limit) else {
                    // Only where nothing can be raised.
                    #expect(text.count > limit)
                    continue
                }
                #expect(upper.isExact ? upper.bytes == text : text.lexicographicallyPrecedes(upper.bytes))
                #expect(String(validating: upper.bytes, as: UTF8.self) != nil)
            }
        }
        #expect(TextBound.upper(Array(String(repeating: "\u{10FFFF}", count: 20).utf8), limit: 64) == nil)
    }

    @Test func dictionaryGivesEveryValueOneIndex() {
        var generator = SeededGenerator(seed: 7)
        var builder = DictionaryBuilder()
        var twin: [[UInt8]: UInt32] = [:]
        for _ in 0..<20_000 {
            let value = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            let expected = twin[value] ?? UInt32(twin.count)
            twin[value] = expected
            #expect(value.withUnsafeBytes { builder.index(of: $0) } == expected)
        }
        #expect(builder.count == twin.count)
        for (value, index) in twin { #expect(builder.withBytes(of: index) { Array($0) } == value) }
    }
}
