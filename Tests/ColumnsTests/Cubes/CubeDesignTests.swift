import Columns
import TestSupport
import Testing

@Suite struct CubeDesignTests {
    private func columns(_ cardinalities: [UInt32], _ count: Int) -> [CubeColumn] {
        var generator = SeededGenerator(seed: 3)
        return cardinalities.map { cardinality in
            CubeColumn(codes: (0..<count).map { _ in .random(in: 0..<cardinality, using: &generator) })
        }
    }

    @Test func everyPairOfSmallColumnsIsInACube() {
        let columns = columns([4, 6, 10, 15, 30], 20_000)
        let chosen = CubeDesign(columns, sampleCount: 20_000).choose()
        for first in columns.indices {
            for second in columns.indices where second > first {
                #expect(chosen.contains { $0.contains(first) && $0.contains(second) }, "\(first), \(second): \(chosen)")
            }
        }
    }

    @Test func smallPairsHaveACubeOfTheirOwnBesideTheLargerOne() {
        let columns = columns([4, 3, 200], 20_000)
        let chosen = CubeDesign(columns, sampleCount: 20_000).choose()
        #expect(chosen.contains([0, 1]))
        #expect(chosen.contains([0, 2]) || chosen.contains([0, 1, 2]))
        #expect(Set(chosen).count == chosen.count)
    }

    @Test func cubesKeepToTheirLimits() {
        let count = 20_000
        let columns = columns([2, 3, 50, 200, 900, 20_000, 1], count)
        let limits = CubeDesign.Limits(samplesPerCell: 10, samplesPerCellOfAll: 4)
        let design = CubeDesign(columns, sampleCount: count, limits: limits)
        let chosen = design.choose()
        let cubes = design.cubes(over: chosen).compactMap(\.self)
        #expect(cubes.count == chosen.count)
        #expect(!cubes.isEmpty)
        #expect(cubes.allSatisfy { $0.cellCount <= count / 10 })
        #expect(cubes.reduce(0) { $0 + $1.cellCount } <= count / 4)
        // A column with one value need not be in a cube, and one with as many values as samples is in none.
        #expect(!chosen.joined().contains(5))
        #expect(!chosen.joined().contains(6))
        #expect(design.cubes(over: [[5], [99], []]).map { $0?.cellCount } == [nil, nil, 1])
    }

    @Test func fewSamplesHaveNoCubes() {
        #expect(CubeDesign(columns([2, 2], 10), sampleCount: 10).choose().isEmpty)
        #expect(CubeDesign([], sampleCount: 0).choose().isEmpty)
    }

    @Test func aColumnAloneHasACube() {
        #expect(CubeDesign(columns([7], 1_000), sampleCount: 1_000).choose() == [[0]])
    }
}
