import Digests
import Foundation
import TestSupport
import Testing

@testable import Tagging

@Suite struct TextTests {
    @Test func keysOfEqualTexts() throws {
        let key = try #require(TextKey(of: "Crème brûlée is eaten"))
        for text in [
            " Crème  brûlée\nis\teaten ", "Cre\u{300}me bru\u{302}le\u{301}e is\u{A0}eaten",
            "Crème\u{3000}brûlée\r\nis eaten\u{2028}",
        ] {
            #expect(TextKey(of: text) == key)
        }
        for text in [
            "crème brûlée is eaten", "Crème brûlée is eaten.", "Creme brulee is eaten", "Crèmebrûlée is eaten",
        ] {
            #expect(TextKey(of: text) != key)
        }
        for blank in ["", " ", "\n\t\u{A0}\u{3000}"] { #expect(TextKey(of: blank) == nil) }
        #expect(TextKey(of: "\0") != nil)
    }

    @Test func aKeyIsTheStartOfTheHashOfTheNormalForm() throws {
        var generator = SeededGenerator(seed: 4)
        let alphabet = ["a", "Z", " ", "\n", "é", "e\u{301}", "漢", "😀", "\u{A0}", "ß", "각", "\u{1112}\u{1161}", "д"]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }.joined()
            let normal = text.precomposedStringWithCanonicalMapping
                .components(separatedBy: .whitespacesAndNewlines).filter { !$0.isEmpty }.joined(separator: " ")
            let expected = normal.isEmpty ? nil : String(ContentHash.of(Array(normal.utf8)).prefix(32))
            #expect(TextKey(of: text)?.description == expected)
        }
    }

    @Test func keysAsBytesAndDigits() throws {
        let key = TextKey(high: 0x0123_4567_89AB_CDEF, low: 1)
        #expect(key.description == "0123456789abcdef0000000000000001")
        #expect(TextKey(hexadecimal: key.description) == key)
        #expect(TextKey(key.bytes) == key)
        for text in ["", "0123", "+123456789abcdef0000000000000001", "g123456789abcdef0000000000000001"] {
            #expect(TextKey(hexadecimal: text) == nil)
        }
        #expect(TextKey(high: 0, low: 5) < TextKey(high: 1, low: 0))
    }

    // MARK: - Fences

    private func fenced(_ text: String, tokens: Int = 1000) -> FencedText {
        FencedText(text, mostTokens: tokens, leftOut: "[{{count}} left out]")
    }

    @Test func fencesAreTheSameForTheSameText() {
        let text = fenced("Hello\nworld")
        #expect(text == fenced("Hello\nworld") && !text.isTruncated)
        let lines = text.content.split(separator: "\n")
        #expect(lines.count == 4 && lines[1] == "Hello" && lines[2] == "world")
        #expect(lines[0].dropFirst(8) == lines[3].dropFirst(7) && lines[0].count == 27)
        #expect(fenced("Hello").content != fenced("hello").content)
    }

    @Test func aTextCannotHoldTheLineThatEndsIt() {
        let first = fenced("Hello").content
        let hostile = fenced(first).content
        let sign = hostile.split(separator: "\n")[0].dropFirst(8).dropLast(3)
        #expect(!first.contains(sign))
    }

    @Test func longTextsKeepHeadAndTail() {
        let text = (0..<10_000).map { "\($0 % 10)" }.joined()
        let long = fenced("H" + text + "T", tokens: 100)
        #expect(long.isTruncated)
        let lines = long.content.split(separator: "\n")
        #expect(lines[1].count == 300 && lines[1].hasPrefix("H0"))
        #expect(lines[2] == "[9602 left out]")
        #expect(lines[3].count == 100 && lines[3].hasSuffix("9T"))
        #expect(!fenced(String(repeating: "a", count: 400), tokens: 100).isTruncated)
        #expect(fenced(String(repeating: "a", count: 401), tokens: 100).isTruncated)
        #expect(!fenced(String(repeating: "漢", count: 100), tokens: 100).isTruncated)
        #expect(fenced(String(repeating: "漢", count: 101), tokens: 100).isTruncated)
    }

    @Test func estimatesOfTokens() {
        #expect(TokenEstimate.tokens(of: "") == 0)
        #expect(TokenEstimate.tokens(of: "abcde") == 2)
        #expect(TokenEstimate.tokens(of: "дд") == 1)
        #expect(TokenEstimate.tokens(of: "漢😀") == 3)
    }
}
