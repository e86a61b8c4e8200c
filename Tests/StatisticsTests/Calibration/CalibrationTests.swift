import Testing

@testable import Statistics

@Suite struct CalibrationTests {
    private let cells = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]]
    private let counts: [Double] = [40, 10, 20, 50, 5, 25]

    private func weights(
        _ margins: [[Double]], _ distance: CalibrationDistance, _ bounds: ClosedRange<Double>? = nil
    ) throws -> [Double] {
        try Calibration(cells: cells, counts: counts, margins: margins, distance: distance, bounds: bounds).weights
    }

    /// `calibrate` of R's survey 4.1 with calfun linear, raking and logit.
    @Test func weightsAreThoseOfSurvey() throws {
        let far = [[0.5, 0.3, 0.2], [0.4, 0.6]]
        let near = [[0.4, 0.4, 0.2], [0.38, 0.62]]
        let expected: [([Double], [Double])] = [
            (
                try weights(far, .linear),
                [
                    1.36498649864986, 2.04005400540054, 0.160666066606661, 0.835733573357336, 0.437443744374437,
                    1.11251125112511,
                ]
            ),
            (
                try weights(far, .raking),
                [
                    1.24626521343228, 2.51493914627087, 0.372211407830107, 0.751115436867957, 0.54103266122131,
                    1.09179346775574,
                ]
            ),
            (
                try weights(near, .raking, 0.5...1.6),
                [
                    1.10337790455564, 1.58648838177745, 0.513414539442753, 0.994634184222899, 0.519318605783882,
                    1.09613627884322,
                ]
            ),
        ]
        for (found, known) in expected {
            for (one, other) in zip(found, known) { #expect(isClose(one, other, relative: 1e-9), "\(found)") }
        }
    }

    @Test(arguments: CalibrationDistance.allCases, [nil, 0.4...2.2])
    func marginsAreMet(_ distance: CalibrationDistance, _ bounds: ClosedRange<Double>?) throws {
        let margins = [[40.0, 40, 20], [38, 62]]
        let found = try weights(margins, distance, bounds)
        for margin in 0..<2 {
            let sum = margins[margin].reduce(0, +)
            for category in margins[margin].indices {
                let own = cells.indices.filter { cells[$0][margin] == category }
                let part = own.reduce(0) { $0 + found[$1] * counts[$1] } / 150
                #expect(isClose(part, margins[margin][category] / sum, relative: 1e-9))
            }
        }
        if let bounds { #expect(found.allSatisfy { bounds.lowerBound...bounds.upperBound ~= $0 }) }
    }

    @Test func whatCannotBeIsRefused() throws {
        #expect(throws: StatisticError.self) { try weights([[0.85, 0.1, 0.05], [0.02, 0.98]], .linear) }
        #expect(throws: StatisticError.marginsNotMet) {
            try weights([[0.8, 0.1, 0.1], [0.5, 0.5]], .raking, 0.9...1.1)
        }
        let margins = try #require(CalibrationMargins(#"[{"eng":3,"fra":1}]"#))
        #expect(try margins.cell(#"["fra"]"#) == [1])
        #expect(throws: StatisticError.categoryWithoutMargin("spa")) { try margins.cell(#"["spa"]"#) }
        #expect(throws: StatisticError.marginWithoutSamples("fra")) { try margins.requireSamples(in: [[0]]) }
        #expect(CalibrationMargins(#"[{"eng":-3}]"#) == nil && CalibrationMargins("eng") == nil)
    }

    @Test func replicates() {
        let values: [Double] = [1, 2, 4]
        #expect(isClose(replicateVariance(estimate: 2, replicates: values, method: .brr), 5.0 / 3))
        #expect(isClose(replicateVariance(estimate: 2, replicates: values, method: .jackknife), 10.0 / 3))
        #expect(replicateVariance(estimate: 2, replicates: [1], method: .bootstrap) == nil)
    }
}
