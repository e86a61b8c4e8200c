import TestSupport
import Testing

@testable import Export

@Suite struct NormalizedTextTests {
    private func normalized(_ text: String) -> String {
        var result = NormalizedText()
        Array(text.utf8).withUnsafeBytes { result.set($0) }
        return String(decoding: result.bytes, as: UTF8.self)
    }

    /// By the scalars' own property.
    private func twin(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { String(String.UnicodeScalarView($0)) }
            .joined(separator: " ")
    }

    @Test func everyCharacter() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x3100 || value % 97 == 0 else { continue }
            let text = "a\(scalar)\(scalar)b\(scalar)"
            #expect(normalized(text).utf8.elementsEqual(twin(text).utf8), "U+\(String(value, radix: 16))")
        }
    }

    @Test func randomTexts() {
        var generator = SeededGenerator(seed: 2)
        let characters: [Unicode.Scalar] = [
            " ", "\t", "\n", "\u{A0}", "\u{2003}", "\u{3000}", "a", "é", "日", "\u{200B}", "\u{85}",
        ]
        for _ in 0..<5_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                view.append(characters.randomElement(using: &generator) ?? " ")
            }
            let text = String(view)
            #expect(normalized(text).utf8.elementsEqual(twin(text).utf8), "\(Array(text.utf8))")
            #expect(normalized(normalized(text)) == normalized(text))
        }
    }
}
