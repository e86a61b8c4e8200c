import Parquet
import TestSupport
import Testing

@testable import Export

@Suite struct TagIndexTests {
    @Test func candidatesAreThoseAdded() {
        var generator = SeededGenerator(seed: 8)
        var index = TagIndex(expected: 10)
        var twin: [String: [UInt32: UInt32]] = [:]
        for _ in 0..<20_000 {
            let text = "text \(Int.random(in: 0..<5_000, using: &generator))"
            let tags = UInt32.random(in: 1...3, using: &generator)
            index.add(TextDigest(Array(text.utf8)), tags: tags)
            twin[text, default: [:]][tags, default: 0] += 1
        }
        #expect(index.textCount == twin.count)
        for (text, tags) in twin {
            let found = index.candidates(TextDigest(Array(text.utf8))).map { ($0.tags, $0.samples) }
            #expect(Dictionary(uniqueKeysWithValues: found) == tags)
        }
        #expect(index.candidates(TextDigest(Array("absent".utf8))).isEmpty)
    }

    @Test func combinationsAreOneWhateverTheOrderOfLists() {
        var combinations = TagCombinations(columns: [])
        let one = combinations.number(of: [.code(1), .list([2, 1]), .integer(nil), .real(0.5)])
        #expect(combinations.number(of: [.code(1), .list([1, 2]), .integer(nil), .real(0.5)]) == one)
        #expect(combinations[one][1] == .list([2, 1]), "as it was first met")
        let others: [[TagCombinations.Value]] = [
            [.code(0), .list([2, 1]), .integer(nil), .real(0.5)], [.code(1), .list([2]), .integer(nil), .real(0.5)],
            [.code(1), .list([]), .integer(nil), .real(0.5)], [.code(1), .list(nil), .integer(nil), .real(0.5)],
            [.code(1), .list([2, 1]), .integer(0), .real(0.5)], [.code(1), .list([2, 1]), .integer(nil), .real(nil)],
        ]
        #expect(Set(others.map { combinations.number(of: $0) } + [one]).count == others.count + 1)
    }
}
