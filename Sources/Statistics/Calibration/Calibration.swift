import Foundation

/// How a calibration measures how far weights move.
public enum CalibrationDistance: String, Sendable, CaseIterable {
    /// Chi-square distance: the generalised regression estimator. Weights can fall below 0.
    case linear
    /// Multiplicative: weights stay above 0. With several margins this is iterative proportional fitting.
    case raking
}

/// Weights as close to 1 as possible with which samples of a cross-classification have known margins.
///
/// The solution is the weights g = F(x·λ) of the cells for which each category's weighted samples are its part of the
/// margin; F is 1 + u (linear) or exp(u) (raking). With bounds L < 1 < U, F is 1 + u cut off at them (linear), or the
/// logit function of Deville and Särndal between them (raking). All samples of a cell have one weight: with categories
/// alone that is exact. The sum of the weights is the number of samples.
///
/// Source: J.-C. Deville and C.-E. Särndal, "Calibration estimators in survey sampling", Journal of the American
/// Statistical Association 87 (1992) 376-382.
public struct Calibration: Sendable {
    /// One for each cell, in the order given.
    public let weights: [Double]
    /// λ, one for each category of each margin; 0 for one that follows from the others.
    public let multipliers: [[Double]]
    /// Steps of Newton's method.
    public let iterations: Int
    /// Kish's design effect of the weights, n·Σ w²/(Σ w)².
    public let designEffect: Double

    /// - Parameters:
    ///   - cells: the category of each margin (from 0), one row per cell.
    ///   - counts: the samples of each cell, 0 or more.
    ///   - margins: for each margin the size of each category; only the proportions matter.
    ///   - bounds: the least and the greatest weight, around 1.
    /// - Throws: `StatisticError` if the margins cannot be met, or a weight would be negative.
    ///
    /// Cost: a few times cells × margins² + categories³.
    public init(
        cells: [[Int]], counts: [Double], margins: [[Double]], distance: CalibrationDistance,
        bounds: ClosedRange<Double>? = nil
    ) throws(StatisticError) {
        let total = CompensatedSum(counts.sorted()).value
        let system = MarginSystem(cells: cells, counts: counts, margins: margins, total: total)
        let link = CalibrationLink(distance: distance, bounds: bounds)
        var multipliers = [Double](repeating: 0, count: system.size)
        var found: [Double] = []
        var step = 0
        while true {
            let values = cells.map { system.sum(multipliers, of: $0) }
            found = values.map { link.weight($0) }
            let missing = system.missing(found)
            let greatest = missing.map(abs).max() ?? 0
            guard greatest.isFinite, step < 200 else { throw .marginsNotMet }
            if greatest <= 1e-11 * total { break }
            guard let change = system.solve(slopes: values.map { link.slope($0) }, missing) else {
                throw .marginsNotMet
            }
            multipliers = zip(multipliers, change).map(+)
            step += 1
        }
        if let least = zip(found, counts).filter({ $0.1 > 0 }).map(\.0).min(), least < 0 {
            throw .negativeWeight(least)
        }
        weights = found
        self.multipliers = system.byCategory(multipliers)
        iterations = step
        let squares = CompensatedSum(zip(found, counts).map { $0 * $0 * $1 }.sorted()).value
        let sum = CompensatedSum(zip(found, counts).map(*).sorted()).value
        designEffect = total * squares / (sum * sum)
    }
}

/// F and its derivative.
private struct CalibrationLink {
    let distance: CalibrationDistance
    let bounds: ClosedRange<Double>?

    func weight(_ u: Double) -> Double {
        switch (distance, bounds) {
        case (.linear, nil): return 1 + u
        case (.linear, let bounds?): return min(max(1 + u, bounds.lowerBound), bounds.upperBound)
        case (.raking, nil): return exp(u)
        case (.raking, let bounds?):
            let (low, high, a) = logit(bounds)
            let power = exp(min(a * u, 700))
            return (low * (high - 1) + high * (1 - low) * power) / ((high - 1) + (1 - low) * power)
        }
    }

    func slope(_ u: Double) -> Double {
        switch (distance, bounds) {
        case (.linear, nil): return 1
        case (.linear, let bounds?): return bounds.lowerBound < 1 + u && 1 + u < bounds.upperBound ? 1 : 0
        case (.raking, nil): return exp(u)
        case (.raking, let bounds?):
            let weight = weight(u)
            let (low, high, _) = logit(bounds)
            return (high - weight) * (weight - low) / ((1 - low) * (high - 1))
        }
    }

    private func logit(_ bounds: ClosedRange<Double>) -> (low: Double, high: Double, a: Double) {
        let (low, high) = (bounds.lowerBound, bounds.upperBound)
        return (low, high, (high - low) / ((1 - low) * (high - 1)))
    }
}

/// The equations of a calibration: one for each category, without the first of each margin after the first, which
/// follows from the others.
private struct MarginSystem {
    let cells: [[Int]]
    let counts: [Double]
    let targets: [Double]
    /// By margin and category: the number of the equation, if it has one.
    let equations: [[Int?]]
    var size: Int { targets.count }

    init(cells: [[Int]], counts: [Double], margins: [[Double]], total: Double) {
        self.cells = cells
        self.counts = counts
        var (equations, targets) = ([[Int?]](), [Double]())
        for (margin, sizes) in margins.enumerated() {
            let sum = CompensatedSum(sizes.sorted()).value
            equations.append(
                sizes.enumerated().map { category, size in
                    if margin > 0, category == 0 { return nil }
                    targets.append(total * (size / sum))
                    return targets.count - 1
                })
        }
        self.equations = equations
        self.targets = targets
    }

    private func numbers(of cell: [Int]) -> [Int] { zip(equations, cell).compactMap { $0[$1] } }

    func byCategory(_ multipliers: [Double]) -> [[Double]] {
        equations.map { margin in margin.map { number in number.map { multipliers[$0] } ?? 0 } }
    }

    func sum(_ multipliers: [Double], of cell: [Int]) -> Double {
        numbers(of: cell).reduce(0) { $0 + multipliers[$1] }
    }

    /// What each equation lacks.
    func missing(_ weights: [Double]) -> [Double] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: size)
        for (index, cell) in cells.enumerated() {
            for number in numbers(of: cell) { sums[number].add(weights[index] * counts[index]) }
        }
        return zip(targets, sums).map { $0 - $1.value }
    }

    /// A step of Newton's; nil if the equations contradict each other or a part of them is without effect.
    func solve(slopes: [Double], _ missing: [Double]) -> [Double]? {
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
        for (index, cell) in cells.enumerated() {
            let own = numbers(of: cell)
            for row in own { for column in own { matrix[row][column] += counts[index] * slopes[index] } }
        }
        for row in 0..<size { matrix[row][size] = missing[row] }
        // Gauss and Jordan with the greatest diagonal element first; a direction without samples takes no step.
        let scale = (0..<size).map { matrix[$0][$0] }.max() ?? 0
        var (open, solution) = (Set(0..<size), [Double](repeating: 0, count: size))
        var order: [Int] = []
        while let pivot = open.max(by: { (matrix[$0][$0], $1) < (matrix[$1][$1], $0) }),
            matrix[pivot][pivot] > scale * 1e-12
        {
            open.remove(pivot)
            order.append(pivot)
            for row in 0..<size where row != pivot {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                if factor != 0 { for column in 0...size { matrix[row][column] -= factor * matrix[pivot][column] } }
            }
        }
        guard !order.isEmpty else { return nil }
        for row in order { solution[row] = matrix[row][size] / matrix[row][row] }
        return solution
    }
}
