import Columns
import TestSupport
import Testing

@Suite struct CollapseTests {
    /// A bounded cardinality takes the table of all combinations, an unknown one the hash tables.
    enum Index: CaseIterable {
        case dense, hashed
    }

    @Test(arguments: Index.allCases, 0...6) func randomBatchesAgreeWithTheTwin(index: Index, keyCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(keyCount) + 1)
        for round in 0..<8 {
            let cardinalities = (0..<keyCount).map { _ in [1, 2, 5, 9].randomElement(using: &generator) ?? 1 }
            let realMeasures = round % 3 == 0 ? [] : [false, true]
            var collapse = Collapse(
                .init(
                    cardinalities: cardinalities.map { index == .dense ? $0 : nil }, measuresAreReal: realMeasures,
                    hasWeights: true))
            var twin = CollapseTwin()
            for _ in 0...round % 3 {
                let batch = randomBatch(cardinalities, realMeasures, &generator)
                try collapse.add(batch)
                twin.add(batch)
            }
            let difference = twin.difference(from: collapse.cells, realMeasures: realMeasures)
            #expect(difference == nil, "round \(round)")
        }
    }

    @Test(arguments: Index.allCases, [0, 1, 4_095, 4_096, 4_097, 8_192, 8_193])
    func blocksMeetWithoutASeam(index: Index, count: Int) throws {
        let codes = (0..<count).map { UInt32($0 % 7) }
        let numbers = IntegerVector(values: (0..<count).map { Int64($0) }, validity: (0..<count).map { $0 % 5 != 0 })
        let batch = CollapseBatch(
            count: count, keys: [.init(CodeVector(codes)), .init(.constant(3, count: count))],
            measures: [.integers(numbers)], mentions: .byElement((0..<count).map { UInt32($0 % 3) }),
            lengths: CodeVector((0..<count).map { UInt32($0 % 12 + 1) }))
        var collapse = Collapse(
            .init(cardinalities: index == .dense ? [7, 4] : [nil, nil], measuresAreReal: [false], hasWeights: true))
        var twin = CollapseTwin()
        try collapse.add(batch)
        twin.add(batch)
        #expect(twin.difference(from: collapse.cells, realMeasures: [false]) == nil)
    }

    @Test(arguments: Index.allCases) func everyWidthOfCodesIsRead(index: Index) throws {
        let vectors: [CodeVector] = [
            .constant(2, count: 4), .bytes([0, 1, 2, 255]), .shorts([0, 256, 1, 999]), .words([0, 70_000, 1, 999]),
        ]
        for first in vectors {
            for second in vectors {
                let batch = CollapseBatch(
                    count: 3, samples: [3, 0, 1], elements: [2, 2, 1],
                    keys: [.init(first), .init(second, level: .element)])
                var collapse = Collapse(.init(cardinalities: index == .dense ? [70_001, 3] : [nil, nil]))
                var twin = CollapseTwin()
                // The dense table has space for the second key only if that is narrow.
                if index == .dense, second.greatestCode >= 3 { continue }
                try collapse.add(batch)
                twin.add(batch)
                #expect(twin.difference(from: collapse.cells, realMeasures: []) == nil, "\(first) × \(second)")
            }
        }
    }

    /// The loop over bytes, eight per load, and the remaining bytes.
    @Test(arguments: [40, 41, 47, 48, 1_000, 5_003]) func oneKeyOfBytesIsCountedByItsBytes(count: Int) throws {
        let codes = CodeVector.bytes((0..<count).map { UInt8($0 * 7 % 9) })
        var collapse = Collapse(.init(cardinalities: [9]))
        var twin = CollapseTwin()
        for level in [CollapseBatch.Level.sample, .element] {
            for batch in [
                CollapseBatch(count: count, keys: [.init(codes, level: level)]),
                CollapseBatch(count: count - 3, samples: [], keys: [.init(codes, level: .element)]),
            ] {
                try collapse.add(batch)
                twin.add(CollapseBatch(count: batch.count, keys: [.init(codes)]))
            }
        }
        #expect(twin.difference(from: collapse.cells, realMeasures: []) == nil)
    }

    /// Two halves that are counted separately and merged equal the whole, to the last bit.
    @Test func halvesAreTheWhole() throws {
        var generator = SeededGenerator(seed: 77)
        let plan = Collapse.Plan(cardinalities: [5, 9], measuresAreReal: [false], hasWeights: true)
        var whole = Collapse(plan)
        var halves = [Collapse(plan), Collapse(plan)]
        for round in 0..<9 {
            let batch = randomBatch([5, 9], [false], &generator)
            try whole.add(batch)
            try halves[round % 2].add(batch)
        }
        #expect(whole.isDivisible)
        try halves[0].merge(halves[1])
        let (left, right) = (halves[0].cells, whole.cells)
        #expect(left.codes == right.codes && left.counts == right.counts && left.mentions == right.mentions)
        #expect(left.weights == right.weights && left.sums == right.sums && left.known == right.known)
    }

    @Test func manyGroupsAreKeptApart() throws {
        let count = 200_000
        var generator = SeededGenerator(seed: 9)
        let first = (0..<count).map { _ in UInt32.random(in: 0..<1_000, using: &generator) }
        let second = (0..<count).map { UInt32($0) }
        var collapse = Collapse(.init(cardinalities: [1_000, nil]))
        for _ in 0..<2 {
            try collapse.add(CollapseBatch(count: count, keys: [.init(.words(first)), .init(.words(second))]))
        }
        let cells = collapse.cells
        #expect(cells.count == count)
        #expect(cells.counts.allSatisfy { $0 == 2 })
        var seen = [Bool](repeating: false, count: count)
        for (left, right) in zip(cells.codes[0], cells.codes[1]) where first[Int(right)] == left {
            seen[Int(right)] = true
        }
        #expect(!seen.contains(false))
    }

    /// Past the size of a table of all combinations, and past 64 bits, the hash tables take over.
    @Test func combinationsBeyondATableAreCounted() throws {
        for cardinalities in [[1 << 20], [1 << 20, 2], [1 << 40, 1 << 40], [0], [Int.max, Int.max, Int.max]] {
            let keys = cardinalities.indices.map { CollapseBatch.Key(CodeVector([UInt32($0), 0, UInt32($0)])) }
            var collapse = Collapse(.init(cardinalities: cardinalities.map { $0 }))
            let batch = CollapseBatch(count: 3, keys: keys)
            var twin = CollapseTwin()
            try collapse.add(batch)
            twin.add(batch)
            #expect(twin.difference(from: collapse.cells, realMeasures: []) == nil, "\(cardinalities)")
        }
    }

    @Test func noRowsAreNoCells() throws {
        for cardinalities in [[], [3], [nil]] as [[Int?]] {
            var collapse = Collapse(.init(cardinalities: cardinalities, measuresAreReal: [true]))
            #expect(collapse.cells.count == 0)
            try collapse.add(
                CollapseBatch(
                    count: 0, keys: cardinalities.map { _ in .init(CodeVector([])) },
                    measures: [.reals(RealVector(values: [], validity: nil))]))
            #expect(collapse.cells.count == 0)
        }
    }

    @Test(arguments: Index.allCases) func aSumPast64BitsIsAnError(index: Index) throws {
        let key = CollapseBatch.Key(CodeVector([0, 1, 0]))
        func collapse(_ values: [Int64]) throws -> [MeasureTotal?] {
            var collapse = Collapse(.init(cardinalities: index == .dense ? [2] : [nil], measuresAreReal: [false]))
            try collapse.add(
                CollapseBatch(
                    count: 3, keys: [key], measures: [.integers(IntegerVector(values: values, validity: nil))]))
            return collapse.cells.sums[0]
        }
        #expect(try collapse([.max, 1, 0]) == [.integer(.max), .integer(1)])
        #expect(try collapse([.min, .max, 0]) == [.integer(.min), .integer(.max)])
        #expect(throws: CollapseError.integerOverflow) { try collapse([.max, 0, 1]) }
        #expect(throws: CollapseError.integerOverflow) { try collapse([.min, 0, -1]) }
    }

    @Test func smallDoublesSurviveLargeOnes() throws {
        #expect(try sum([1e16, 1, -1e16, 1]) == 2)
        #expect(try sum([0.1, 0.2, 0.3]) == 0.6)
    }

    /// Regression: an infinite value, or a sum beyond the doubles, became NaN.
    @Test func infiniteSumsAreInfinite() throws {
        #expect(try sum([1, .infinity, 2]) == .infinity)
        #expect(try sum([-.infinity, 5]) == -.infinity)
        #expect(try sum([1e308, 1e308, 1]) == .infinity)
        #expect(try sum([.infinity, -.infinity])?.isNaN == true)
    }

    private func sum(_ values: [Double]) throws -> Double? {
        var collapse = Collapse(.init(cardinalities: [], measuresAreReal: [true]))
        try collapse.add(
            CollapseBatch(count: values.count, keys: [], measures: [.reals(RealVector(values: values, validity: nil))]))
        guard case .real(let sum) = collapse.cells.sums[0][0] else { return nil }
        return sum
    }

    private func randomBatch(
        _ cardinalities: [Int], _ realMeasures: [Bool], _ generator: inout SeededGenerator
    ) -> CollapseBatch {
        let sampleCount = Int.random(in: 1...300, using: &generator)
        let elementCount = Int.random(in: 1...500, using: &generator)
        let isSelected = Bool.random(using: &generator)
        let count = isSelected ? Int.random(in: 0...5_000, using: &generator) : min(sampleCount, elementCount)
        func indices(_ limit: Int) -> [UInt32]? {
            isSelected ? (0..<count).map { _ in UInt32.random(in: 0..<UInt32(limit), using: &generator) } : nil
        }
        var batch = CollapseBatch(
            count: count, samples: indices(sampleCount), elements: indices(elementCount), keys: [])
        for cardinality in cardinalities {
            let isElement = Bool.random(using: &generator)
            let codes = (0..<(isElement ? elementCount : sampleCount)).map { _ in
                UInt32.random(in: 0..<UInt32(cardinality), using: &generator)
            }
            batch.keys.append(.init(CodeVector(codes), level: isElement ? .element : .sample))
        }
        for isReal in realMeasures {
            let validity = (0..<sampleCount).map { _ in Int.random(in: 0..<4, using: &generator) > 0 }
            let integers = IntegerVector(
                values: (0..<sampleCount).map { _ in .random(in: -1_000...1_000, using: &generator) },
                validity: validity)
            let reals = RealVector(values: integers.values.map { Double($0) / 7 }, validity: validity)
            batch.measures.append(isReal && Bool.random(using: &generator) ? .reals(reals) : .integers(integers))
        }
        let isOfCells = Bool.random(using: &generator)
        if isOfCells, realMeasures.isEmpty {
            batch.multiplicities = (0..<sampleCount).map { _ in .random(in: 1...1_000, using: &generator) }
        }
        if Bool.random(using: &generator) {
            batch.mentions =
                isOfCells
                ? .inAll((0..<sampleCount).map { _ in .random(in: 1...5_000, using: &generator) })
                : .byElement((0..<elementCount).map { _ in .random(in: 1...9, using: &generator) })
        }
        if Bool.random(using: &generator) {
            batch.lengths = CodeVector((0..<sampleCount).map { _ in .random(in: 1...12, using: &generator) })
        }
        return batch
    }
}
