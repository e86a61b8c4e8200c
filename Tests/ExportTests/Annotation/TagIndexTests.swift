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

    private func columns(
        code: UInt32 = 1, list: [UInt32]? = [2, 1], integer: Int64? = nil, real: Double? = 0.5
    ) -> [TagValues] {
        let values: [ExportValues] = [
            .codes([code]), .lists(lengths: [list?.count], codes: list ?? []), .integers([integer]), .reals([real]),
        ]
        return values.map(TagValues.init)
    }

    @Test func combinationsAreOneWhateverTheOrderOfLists() {
        let kinds: [ExportColumn.Kind] = [.code, .list, .integer, .real]
        var combinations = TagCombinations(columns: kinds.map { ExportColumn(name: "\($0)", kind: $0) })
        let one = combinations.number(ofRow: 0, columns())
        #expect(combinations.number(ofRow: 0, columns(list: [1, 2])) == one)
        #expect(combinations[one] == [.code(1), .list([2, 1]), .integer(nil), .real(0.5)], "as it was first met")
        let others = [
            columns(code: 0), columns(list: [2]), columns(list: []), columns(list: nil), columns(integer: 0),
            columns(integer: .min), columns(real: nil), columns(list: [1, 2, 3]),
        ]
        let numbers = others.map { combinations.number(ofRow: 0, $0) }
        #expect(Set(numbers + [one]).count == others.count + 1)
        #expect(combinations[numbers[3]] == [.code(1), .list(nil), .integer(nil), .real(0.5)])
        #expect(combinations[numbers[5]] == [.code(1), .list([2, 1]), .integer(.min), .real(0.5)])
        #expect(combinations[numbers[6]][3] == .real(nil) && combinations[numbers[7]][1] == .list([1, 2, 3]))
    }
}
