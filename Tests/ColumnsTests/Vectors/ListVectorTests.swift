import Columns
import TestSupport
import Testing

@Suite struct ListVectorTests {
    @Test func everyPairOfShortListsAgreesWithTheTwin() throws {
        let lists = sequences(over: [0, 1, 2] as [UInt32], upTo: 3)
        for first in lists { for second in lists { try expectTwin([first, second]) } }
    }

    /// Lists around the length from which positions are looked up, and far beyond.
    @Test(arguments: [1, 5, 40, 2_000]) func longListsAgreeWithTheTwin(distinct: UInt32) throws {
        var generator = SeededGenerator(seed: UInt64(distinct))
        let lengths = [0, 1, 31, 32, 33, 34, 64, 65, 0, 1_000, 3, 5_000, 2]
        let lists = lengths.map { length in (0..<length).map { _ in UInt32.random(in: 1...distinct, using: &generator) }
        }
        try expectTwin(lists)
        try expectTwin(lists.reversed())
    }

    @Test func randomListsAgreeWithTheTwin() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let lists = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                (0..<[0, 1, 2, 5, 35].randomElement(using: &generator)!).map { _ in
                    UInt32.random(
                        in: 0...70_000 >> UInt32(Int.random(in: 0...16, using: &generator)), using: &generator)
                }
            }
            try expectTwin(lists)
        }
    }

    @Test func lengthsThatAreNotThoseOfTheCodesAreRefused() {
        for lengths in [[1], [3], [1, 0], [2, 1], [.max, 3]] as [[UInt32]] {
            let total = lengths.reduce(0) { $0 + Int($1) }
            #expect(throws: SegmentError.listLengths(total: total, values: 2)) {
                try ListVector(lengths: lengths, codes: CodeVector([1, 2]))
            }
        }
    }

    @Test func singleCodesAreListsOfOne() {
        let vector = ListVector(single: CodeVector([3, 0, 4, 4]))
        #expect(rows(vector) == [[3], [], [4], [4]])
        #expect(vector.mentions == nil)
        #expect(rows(ListVector(single: .constant(0, count: 2))) == [[], []])
        #expect(rows(ListVector(single: .constant(9, count: 2))) == [[9], [9]])
        #expect(ListVector(single: CodeVector([])).rowCount == 0)
    }

    /// Every choice of rows of short lists.
    @Test func elementsAreThoseOfTheChosenRows() throws {
        let lists: [[UInt32]] = [[], [4], [], [5, 6, 7], [4, 8], []]
        let vector = try ListVector(lengths: lists.map { UInt32($0.count) }, codes: CodeVector(lists.flatMap(\.self)))
        #expect(vector.rowsByElement == [1, 3, 3, 3, 4, 4])
        for choice in 0..<(1 << lists.count) {
            let chosen = lists.indices.filter { choice >> $0 & 1 == 1 }
            let (rows, elements) = vector.elements(ofRows: chosen.map { UInt32($0) })
            #expect(rows == chosen.flatMap { row in lists[row].map { _ in UInt32(row) } })
            #expect(vector.codes.codes(at: elements).array == chosen.flatMap { lists[$0] })
        }
        #expect(ListVector(single: .constant(0, count: 3)).rowsByElement == [])
    }

    private func expectTwin(_ lists: [[UInt32]]) throws {
        let vector = try ListVector(lengths: lists.map { UInt32($0.count) }, codes: CodeVector(lists.flatMap(\.self)))
        expect(vector, lists.map { Twin($0.map { ($0, 1) }) }, "\(lists)")
        for map in [[0, 1, 1, 3], [0, 5, 6], [7, 7, 7, 7]] as [[UInt32]] {
            let twins = lists.map { list in
                let distinct = Twin(list.map { ($0, 1) })
                return Twin(distinct.codes.map { (Int($0) < map.count ? map[Int($0)] : 0, distinct.mentions[$0] ?? 0) })
            }
            expect(vector.mapped(by: map), twins, "\(lists) by \(map)")
        }
    }

    /// A list's distinct codes in the order of their first mention, with their mentions.
    private struct Twin {
        var codes: [UInt32] = []
        var mentions: [UInt32: UInt32] = [:]

        init(_ mentioned: [(UInt32, UInt32)]) {
            for (code, times) in mentioned {
                if mentions[code] == nil { codes.append(code) }
                mentions[code, default: 0] += times
            }
        }
    }

    private func expect(_ vector: ListVector, _ twins: [Twin], _ what: @autoclosure () -> String) {
        let mentions = (0..<vector.elementCount).map { vector.mentions?[$0] ?? 1 }
        let expectedMentions = twins.flatMap { twin in twin.codes.map { twin.mentions[$0] ?? 0 } }
        let sole = (0..<vector.rowCount).map { vector.soleCodes[$0] }
        let expectedSole = twins.map { $0.codes.count == 1 ? $0.codes[0] : 0 }
        if rows(vector) != twins.map(\.codes) || mentions != expectedMentions || sole != expectedSole
            || (vector.mentions == nil) != expectedMentions.allSatisfy({ $0 == 1 })
        {
            Issue.record("\(what()): \(vector)")
        }
    }

    private func rows(_ vector: ListVector) -> [[UInt32]] {
        (0..<vector.rowCount).map { row in
            (Int(vector.offsets[row])..<Int(vector.offsets[row + 1])).map { vector.codes[$0] }
        }
    }
}
