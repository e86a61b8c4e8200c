import Foundation
import Testing

@testable import Statistics

/// The spider data of Ellison et al. (2010), as R's package iNEXT has them.
enum Spiders {
    static let girdled: [Double] = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2] + [Double](repeating: 1, count: 12)
    static let logged: [Double] =
        [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2] + [Double](repeating: 1, count: 14)
}

/// Hill numbers at a common size and coverage.
@Suite struct HillCurveTests {
    /// The table of iNEXT's vignette (Hsieh, Ma and Chao), `iNEXT(spider, q = 0)` of the girdled trees.
    @Test(arguments: [
        (1.0, 1.000, 0.122), (10, 6.479, 0.597), (19, 9.450, 0.738), (168, 26.000, 0.929), (327, 34.396, 0.962),
        (336, 34.731, 0.964),
    ])
    func isThatOfINEXT(size: Double, richness: Double, coverage: Double) throws {
        #expect(abs(try #require(hillNumber(Spiders.girdled, order: .richness, atSize: size)) - richness) < 5.1e-4)
        #expect(abs(try #require(sampleCoverage(Spiders.girdled, atSize: size)) - coverage) < 5.1e-4)
    }

    @Test func observedIsThatOfINEXT() throws {
        for (counts, shannon, simpson) in [(Spiders.girdled, 12.060, 7.840), (Spiders.logged, 14.421, 6.761)] {
            let size = counts.reduce(0, +)
            #expect(abs(try #require(hillNumber(counts, order: .shannon, atSize: size)) - shannon) < 5.1e-4)
            #expect(abs(try #require(hillNumber(counts, order: .simpson, atSize: size)) - simpson) < 5.1e-4)
        }
    }

    /// iNEXT printed [21.298, 30.702] for the 26 of the sample, by 50 replicates; ours draws other ones.
    @Test func intervalIsAboutThatOfINEXT() throws {
        let bootstrap = try #require(Bootstrap(seed: 1, replicates: 2_000))
        let points = try #require(bootstrap.hillPoints(Spiders.girdled, order: .richness, sizes: [168, 336]))
        #expect(abs((points[0].low ?? 0) - 21.298) < 0.8 && abs((points[0].high ?? 0) - 30.702) < 0.8)
        #expect(points.map(\.method) == [.observed, .extrapolated])
    }

    /// Rarefied numbers are those of all ways to draw, written out.
    @Test func rarefiedIsOverAllWaysToDraw() throws {
        let counts: [Double] = [1, 2, 4]
        let samples = counts.indices.flatMap { [Int](repeating: $0, count: Int(counts[$0])) }
        for size in 1...7 {
            // How many categories occur k times, on average over the subsets.
            var (frequency, subsets) = ([Double](repeating: 0, count: size + 1), 0.0)
            for subset in 0..<(1 << 7) where subset.nonzeroBitCount == size {
                subsets += 1
                for category in counts.indices {
                    frequency[(0..<7).count { subset >> $0 & 1 == 1 && samples[$0] == category }] += 1
                }
            }
            let m = Double(size)
            func sum(_ term: (Double) -> Double) -> Double {
                (1...size).reduce(0) { $0 + frequency[$1] / subsets * term(Double($1) / m) }
            }
            let expected = [sum { _ in 1 }, exp(sum { -$0 * log($0) }), 1 / sum { $0 * $0 }]
            for order in HillOrder.allCases {
                let found = try #require(hillNumber(counts, order: order, atSize: m))
                #expect(isClose(found, expected[order.rawValue]), "\(order) \(size)")
            }
        }
    }

    @Test func curvesGrowAndMeet() throws {
        for counts in [Spiders.girdled, Spiders.logged, [5, 5, 5], [1, 1, 1, 1], [1], [2], [1, 900, 40_000]] {
            let n = counts.reduce(0, +)
            for order in HillOrder.allCases {
                let sizes = stride(from: 1, through: 2 * n, by: max(n / 20, 0.25)).map { $0 }
                let values = try sizes.map { try #require(hillNumber(counts, order: order, atSize: $0)) }
                #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-12) }, "\(counts) \(order)")
                let observed = try #require(hillNumber(counts, order: Double(order.rawValue)))
                #expect(isClose(hillNumber(counts, order: order, atSize: n), observed))
            }
        }
    }

    /// At the coverage of a size stands the number of that size.
    @Test func sizeAndCoverageAgree() throws {
        for size in [2.0, 17, 84, 168, 200, 336] {
            let coverage = try #require(sampleCoverage(Spiders.girdled, atSize: size))
            for order in HillOrder.allCases {
                let atSize = try #require(hillNumber(Spiders.girdled, order: order, atSize: size))
                let atCoverage = try #require(hillNumber(Spiders.girdled, order: order, atCoverage: coverage))
                #expect(isClose(atSize, atCoverage, relative: 1e-9, absolute: 0), "\(order) \(size)")
            }
        }
    }

    /// The short form that replicates use.
    @Test func roughCurvesAreNear() throws {
        let counts: [Double] = [40_000, 9_000, 3_000, 800, 120, 9, 3, 1]
        let whole = try #require(WholeCounts(counts))
        for size in [100.0, 5_000, 50_000] {
            let exact = HillCurve(whole, order: .shannon).value(atSize: size)
            let rough = HillCurve(whole, order: .shannon, isRough: true).value(atSize: size)
            #expect(abs(exact - rough) < 1e-4 * exact, "\(size)")
        }
    }

    @Test func noValue() {
        #expect(hillNumber([1, 2], order: .shannon, atSize: 7) == nil)
        #expect(hillNumber([1, 2], order: .shannon, atSize: 0.5) == nil)
        #expect(hillNumber([1.5], order: .shannon, atSize: 1) == nil)
        #expect(hillNumber([3, 3], order: .shannon, atCoverage: 1.1) == nil)
        #expect(HillOrder(3) == nil && HillOrder(0.5) == nil)
    }
}
