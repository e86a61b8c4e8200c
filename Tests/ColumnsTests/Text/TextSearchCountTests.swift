import TestSupport
import Testing

@testable import Columns

/// Counting, replacing and hashing of texts against the obvious way.
@Suite struct TextSearchCountTests {
    private static func places(_ sought: [UInt8], in text: [UInt8]) -> [Int] {
        var places: [Int] = []
        var start = 0
        while start + sought.count <= text.count {
            if Array(text[start..<start + sought.count]) == sought {
                places.append(start)
                start += sought.count
            } else {
                start += 1
            }
        }
        return places
    }

    @Test(arguments: ["a", "ab", "aa", "aba", "é"]) func countsAndReplacementsAreThoseOfALoop(sought: String) {
        var generator = SeededGenerator(seed: 9)
        let search = SubstringSearch(Array(sought.utf8))
        for _ in 0..<500 {
            let letters = Array("aab é".utf8)
            let text = (0..<Int.random(in: 0..<5_000, using: &generator) / 20).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &generator)]
            }
            let places = Self.places(Array(sought.utf8), in: text)
            #expect(text.withUnsafeBytes { search.count(in: $0) } == places.count)
            var expected: [UInt8] = []
            var rest = 0
            for place in places {
                expected += text[rest..<place] + [1, 2]
                rest = place + sought.utf8.count
            }
            expected += text[rest...]
            var replaced: [UInt8] = [7]
            text.withUnsafeBytes { search.replace(in: $0, by: [1, 2], into: &replaced) }
            #expect(replaced == expected)
        }
    }

    /// A byte counts to 255 in each step of sixteen.
    @Test func manyBytesAreCounted() {
        let bytes = [UInt8](repeating: 32, count: 20_011)
        #expect(bytes.withUnsafeBytes { SubstringSearch([32]).count(in: $0) } == 20_011)
    }

    private static func vector(_ texts: [[UInt8]?]) throws -> TextVector {
        let builder = TextBlockBuilder()
        for text in texts {
            if let text { try text.withUnsafeBytes { try builder.append($0) } } else { builder.appendNull() }
        }
        return try #require(try builder.finish().first).block.texts()
    }

    @Test func NULsAndStrayBytesAreFound() throws {
        #expect(try !Self.vector([[], nil, Array("é節😀".utf8), [65]]).hasNUL)
        #expect(try Self.vector([[65], [66, 0]]).hasNUL)
        #expect(try !Self.vector([Array("aé節😀b".utf8), Array("é".utf8)]).hasStrayContinuation)
        #expect(try Self.vector([[65, 0x80]]).hasStrayContinuation)
    }

    /// The lengths that are stored with a block are those of its texts.
    @Test func aBlockKnowsItsLengths() throws {
        let texts: [[UInt8]?] = [Array("aé節😀".utf8), nil, [], [65, 0, 66]]
        let builder = TextBlockBuilder()
        for text in texts {
            if let text { try text.withUnsafeBytes { try builder.append($0) } } else { builder.appendNull() }
        }
        let encoded = try #require(try builder.finish().first)
        #expect(encoded.lengthCodes == [5, 0, 1, 2])
        #expect(try encoded.block.texts().lengthCodes(in: .characters) == encoded.lengthCodes)
    }

    @Test func equalTextsHaveOneCode() throws {
        var table = TextHashTable()
        let texts = (0..<5_000).map { Array("text \($0 % 1_237)".utf8) }
        let codes = texts.map { text in table.intern(text.withUnsafeBytes { TextHash($0) }) }
        #expect(table.count == 1_237)
        for (place, code) in codes.enumerated() { #expect(code == UInt32(place % 1_237 + 1)) }
    }
}
