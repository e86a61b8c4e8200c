import TestSupport
import Testing

@testable import Readers

@Suite struct UTF8CheckTests {
    /// Where Swift's own decoder meets the first error, by trying ever longer prefixes of whole characters.
    private static func isWellFormed(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    private static func check(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { UTF8Check.firstInvalid($0, count: buffer.count) }
        }
    }

    @Test func agreesOnAllShortSequences() {
        // Every lead byte with the second and third bytes around which the rules change.
        let edges: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF]
        for first in UInt8.min...UInt8.max {
            for second in edges {
                for third in edges {
                    for bytes in [[first], [first, second], [first, second, third], [first, second, third, 0x80]] {
                        #expect((Self.check(bytes) == nil) == Self.isWellFormed(bytes), "\(bytes)")
                    }
                }
            }
        }
    }

    @Test func agreesOnRandomText() {
        var generator = SeededGenerator(seed: 2)
        let pieces = [
            "a", "plain ascii text", "é", "ß", "привет", "日本語", "🙂", "ठ", "\u{D7FF}", "\u{E000}", "\u{800}",
            "\u{10000}",
        ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 0..<8, using: &generator)
            var bytes = (0..<count).flatMap { _ in Array((pieces.randomElement(using: &generator) ?? "").utf8) }
            #expect(Self.check(bytes) == nil)
            guard !bytes.isEmpty else { continue }
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            #expect((Self.check(bytes) == nil) == Self.isWellFormed(bytes), "\(bytes)")
        }
    }

    /// Texts of more than one block, with every pair of bytes around which the rules change at every place of a block.
    @Test func blocksAgreeWithTheCheckOfCharacters() {
        let fillings = ["a", "é", "ठ", "🙂"].map { Array(String(repeating: $0, count: 48 / $0.utf8.count).utf8) }
        let edges: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3,
            0xF4, 0xF5, 0xFF,
        ]
        for filling in fillings {
            for place in 0..<filling.count - 1 {
                for first in edges {
                    for second in edges {
                        var bytes = filling
                        bytes[place] = first
                        bytes[place + 1] = second
                        let expected = bytes.withUnsafeBufferPointer { buffer in
                            buffer.baseAddress.flatMap {
                                UTF8Check.firstInvalidCharacter($0, count: buffer.count)
                            }
                        }
                        if Self.check(bytes) != expected { Issue.record("\(bytes)") }
                    }
                }
            }
        }
    }

    @Test func textsOfAllLengthsAgreeWithSwift() {
        let text = Array("aé日🙂привет мир, नमस्ते दुनिया; plain text and more, 漢字かな交じり文 🙂🙂".utf8)
        for start in 0..<text.count {
            for end in start...text.count {
                let bytes = Array(text[start..<end])
                if (Self.check(bytes) == nil) != Self.isWellFormed(bytes) { Issue.record("\(bytes)") }
            }
        }
    }

    @Test func tellsWhereTheErrorIs() {
        #expect(Self.check(Array("abcdefgh日本".utf8) + [0xFF] + Array("x".utf8)) == 14)
        #expect(Self.check(Array("abc".utf8) + [0xE6, 0x97]) == 3)
    }
}
