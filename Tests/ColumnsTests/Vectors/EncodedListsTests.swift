import TestSupport
import Testing

@testable import Columns

@Suite struct EncodedListsTests {
    /// Every sequence of three short lists, under maps that leave values out and join them.
    @Test(arguments: [[0, 1, 2], [0, 1, 1], [0, 0, 300], [70_000, 0, 70_000]] as [[UInt32]])
    func everySequenceOfShortListsAgreesWithAnObviousLoop(map: [UInt32]) throws {
        let lists = sequences(over: [0, 1, 2] as [UInt32], upTo: 3)
        for first in lists { for second in lists { try expect([first, second, first + second], map) } }
    }

    /// Lists around the lengths that fit a word, that are hashed, and whose count is no byte.
    @Test(arguments: [5, 200, 300, 70_000] as [UInt32]) func randomListsAgreeWithAnObviousLoop(limit: UInt32) throws {
        var generator = SeededGenerator(seed: UInt64(limit))
        for share in [0, 1, 5, 10] {
            let map: [UInt32] = (0..<limit).map { $0 % 10 < share ? $0 / 2 + 1 : 0 }
            for longest in [2, 9, 40, 255, 256, 600] {
                let rows = (0..<60).map { _ in
                    let length = Int.random(in: 0...longest, using: &generator)
                    return (0..<length).map { _ in UInt32.random(in: 0..<limit, using: &generator) }
                }
                try expect(rows, map)
            }
        }
    }

    @Test func aRowOf255DistinctValuesHasACountThatIsNoByte() throws {
        let values = (0..<255).map { UInt32($0) }
        try expect([values, values], (1...255).map { $0 })
        try expect([values], (0..<255).map { $0 })
    }

    @Test func emptyRowsHaveNoValue() throws {
        try expect([], [0, 1])
        try expect([[], [], []], [0, 1])
    }

    @Test func lengthsThatAreNotThoseOfTheValuesAreRefused() throws {
        for lengths in [[1], [3], [1, 0], [2, 1], [.max, 3]] as [[UInt32]] {
            let lists = EncodedLists(lengths: Self.encoded(lengths), values: CodeVector.encode([1, 2]))
            let total = lengths.reduce(0) { $0 + Int($1) }
            #expect(throws: SegmentError.listLengths(total: total, values: 2)) {
                try lists.distinctCounts(under: [0, 1, 1], limit: 2)
            }
        }
    }

    @Test func aCodeBeyondTheLimitIsRefused() throws {
        let lists = EncodedLists(lengths: CodeVector.encode([2]), values: CodeVector.encode([1, 9]))
        #expect(throws: SegmentError.valueOutOfRange(9)) { try lists.distinctCounts(under: [], limit: 8) }
    }

    /// A length of 0 is no null.
    private static func encoded(_ lengths: [UInt32]) -> EncodedSegment {
        var segment = CodeVector.encode(lengths)
        segment.nullCount = 0
        return segment
    }

    private func expect(_ rows: [[UInt32]], _ map: [UInt32]) throws {
        let lengths = Self.encoded(rows.map { UInt32($0.count) })
        let lists = EncodedLists(lengths: lengths, values: CodeVector.encode(rows.flatMap(\.self)))
        let counts = try lists.distinctCounts(under: map, limit: .max)
        let expected = rows.map { row in
            1 + UInt32(Set(row.map { Int($0) < map.count ? map[Int($0)] : 0 }.filter { $0 != 0 }).count)
        }
        #expect(counts.array == expected)
    }
}
