import TestSupport
import Testing

@testable import Columns

@Suite struct CubeTests {
    /// The cells as a dictionary from what they have in common to their number of samples, row by row.
    private static func twin(_ tags: [[UInt32]], _ lists: [[UInt32]]?, _ count: Int) -> [String: Int64] {
        var cells: [String: Int64] = [:]
        for sample in 0..<count {
            let list = lists.map { Dictionary(grouping: $0[sample], by: \.self).mapValues(\.count) } ?? [:]
            let key = "\(tags.map { $0[sample] }) \(list.sorted { $0.key < $1.key })"
            cells[key, default: 0] += 1
        }
        return cells
    }

    private static func cells(_ cube: Cube) -> [String: Int64] {
        var cells: [String: Int64] = [:]
        for cell in 0..<cube.cellCount {
            var list: [UInt32: Int] = [:]
            if let lists = cube.lists {
                for element in Int(lists.offsets[cell])..<Int(lists.offsets[cell + 1]) {
                    list[lists.codes[element]] = Int(lists.mentions?[element] ?? 1)
                }
            }
            cells["\(cube.tags.map { $0[cell] }) \(list.sorted { $0.key < $1.key })", default: 0] += cube.counts[cell]
        }
        return cells
    }

    private struct Samples {
        var tags: [[UInt32]]
        var lists: [[UInt32]]

        init(_ count: Int, _ generator: inout SeededGenerator) {
            func codes(_ count: Int, below limit: UInt32) -> [UInt32] {
                (0..<count).map { _ in UInt32.random(in: 0..<limit, using: &generator) }
            }
            tags = [codes(count, below: 3), codes(count, below: 7), codes(count, below: 300)]
            lists = []
            for _ in 0..<count {
                let length: Int = [0, 0, 1, 1, 2, 3, 40].randomElement(using: &generator) ?? 0
                lists.append(codes(length, below: 5))
            }
        }

        var listVector: ListVector {
            get throws {
                try ListVector(lengths: lists.map { UInt32($0.count) }, codes: CodeVector(lists.flatMap(\.self)))
            }
        }
    }

    @Test(arguments: [0, 1, 2, 50, 3_000]) func aCubeMadeOfALargerOneIsTheOneMadeOfTheSamples(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count) + 2)
        let tags = Samples(count, &generator).tags.map { CubeColumn(codes: $0) }
        let whole = Cube(over: tags, sampleCount: count)
        for members: [Int] in [[], [0], [1], [2], [0, 1], [0, 2], [2, 1], [0, 1, 2]] {
            #expect(whole.rolledUp(to: members) == Cube(over: members.map { tags[$0] }, sampleCount: count))
        }
    }

    @Test(arguments: [0, 1, 2, 50, 3_000]) func cellsAreThoseOfTheSamples(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count) + 1)
        let samples = Samples(count, &generator)
        let tags = samples.tags.map { CubeColumn(codes: $0) }
        let lists = CubeColumn(lists: try samples.listVector)
        for members: [Int] in [[], [0], [1, 0], [0, 1, 2]] {
            for hasLists in [false, true] {
                let cube = Cube(over: members.map { tags[$0] } + (hasLists ? [lists] : []), sampleCount: count)
                let expected = Self.twin(members.map { samples.tags[$0] }, hasLists ? samples.lists : nil, count)
                #expect(Self.cells(cube) == expected)
                #expect(cube.cellCount == expected.count)
                let decoded = try Self.decode(cube.encoded(), cube, sampleCount: count)
                #expect(Self.cells(decoded) == expected)
            }
        }
    }

    /// Every choice of columns of a cube, with and without its lists.
    @Test func columnsThatAreLeftOutChangeNoOther() throws {
        var generator = SeededGenerator(seed: 6)
        let samples = Samples(400, &generator)
        let columns = samples.tags.map { CubeColumn(codes: $0) }
        for hasLists in [false, true] {
            let lists = hasLists ? [CubeColumn(lists: try samples.listVector)] : []
            let cube = Cube(over: columns + lists, sampleCount: 400)
            let bytes = cube.encoded()
            for choice in 0..<(1 << columns.count) {
                let chosen = columns.indices.map { choice >> $0 & 1 == 1 }
                for readsLists in Set([false, hasLists]) {
                    let decoded = try bytes.withUnsafeBytes { bytes in
                        try Cube(
                            decoding: bytes, cellCount: cube.cellCount, tagLimits: chosen.map { $0 ? 300 : nil },
                            listLimit: readsLists ? 5 : nil, hasLists: hasLists, sampleCount: 400)
                    }
                    #expect(decoded.counts == cube.counts)
                    #expect(decoded.tags == columns.indices.filter { chosen[$0] }.map { cube.tags[$0] })
                    #expect(decoded.lists == (readsLists ? cube.lists : nil))
                }
            }
        }
    }

    private static func decode(_ bytes: [UInt8], _ cube: Cube, sampleCount: Int) throws -> Cube {
        try bytes.withUnsafeBytes {
            try Cube(
                decoding: $0, cellCount: cube.cellCount, tagLimits: cube.tags.map { _ in 300 },
                listLimit: cube.lists == nil ? nil : 5, hasLists: cube.lists != nil, sampleCount: sampleCount)
        }
    }

    /// Every byte changed, and every length cut: an error or a cube that is within its limits, never a crash.
    @Test func hostileBytesAreRefusedOrHarmless() throws {
        var generator = SeededGenerator(seed: 5)
        let samples = Samples(60, &generator)
        let columns = samples.tags.map { CubeColumn(codes: $0) } + [CubeColumn(lists: try samples.listVector)]
        let cube = Cube(over: columns, sampleCount: 60)
        let bytes = cube.encoded()
        var refused = 0
        for place in bytes.indices {
            for change in [UInt8(0x01), 0x80, 0xFF] {
                var changed = bytes
                changed[place] ^= change
                guard let decoded = try? Self.decode(changed, cube, sampleCount: 60) else {
                    refused += 1
                    continue
                }
                #expect(decoded.counts.reduce(0, +) == 60)
                #expect(decoded.tags.allSatisfy { $0.count == cube.cellCount && $0.greatestCode <= 300 })
            }
            #expect(throws: SegmentError.self) { try Self.decode(Array(bytes[..<place]), cube, sampleCount: 60) }
        }
        #expect(refused > 0)
        #expect(throws: SegmentError.self) { try Self.decode(bytes + [0], cube, sampleCount: 60) }
        #expect(throws: SegmentError.cubeSamples(expected: 61, found: 60)) {
            try Self.decode(bytes, cube, sampleCount: 61)
        }
    }

    @Test func listsOfTheSameValuesInAnotherOrderAreOneCell() throws {
        let lists = try ListVector(lengths: [2, 2, 3, 2], codes: CodeVector([1, 2, 2, 1, 1, 2, 1, 1, 1]))
        let cube = Cube(over: [CubeColumn(lists: lists)], sampleCount: 4)
        #expect(cube.counts == [2, 1, 1])
        #expect(cube.lists?.mentions == [1, 1, 2, 1, 2])
    }
}
