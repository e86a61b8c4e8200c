import TestSupport
import Testing

@testable import Columns

/// The index of a row group against reading its texts one by one.
@Suite struct TermIndexTests {
    static let words = [
        "Harvest", "harvest", "festival", "fest", "a", "eat", "Масленицы", "масленица", "节", "节日", "节日的由来", "この", "ไทย",
        "😀", "x1", "1234", "Straße", "don't", "e\u{301}", "«да»", "गाँव।", "\u{0}", "%", "_", "GPT模型4", "ＦＵＬＬ",
        String(repeating: "longer", count: 20), String(repeating: "節", count: 60),
    ]

    static func text(_ generator: inout SeededGenerator) -> String? {
        if generator.chance(1, in: 12) { return nil }
        let count = Int.random(in: 0...6, using: &generator)
        let separators = [" ", ", ", "", ".", "\n", "。", "-"]
        return (0..<count).map { _ in
            words[Int.random(in: 0..<words.count, using: &generator)]
                + separators[Int.random(in: 0..<separators.count, using: &generator)]
        }.joined()
    }

    static func block(_ texts: [String?]) throws -> TextVector {
        try Array(texts.compactMap(\.self).joined().utf8).withUnsafeBytes {
            try TextBlock(lengths: texts.map { $0?.utf8.count }, bytes: $0).texts()
        }
    }

    /// What LIKE compares of a text: up to a NUL, without the case of A to Z.
    private static func compared(_ text: String?) -> [UInt8] {
        text.map { ASCIIFolding.folded($0.utf8.prefix { $0 != 0 }) } ?? []
    }

    /// Whether LIKE finds a literal, which is not empty, in the compared bytes of a text.
    private static func contains(_ bytes: [UInt8], _ literal: [UInt8]) -> Bool {
        let sought = ASCIIFolding.folded(literal)
        return bytes.indices.contains { bytes[$0] == sought[0] && bytes[$0...].starts(with: sought) }
    }

    private static func lookup(_ pages: TextIndexPages, rowCount: Int) -> TextIndexLookup {
        TextIndexLookup(rowCount: rowCount, chunkCount: pages.vocabulary.count) { kind, number in
            switch kind {
            case .signature: pages.signature
            case .vocabulary: pages.vocabulary[number]
            case .postings: pages.postings[number]
            }
        }
    }

    @Test(arguments: [1, 2, 3]) func noRowIsMissedAndExactOnesAreRight(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = (0..<1_500).map { _ in Self.text(&generator) }
        let compared = texts.map(Self.compared)
        var builder = TextIndexBuilder(rowCount: texts.count)
        builder.add(try Self.block(Array(texts[..<700])), firstRow: 0)
        builder.add(try Self.block(Array(texts[700...])), firstRow: 700)
        let lookup = Self.lookup(try builder.finished(), rowCount: texts.count)
        var exact = 0
        for _ in 0..<300 {
            let words = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                Self.words[Int.random(in: 0..<Self.words.count, using: &generator)]
            }
            let whole = Array(words.joined(separator: generator.chance(1, in: 2) ? " " : "").unicodeScalars)
            let low = Int.random(in: 0..<whole.count, using: &generator)
            let high = Int.random(in: low..<whole.count, using: &generator)
            let literal = whole[low...high].flatMap { Array(String($0).utf8) }
            if literal.contains(0) { continue }
            let query = TermQuery([.init(literal)])
            if query.isEmpty { continue }
            let found = try lookup.rows(matching: query)
            let expected = texts.indices.filter { Self.contains(compared[$0], literal) }
            if query.isExact {
                exact += 1
                #expect(found.rows.map(Int.init) == expected, "\(String(decoding: literal, as: UTF8.self))")
            } else {
                #expect(expected.allSatisfy(found.contains), "\(String(decoding: literal, as: UTF8.self))")
            }
        }
        #expect(exact > 100)
    }

    @Test func wholeWordsAndBeginningsAreTold() throws {
        let texts = ["festival", "festivals", "my Festival!", "afestival", "fest", nil, ""]
        var builder = TextIndexBuilder(rowCount: texts.count)
        builder.add(try Self.block(texts), firstRow: 0)
        let lookup = Self.lookup(try builder.finished(), rowCount: texts.count)
        func rows(_ word: String, _ begins: Bool, _ ends: Bool) throws -> [UInt32] {
            let query = TermQuery([.init(Array(word.utf8), beginsAtEdge: begins, endsAtEdge: ends)])
            #expect(query.isExact)
            return try lookup.rows(matching: query).rows
        }
        #expect(try rows("festival", true, true) == [0, 2])
        #expect(try rows("FESTIVAL", true, false) == [0, 1, 2])
        #expect(try rows("festival", false, true) == [0, 2, 3])
        #expect(try rows("festival", false, false) == [0, 1, 2, 3])
        #expect(try rows("f", true, false) == [0, 1, 2, 4])
    }

    @Test func anIndexOfNoTextFindsNothing() throws {
        for texts in [[], [nil], ["", "?!", nil]] as [[String?]] {
            var builder = TextIndexBuilder(rowCount: texts.count)
            builder.add(try Self.block(texts), firstRow: 0)
            let pages = try builder.finished()
            #expect(pages.termCount == 0 && pages.postingCount == 0)
            let query = TermQuery([.init(Array("word".utf8))])
            #expect(try Self.lookup(pages, rowCount: texts.count).rows(matching: query).isEmpty)
        }
    }

    @Test func changedPagesAreRefusedOrAnswered() throws {
        var generator = SeededGenerator(seed: 5)
        let texts = (0..<400).map { _ in Self.text(&generator) }
        var builder = TextIndexBuilder(rowCount: texts.count)
        builder.add(try Self.block(texts), firstRow: 0)
        let pages = try builder.finished()
        for _ in 0..<2_000 {
            var changed = pages
            func change(_ bytes: inout [UInt8]) {
                guard !bytes.isEmpty else { return }
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                if generator.chance(1, in: 4) {
                    bytes.removeSubrange(place...)
                } else {
                    bytes[place] = UInt8.random(in: 0...255, using: &generator)
                }
            }
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: change(&changed.signature)
            case 1: change(&changed.vocabulary[Int.random(in: 0..<changed.vocabulary.count, using: &generator)])
            default: change(&changed.postings[Int.random(in: 0..<changed.postings.count, using: &generator)])
            }
            let word = Self.words[Int.random(in: 0..<10, using: &generator)]
            // The checksums are the store's; here it is enough that nothing is read beyond its end.
            _ = try? Self.lookup(changed, rowCount: texts.count).rows(matching: TermQuery([.init(Array(word.utf8))]))
        }
    }
}
