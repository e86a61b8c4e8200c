import Columns
import TestSupport
import Testing

@Suite struct CharacterCountTests {
    /// As in SQLite's source: a byte from 0xC0 on includes the continuations after it.
    private static func twin(_ bytes: [UInt8]) -> Int {
        var index = 0
        var count = 0
        while index < bytes.count, bytes[index] != 0 {
            count += 1
            index += 1
            guard bytes[index - 1] >= 0xC0 else { continue }
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        }
        return count
    }

    private static func count(_ bytes: [UInt8]) -> Int { bytes.withUnsafeBytes { CharacterCount.of($0) } }

    /// Every length around the width of a step, with everything unusual at every place.
    @Test func everyPlaceOfAShortTextIsCounted() {
        let usual: [[UInt8]] = ["a", "é", "节", "😀", "aé"].map { Array($0.utf8) }
        for length in 0..<36 {
            for characters in usual {
                let text = Array(repeatElement(characters, count: length).joined().prefix(length))
                #expect(Self.count(text) == Self.twin(text))
                for place in text.indices {
                    for byte: UInt8 in [0, 0x41, 0x80, 0xBF, 0xC0, 0xFF] {
                        var changed = text
                        changed[place] = byte
                        #expect(Self.count(changed) == Self.twin(changed), "\(changed)")
                    }
                }
            }
        }
    }

    @Test func randomBytesAreCountedAsSQLiteDoes() {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<1_000 {
            let likely: [UInt8] = [0x20, 0x61, 0x80, 0xA9, 0xC3, 0xE8, 0xF0]
            let text = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                generator.chance(1, in: 200)
                    ? UInt8.random(in: 0...255, using: &generator)
                    : likely[Int.random(in: 0..<likely.count, using: &generator)]
            }
            #expect(Self.count(text) == Self.twin(text), "\(text)")
        }
    }

    /// More bytes than the counters of one pass hold.
    @Test func longTextsAreCounted() {
        for text in ["é", "节日", "a😀", "x"].map({ String(repeating: $0, count: 20_000) }) {
            #expect(Self.count(Array(text.utf8)) == text.unicodeScalars.count)
        }
    }

    @Test func lengthsAreThoseOfTheRows() throws {
        let texts: [String?] = ["", nil, "abc", "節日", "a\0bc", String(repeating: "é", count: 1_000)]
        let bytes = texts.flatMap { Array(($0 ?? "").utf8) }
        let block = try bytes.withUnsafeBytes { try TextBlock(lengths: texts.map { $0?.utf8.count }, bytes: $0) }
        #expect(try block.texts().lengthCodes(in: .characters) == [1, 0, 4, 3, 2, 1_001])
        #expect(try block.texts().lengthCodes(in: .bytes) == [1, 0, 4, 7, 5, 2_001])
    }
}
