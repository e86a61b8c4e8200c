import Foundation

/// The parts of the change of a share between two groups of samples that are cross-classified by several factors, and
/// how each part changes with the counts.
///
/// With P the part of a cell among the samples of a group and r its share, the change is the rate effect Σ (r₂ − r₁)(P₁
/// + P₂)/2 and the effect of the mix, Σ (P₂ − P₁)(r₁ + r₂)/2. P is a product of one ratio per factor, symmetric in the
/// factors: the logarithm of the ratio of factor f is the mean, over all orders of the factors, of ln(N of the levels
/// up to f / N of the levels before f). The effect of a factor is the mean, over all orders, of the change of the
/// product when that factor goes from group 1 to group 2. The effects add up to the change. With one factor they are
/// Kitagawa's. A cell that one group lacks has the share of the other there.
///
/// Source: P. Das Gupta, "Standardization and Decomposition of Rates: A User's Manual", U.S. Bureau of the Census
/// (1993), chapters 2 and 6.
struct DasGuptaEffects {
    /// One effect, and its derivative by the trials and the successes of each cell of both groups.
    struct Effect {
        var value = CompensatedSum()
        /// By group, then cell.
        var byTrials: [[Double]]
        var bySuccesses: [[Double]]
    }

    /// One for each factor.
    let factors: [Effect]
    let rate: Effect

    /// - Parameters:
    ///   - levels: the level of each factor, one row per cell; all rows differ.
    ///   - trials: by group, then cell; a cell has trials in some group, and each group has some.
    ///   - successes: likewise.
    ///
    /// Cost: cells × factors² × 2^factors.
    init(levels: [[Int]], trials: [[Double]], successes: [[Double]]) {
        let count = levels.first?.count ?? 0
        let margins = trials.map { Margins(levels: levels, factors: count, trials: $0) }
        let cells = levels.indices
        let zero = [[Double]](repeating: [Double](repeating: 0, count: cells.count), count: 2)
        var ratios = zero.map { _ in [[Double]]() }
        for group in 0..<2 { ratios[group] = cells.map { margins[group].ratios(cell: $0) } }
        // The share of a cell, and how it changes with that of each group.
        let shares = cells.map { cell in
            (0..<2).map { group in
                let own = trials[group][cell] > 0 ? group : 1 - group
                return (value: successes[own][cell] / trials[own][cell], source: own)
            }
        }
        func addShare(_ effect: inout Effect, _ cell: Int, _ group: Int, _ derivative: Double) {
            let (value, source) = shares[cell][group]
            effect.bySuccesses[source][cell] += derivative / trials[source][cell]
            effect.byTrials[source][cell] -= derivative * value / trials[source][cell]
        }

        factors = (0..<count).map { factor in
            var effect = Effect(byTrials: zero, bySuccesses: zero)
            var adjoints = margins.map(\.zero)
            for cell in cells {
                let mean = (shares[cell][0].value + shares[cell][1].value) / 2
                let product = Self.change(of: factor, ratios[0][cell], ratios[1][cell])
                effect.value.add(mean * product.value)
                for group in 0..<2 {
                    addShare(&effect, cell, group, product.value / 2)
                    for other in 0..<count where product.byLogRatio[group][other] != 0 {
                        margins[group].pull(
                            mean * product.byLogRatio[group][other], ofFactor: other, cell: cell, &adjoints[group])
                    }
                }
            }
            for group in 0..<2 { margins[group].finish(adjoints[group], into: &effect.byTrials[group]) }
            return effect
        }

        var rate = Effect(byTrials: zero, bySuccesses: zero)
        let totals = trials.map { CompensatedSum($0.sorted()).value }
        for group in 0..<2 {
            let adjoint = CompensatedSum(
                cells.map { (shares[$0][1].value - shares[$0][0].value) / 2 * (trials[group][$0] / totals[group]) }
            ).value
            for cell in cells {
                let change = (shares[cell][1].value - shares[cell][0].value) / 2
                rate.byTrials[group][cell] += (change - adjoint) / totals[group]
            }
        }
        for cell in cells {
            let part = (trials[0][cell] / totals[0] + trials[1][cell] / totals[1]) / 2
            rate.value.add((shares[cell][1].value - shares[cell][0].value) * part)
            addShare(&rate, cell, 0, -part)
            addShare(&rate, cell, 1, part)
        }
        self.rate = rate
    }

