import Foundation
import Statistics

/// How often the intervals of `Bootstrap.hillPoints` hold the Hill number that samples of a size, or of a coverage,
/// have on average.
struct HillTables {
    static let categories = [20, 100, 500]
    static let samplesPerCategory = [1, 2, 5, 20, 50]
    /// The sizes, in parts of n; a coverage is that of such a size.
    static let parts = [0.25, 0.5, 0.9, 1, 1.5, 2]

    private struct Cell: Sendable {
        let population: Population
        let categories: Int
        let samples: Int
    }

    private static func simulate(_ cell: Cell, stream: UInt64) -> [Int] {
        let shares = cell.population.shares(cell.categories)
        let trials = Double(cell.samples * cell.categories)
        let sizes = parts.map { max(1, (trials * $0).rounded()) }
        let coverages = sizes.map { size in 1 - shares.map { $0 * pow(1 - $0, size) }.reduce(0, +) }
        let truths = HillOrder.allCases.map { order in sizes.map { expected(shares, order, size: $0) } }
        var generator = Philox(seed: seed, stream: stream)
        // Orders × (size, coverage) × parts × (covered, given).
        var tally = [Int](repeating: 0, count: 3 * 2 * parts.count * 2)
        for _ in 0..<simulations {
            let counts = generator.nextMultinomial(trials: trials, shares: shares).filter { $0 > 0 }
            guard let bootstrap = Bootstrap(seed: generator.next() >> 11, replicates: 100) else { continue }
            for order in HillOrder.allCases {
                let bySize = bootstrap.hillPoints(counts, order: order, sizes: sizes)
                for (part, truth) in truths[order.rawValue].enumerated() {
                    let points = [
                        bySize?[part], bootstrap.hillPoints(counts, order: order, coverages: [coverages[part]])?.first,
                    ]
                    for (way, point) in points.enumerated() {
                        guard let point, let low = point.low, let high = point.high else { continue }
                        let place = ((order.rawValue * 2 + way) * parts.count + part) * 2
                        tally[place + 1] += 1
                        if low - 1e-9 <= truth && truth <= high + 1e-9 { tally[place] += 1 }
                    }
                }
            }
        }
        return tally
    }

    static let simulations = 300

    /// The Hill number of the mean numbers of categories that occur k times in `size` draws from the population.
    private static func expected(_ shares: [Double], _ order: HillOrder, size m: Double) -> Double {
        switch order {
        case .richness: return shares.map { 1 - pow(1 - $0, m) }.reduce(0, +)
        case .simpson: return 1 / (1 / m + (1 - 1 / m) * shares.map { $0 * $0 }.reduce(0, +))
        case .shannon:
            let terms = shares.map { share in
                // From the mode to both sides, as far as the probabilities count.
                let mode = ((m + 1) * share).rounded(.down)
                func term(_ k: Double) -> Double { k > 0 ? -(k / m) * log(k / m) : 0 }
                var (sum, total) = (term(mode), 1.0)
                for step in [1.0, -1] {
                    var (k, probability) = (mode, 1.0)
                    while probability > 1e-15, step > 0 ? k < m : k > 0 {
                        probability *=
                            step > 0
                            ? (m - k) / (k + 1) * (share / (1 - share)) : k / (m - k + 1) * ((1 - share) / share)
                        k += step
                        sum += probability * term(k)
                        total += probability
                    }
                }
                return sum / total
            }
            return exp(terms.reduce(0, +))
        }
    }

    static func print() {
        let cells = categories.flatMap { categories in
            samplesPerCategory.flatMap { samples in
                Population.allCases.map { Cell(population: $0, categories: categories, samples: samples) }
            }
        }
        let tallies = inParallel(cells.count) { number in
            let place = cells.count - 1 - number
            return (place, simulate(cells[place], stream: 20_000 + UInt64(place)))
        }.sorted { $0.0 < $1.0 }.map(\.1)
        for (way, name) in ["size", "coverage"].enumerated() {
            for order in HillOrder.allCases {
                Swift.print("\norder \(order.rawValue), by \(name): lowest and highest coverage over the populations\n")
                Swift.print(
                    "| categories | samples a category | " + parts.map { "\($0)·n" }.joined(separator: " | ") + " |")
                Swift.print("| ---: | ---: |" + parts.map { _ in " ---: |" }.joined())
                for number in categories {
                    for samples in samplesPerCategory {
                        let row = parts.indices.map { part in
                            let place = ((order.rawValue * 2 + way) * parts.count + part) * 2
                            let coverages = cells.indices.filter {
                                cells[$0].categories == number && cells[$0].samples == samples
                                    && tallies[$0][place + 1] * 10 >= simulations
                            }.map { 100 * Double(tallies[$0][place]) / Double(tallies[$0][place + 1]) }
                            return coverages.isEmpty
                                ? "–"
                                : "\(percent(coverages.min() ?? 0))–\(percent(coverages.max() ?? 0)) (\(coverages.count))"
                        }
                        Swift.print("| \(number) | \(samples) | " + row.joined(separator: " | ") + " |")
                    }
                }
            }
        }
    }
}
