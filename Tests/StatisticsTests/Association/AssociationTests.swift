import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct AssociationTests {
    @Test func partialCorrelationIsTheTextbooksFormula() throws {
        var generator = SeededGenerator(seed: 95)
        for (x, y) in Tables.randomPairs(200, seed: 96) {
            let z = zip(x, y).map { $0 + $1 + Double.random(in: -2...2, using: &generator) }
            guard let xy = pearson(x, y), let xz = pearson(x, z), let yz = pearson(y, z), max(abs(xz), abs(yz)) < 0.9999
            else {
                continue
            }
            let formula = (xy - xz * yz) / ((1 - xz * xz) * (1 - yz * yz)).squareRoot()
            #expect(isClose(partialPearson(x, y, given: z), formula, absolute: 1e-9))
        }
    }

    @Test func whatLiesOnALineThroughTheThirdHasNoPartialCorrelation() {
        let z: [Double] = [1, 2, 3, 4, 7]
        #expect(partialPearson(z.map { 2 * $0 + 1 }, [1, 5, 2, 4, 3], given: z) == nil)
        #expect(partialPearson([1, 5, 2, 4, 3], z.map { -$0 / 3 }, given: z) == nil)
        #expect(partialPearson([1, 2], [2, 1], given: [1, 3]) == nil)
        #expect(partialSpearman([1, 2, .nan], [2, 1, 3], given: [1, 3, 2]) == nil)
        #expect(partialPearsonProbability([1, 5, 2], [2, 1, 3], given: [1, 3, 2]) == nil)
    }

    @Test func intervalsByFishersTransformation() throws {
        // scipy 1.17, pearsonr(…).confidence_interval: r = 0.5 of 28 rows.
        let interval = try #require(correlationInterval(0.5, .pearson, rows: 28))
        #expect(isClose(interval.low, tanh(atanh(0.5) - 1.959963984540054 / 5), relative: 1e-14))
        #expect(isClose(interval.high, tanh(atanh(0.5) + 1.959963984540054 / 5), relative: 1e-14))
        for kind in [CorrelationKind.pearson, .spearman, .kendall] {
            #expect(correlationInterval(0.5, kind, rows: 3) == nil)
            #expect(correlationInterval(1.5, kind, rows: 30) == nil)
            #expect(correlationInterval(0.5, kind, rows: 30, level: 1) == nil)
            #expect(correlationInterval(1, kind, rows: 30)?.low == 1)
            let bounds = try #require(correlationInterval(-0.3, kind, rows: 30))
            #expect(bounds.low < -0.3 && bounds.high > -0.3)
        }
        #expect(correlationInterval(0.5, .pearson, rows: 4, controls: 1) == nil)
    }

    @Test func probabilityFallsAsTheCorrelationGrows() throws {
        let x = (0..<30).map(Double.init)
        var before = 1.1
        for noise in stride(from: 40.0, to: 0, by: -5) {
            let y = x.enumerated().map { $1 + noise * ($0.isMultiple(of: 2) ? 1 : -1) }
            let probability = try #require(pearsonProbability(x, y))
            #expect(probability < before)
            before = probability
        }
        #expect(pearsonProbability(x, x) == 0)
    }

    private func crossTable(_ counts: [[Double]]) -> ContingencyTable? {
        let cells = counts.enumerated().flatMap { row in
            row.element.enumerated().map { (row.offset, $0.offset, $0.element) }
        }
        return ContingencyTable(cells.map { "r\($0.0)" }, cells.map { "c\($0.1)" }, counts: cells.map(\.2))
    }

    @Test func knownCrossTable() throws {
        let table = try #require(crossTable([[10, 20], [30, 40]]))
        #expect(isClose(table.chiSquare, 0.7936507936507936))
        #expect(isClose(table.cramersV, (0.7936507936507936 / 100).squareRoot()))
        #expect(isClose(table.chiSquareProbability, 0.37299848361348355, relative: 1e-12))
        #expect(table.correctedCramersV == 0)
    }

    @Test func perfectAssociationIsOne() throws {
        let table = try #require(crossTable([[10, 0, 0], [0, 20, 0], [0, 0, 5]]))
        #expect(isClose(table.cramersV, 1))
        #expect(isClose(table.mutualInformation, shannonEntropy([10, 20, 5])))
    }

    @Test func independenceIsNearZero() throws {
        let rows: [Double] = [1, 10, 1e6]
        let table = try #require(crossTable(rows.map { row in [3.0, 7, 90].map { $0 * row } }))
        #expect(table.chiSquare < 1e-20 && table.mutualInformation < 1e-24)
        #expect(table.correctedCramersV == 0)
    }

    @Test func aSingleRowHasNoAssociation() throws {
        let single = try #require(ContingencyTable(["a", "a"], ["x", "y"], counts: [1, 2]))
        #expect(single.cramersV == nil && single.correctedCramersV == nil && single.chiSquareProbability == nil)
        #expect(single.mutualInformation == 0)
        #expect(ContingencyTable([], [], counts: []) == nil)
        #expect(ContingencyTable(["a"], ["b"], counts: [-1]) == nil)
        #expect(ContingencyTable(["a"], ["b"], counts: [0]) == nil)
        #expect(ContingencyTable(["a"], ["b", "c"], counts: [1]) == nil)
    }

    /// As in SQL: texts that look alike but have other bytes are other categories.
    @Test func categoriesAreToldApartByTheirBytes() {
        #expect(categoryCodes(["b", "a", "b", "\u{E9}", "e\u{301}"]) == [1, 0, 1, 3, 2])
        #expect(categoryCodes([]) == [])
    }

    @Test func theOrderOfTheRowsChangesNoBit() {
        var generator = SeededGenerator(seed: 97)
        for number in 0..<100 {
            let shared = SharedTable(number: number)
            let rows = shared["x"].indices.shuffled(using: &generator)
            func column(_ name: String) -> [Double] { rows.map { shared[name][$0] } }
            func labels(_ column: [Double]) -> [String] { column.map { "\($0)" } }
            let (x, y, z, w) = (shared["x"], shared["y"], shared["z"], shared["w"])
            #expect(kendall(x, y, weights: w) == kendall(column("x"), column("y"), weights: column("w")))
            #expect(pearson(x, y, weights: w) == pearson(column("x"), column("y"), weights: column("w")))
            #expect(spearman(x, y, weights: w) == spearman(column("x"), column("y"), weights: column("w")))
            #expect(partialPearson(x, y, given: z) == partialPearson(column("x"), column("y"), given: column("z")))
            #expect(kendallProbability(x, y) == kendallProbability(column("x"), column("y")))
            let one = ContingencyTable(labels(shared["a"]), labels(shared["b"]), counts: x)
            let other = ContingencyTable(labels(column("a")), labels(column("b")), counts: column("x"))
            #expect(one?.chiSquare == other?.chiSquare && one?.mutualInformation == other?.mutualInformation)
        }
    }
}
