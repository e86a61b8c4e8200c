import TestSupport
import Testing

@testable import Columns

@Suite struct TermPartsTests {
    private func terms(_ text: String) -> [String] {
        var terms: [String] = []
        Array(text.utf8).withUnsafeBytes { bytes in
            TextTerms.forEach(in: bytes) { terms.append(String(decoding: $0, as: UTF8.self)) }
        }
        return terms
    }

    @Test func wordsAndPairsAreTerms() {
        #expect(terms("eat, drink; 2x") == ["eat", "drink", "2x"])
        #expect(terms("¿Qué «да»… “no”") == ["Qué", "да", "no"])
        #expect(terms("这个节日。由") == ["这个", "个节", "节日", "由"])
        #expect(terms("GPT模型4") == ["GPT", "模型", "4"])
        #expect(terms("गाँव।यह") == ["गाँव", "यह"])
        #expect(terms("") == [] && terms(" \u{0}.") == [])
    }

    @Test func anyShortPartOfALongWordIsPartOfATerm() {
        let bytes = (0..<400).map { (place: Int) -> UInt8 in UInt8(97 + (place * 7 + place / 26) % 26) }
        let word = String(decoding: bytes, as: UTF8.self)
        let found = terms(word)
        for start in 0...(bytes.count - TextTerms.soughtByteCount) {
            let part = String(decoding: bytes[start..<start + TextTerms.soughtByteCount], as: UTF8.self)
            #expect(found.contains { $0.contains(part) })
        }
        #expect(found.first?.hasSuffix("\u{1}") == true && found.last?.hasPrefix("\u{1}") == true)
        #expect(found.dropFirst().dropLast().allSatisfy { $0.hasPrefix("\u{1}") && $0.hasSuffix("\u{1}") })
        #expect(found.last.map { word.hasSuffix($0.dropFirst()) } == true)
    }

    @Test func runsCoverAnyBytes() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                [0, 32, 65, 0x80, 0xC2, 0xA0, 0xE0, 0xE3, 0x81, 0xA5, 0xEF, 0xBC, 0xF0, 0x9F, 0xFF].randomElement(
                    using: &generator) ?? UInt8(0)
            }
            var covered: [UInt8] = []
            bytes.withUnsafeBytes { bytes in
                TextRun.forEach(in: bytes) { _, range in covered += bytes[range] }
                TextTerms.forEach(in: bytes) { #expect(!$0.isEmpty) }
                for index in 0...bytes.count {
                    _ = TextRun.kind(before: index, of: bytes)
                    _ = TextRun.kind(at: index, of: bytes)
                }
            }
            #expect(covered == bytes)
        }
    }

    @Test func aSearchFindsWhatComparingFinds() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<5_000 {
            let alphabet: [UInt8] = [97, 98, 0xD0, 0x9C, 32]
            func bytes(_ count: Int) -> [UInt8] {
                (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            }
            let text = bytes(Int.random(in: 0...80, using: &generator))
            let sought = bytes(Int.random(in: 1...5, using: &generator))
            let start = Int.random(in: 0...text.count, using: &generator)
            let expected = text.indices.first { $0 >= start && text[$0...].starts(with: sought) }
            #expect(text.withUnsafeBytes { SubstringSearch(sought).first(in: $0, from: start) } == expected)
        }
        #expect([1, 2].withUnsafeBytes { SubstringSearch([]).first(in: $0) } == nil)
    }

    @Test func foldingIsThatOfASCII() {
        var all = (0...255).map { UInt8($0) }
        let expected = all.map { (65...90).contains($0) ? $0 + 32 : $0 }
        #expect(ASCIIFolding.folded(all) == expected)
        all.withUnsafeMutableBytes { ASCIIFolding.fold($0) }
        #expect(all == expected)
    }

    @Test(arguments: [1, 63, 64, 65, 1_000]) func listsOfRowsComeBack(rowCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(rowCount))
        for share in [1, 2, 10, 100] {
            let rows = (0..<UInt32(rowCount)).filter { _ in generator.chance(1, in: share) }
            let (form, bytes) = PostingList.encode(rows, rowCount: rowCount)
            var bitmap = RowBitmap(rowCount: rowCount)
            try ([9, 9] + bytes).withUnsafeBytes {
                try PostingList.decode(form, count: rows.count, at: 2, of: $0, into: &bitmap)
            }
            #expect(bitmap.rows == rows)
            #expect((0..<rowCount).allSatisfy { bitmap.contains($0) == rows.contains(UInt32($0)) })
        }
    }

    @Test func rowsBeyondTheRowGroupAreRefused() {
        var bitmap = RowBitmap(rowCount: 10)
        for (form, bytes) in [(PostingList.Form.bits, [0, 4]), (.distances, [9, 1]), (.distances, [255])]
            as [(_, [UInt8])]
        {
            #expect(throws: SegmentError.self) {
                try bytes.withUnsafeBytes { try PostingList.decode(form, count: 2, at: 0, of: $0, into: &bitmap) }
            }
        }
    }
}
