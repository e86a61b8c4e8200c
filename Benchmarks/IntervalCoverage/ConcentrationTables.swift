import Foundation
import Statistics

/// How often the intervals of `giniEstimate` and `effectiveEstimate` hold the truth, over populations, numbers of
/// categories and samples per category: without a rule, and where `IntervalRule.derived` lets them be given.
struct ConcentrationTables {
    static let categories = [5, 20, 100, 500, 5_000]
    static let samplesPerCategory = [1, 2, 5, 10, 20, 50, 100, 200]
    /// Intervals that are given in fewer samples than this part say nothing about coverage.
    static let leastGiven = 0.02

    private struct Tally {
        var covered = 0
        var given = 0
        var simulations = 0
        /// Intervals without their own estimate, or without the measure of the sample.
        var beside = 0

        mutating func add(_ estimate: MeasureEstimate?, truth: Double, observed: Double?) {
            simulations += 1
            guard let estimate, let low = estimate.low, let high = estimate.high else { return }
            given += 1
            if low <= truth && truth <= high { covered += 1 }
            if !(low...high).contains(estimate.value) || !(observed.map((low...high).contains) ?? false) { beside += 1 }
        }

        var coverage: Double? {
            Double(given) >= ConcentrationTables.leastGiven * Double(simulations)
                ? 100 * Double(covered) / Double(given) : nil
        }
    }

    private struct Cell: Sendable {
        let population: Population
        let categories: Int
        let samples: Int
    }

    /// By measure, without and with the rule.
    private typealias Tallies = [[Tally]]

    private static func simulate(_ cell: Cell, stream: UInt64) -> Tallies {
        let shares = cell.population.shares(cell.categories)
        let truths = [gini(shares) ?? .nan, hillNumber(shares, order: 1) ?? .nan]
        let trials = Double(cell.samples * cell.categories)
        var generator = Philox(seed: seed, stream: stream)
        var tallies = [[Tally]](repeating: [Tally(), Tally()], count: 2)
        for _ in 0..<(cell.categories > 1_000 ? 400 : 2_000) {
            let counts = generator.nextMultinomial(trials: trials, shares: shares).filter { $0 > 0 }
            let observed = [gini(counts), hillNumber(counts, order: 1)]
            for (place, rule) in [IntervalRule.none, .derived].enumerated() {
                tallies[0][place].add(giniEstimate(counts, rule: rule), truth: truths[0], observed: observed[0])
                tallies[1][place].add(effectiveEstimate(counts, rule: rule), truth: truths[1], observed: observed[1])
            }
        }
        return tallies
    }

    static func print() {
        let cells = categories.flatMap { categories in
            samplesPerCategory.flatMap { samples in
                Population.allCases.map { Cell(population: $0, categories: categories, samples: samples) }
            }
        }
        // The dearest first, so that none is left for last.
        let order = cells.indices.reversed().map { $0 }
        let tallies = inParallel(cells.count) {
            (order[$0], simulate(cells[order[$0]], stream: 10_000 + UInt64(order[$0])))
        }
        .sorted { $0.0 < $1.0 }.map(\.1)
        for (measure, name) in ["Gini index", "effective number"].enumerated() {
            for (place, rule) in ["without a rule", "by the rule"].enumerated() {
                Swift.print("\n\(name), \(rule):\n")
                Swift.print("| categories | " + samplesPerCategory.map(String.init).joined(separator: " | ") + " |")
                Swift.print("| ---: |" + samplesPerCategory.map { _ in " ---: |" }.joined())
                for number in categories {
                    let row = samplesPerCategory.map { samples in
                        let coverages = cells.indices.filter {
                            cells[$0].categories == number && cells[$0].samples == samples
                        }.compactMap { tallies[$0][measure][place].coverage }
                        return coverages.isEmpty
                            ? "–"
                            : "\(percent(coverages.min() ?? 0))–\(percent(coverages.max() ?? 0)) (\(coverages.count))"
                    }
                    Swift.print("| \(number) | " + row.joined(separator: " | ") + " |")
                }
            }
            let outside = zip(cells, tallies).compactMap { cell, tallies -> String? in
                let tally = tallies[measure][1]
                guard let coverage = tally.coverage, !(93...97).contains(coverage) || tally.beside > 0 else {
                    return nil
                }
                return "\(cell.population.rawValue), \(cell.categories) categories, \(cell.samples) samples each: "
                    + "\(percent(coverage)) % of \(tally.given), \(tally.beside) beside their number"
            }
            Swift.print("\nOutside 93 to 97 %: \(outside.isEmpty ? "none" : outside.joined(separator: "; "))")
        }
    }
}

/// The results of tasks on all cores, in no certain order.
func inParallel<Result: Sendable>(_ count: Int, _ task: @escaping @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, filled in
        nonisolated(unsafe) let results = buffer
        DispatchQueue.concurrentPerform(iterations: count) { results.initializeElement(at: $0, to: task($0)) }
        filled = count
    }
}

func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}