    /// What the change of one ratio changes of the product of all, averaged over the orders, with the derivatives by
    /// the logarithms of the ratios of both groups.
    private static func change(
        of factor: Int, _ first: [Double], _ second: [Double]
    ) -> (value: Double, byLogRatio: [[Double]]) {
        let count = first.count
        var (value, derivatives) = (0.0, [[Double]](repeating: [Double](repeating: 0, count: count), count: 2))
        for set in 0..<(1 << count) where set & (1 << factor) == 0 {
            var product = Margins.weight(set.nonzeroBitCount, of: count)
            for other in 0..<count where other != factor {
                product *= set & (1 << other) == 0 ? first[other] : second[other]
            }
            let term = product * (second[factor] - first[factor])
            value += term
            for other in 0..<count where other != factor {
                derivatives[set & (1 << other) == 0 ? 0 : 1][other] += term
            }
            derivatives[0][factor] -= product * first[factor]
            derivatives[1][factor] += product * second[factor]
        }
        return (value, derivatives)
    }
}

/// The totals of a group over the cells that share the levels of some factors, for all sets of factors.
private struct Margins {
    let factors: Int
    /// By set of factors (as bits) and cell: the place of the cell's total in `totals`.
    let places: [[Int]]
    let totals: [[Double]]

    init(levels: [[Int]], factors: Int, trials: [Double]) {
        self.factors = factors
        var (places, totals) = ([[Int]](), [[Double]]())
        for set in 0..<(1 << factors) {
            var numbers: [[Int]: Int] = [:]
            var own: [Int] = []
            for cell in levels {
                let key = (0..<factors).filter { set & (1 << $0) != 0 }.map { cell[$0] }
                own.append(numbers[key, default: numbers.count])
                numbers[key] = own[own.count - 1]
            }
            var sums = [CompensatedSum](repeating: CompensatedSum(), count: numbers.count)
            for (cell, place) in own.enumerated() { sums[place].add(trials[cell]) }
            places.append(own)
            totals.append(sums.map(\.value))
        }
        self.places = places
        self.totals = totals
    }

    /// The part of the orders of `count` factors in which a set of so many comes just before a given factor.
    static func weight(_ size: Int, of count: Int) -> Double {
        func factorial(_ n: Int) -> Double { (0..<n).reduce(1) { $0 * Double($1 + 1) } }
        return factorial(size) * factorial(count - 1 - size) / factorial(count)
    }

    private func total(_ set: Int, _ cell: Int) -> Double { totals[set][places[set][cell]] }

    /// The ratio of each factor in a cell; 0 where the group lacks the cell.
    func ratios(cell: Int) -> [Double] {
        (0..<factors).map { factor in
            guard total((1 << factors) - 1, cell) > 0 else { return 0 }
            var logarithm = 0.0
            for set in 0..<(1 << factors) where set & (1 << factor) == 0 {
                let weight = Self.weight(set.nonzeroBitCount, of: factors)
                logarithm += weight * log(total(set | 1 << factor, cell) / total(set, cell))
            }
            return exp(logarithm)
        }
    }

    /// Derivatives by the logarithms of all totals.
    var zero: [[Double]] { totals.map { $0.map { _ in 0 } } }

    /// Adds what a derivative by the logarithm of a ratio makes of the logarithms of the totals.
    func pull(_ derivative: Double, ofFactor factor: Int, cell: Int, _ adjoints: inout [[Double]]) {
        for set in 0..<(1 << factors) where set & (1 << factor) == 0 {
            let part = derivative * Self.weight(set.nonzeroBitCount, of: factors)
            adjoints[set | 1 << factor][places[set | 1 << factor][cell]] += part
            adjoints[set][places[set][cell]] -= part
        }
    }

    /// The derivatives by the trials of the cells.
    func finish(_ adjoints: [[Double]], into derivatives: inout [Double]) {
        for set in adjoints.indices {
            for cell in derivatives.indices where total(set, cell) > 0 {
                derivatives[cell] += adjoints[set][places[set][cell]] / total(set, cell)
            }
        }
    }
}
