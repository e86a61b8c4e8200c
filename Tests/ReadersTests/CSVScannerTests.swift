import TestSupport
import Testing

@testable import Readers

/// The scanner of many bytes at a time against the rules read byte by byte.
@Suite struct CSVScannerTests {
    private static let quotes: [UInt8?] = [UInt8(ascii: "\""), nil]

    private func expectSame(_ text: [UInt8], _ reference: ReferenceCSV, _ scanner: CSVScanner) {
        for isFinal in [true, false] where !text.isEmpty {
            let found = scanner.outcome(of: text, isFinal: isFinal)
            let expected = reference.first(of: text, isFinal: isFinal)
            if found != expected {
                let shown = String(decoding: text, as: UTF8.self).debugDescription
                Issue.record("\(shown), final \(isFinal): \(found), not \(expected)")
            }
        }
    }

    private func scanner(quote: UInt8?) -> CSVScanner {
        CSVScanner(
            CSVDialect(separator: UInt8(ascii: ","), quote: quote.map(CSVOptions.Quote.doubled) ?? .none))
    }

    @Test(arguments: quotes)
    func allShortTexts(_ quote: UInt8?) {
        let reference = ReferenceCSV(separator: UInt8(ascii: ","), quote: quote)
        let scanner = scanner(quote: quote)
        var texts: [[UInt8]] = [[]]
        for _ in 0..<6 {
            texts = texts.flatMap { text in "a,\"\n\r".utf8.map { text + [$0] } }
            for text in texts { expectSame(text, reference, scanner) }
        }
    }

    @Test(arguments: quotes)
    func randomLongTexts(_ quote: UInt8?) {
        let reference = ReferenceCSV(separator: UInt8(ascii: ","), quote: quote)
        let scanner = scanner(quote: quote)
        var generator = SeededGenerator(seed: 61)
        for _ in 0..<5_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                if generator.chance(1, in: 2) {
                    let byte = Array("ab\u{7F}".utf8).randomElement(using: &generator) ?? 0
                    text += Array(repeating: byte, count: Int.random(in: 0...90, using: &generator))
                }
                text += Array(
                    [",", "\"", ",\"", "\",", "\"\"", "\",\"", "\n", "\r\n"].randomElement(using: &generator)?.utf8
                        ?? "".utf8)
            }
            expectSame(text, reference, scanner)
        }
    }
}
