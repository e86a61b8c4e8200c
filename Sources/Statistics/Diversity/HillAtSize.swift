import Foundation

/// The orders of the Hill numbers that samples of any size are compared by.
public enum HillOrder: Int, Sendable, CaseIterable {
    /// The number of categories.
    case richness = 0
    /// The exponential of Shannon's entropy.
    case shannon = 1
    /// One over the probability that two draws fall on the same category.
    case simpson = 2

    /// `nil` unless the order is 0, 1 or 2.
    public init?(_ order: Double) {
        guard let whole = Int(exactly: order), let order = HillOrder(rawValue: whole) else { return nil }
        self = order
    }
}

/// The Hill number that a sample of another size would show: corpora of unequal size are compared at one.
///
/// For a size below n, rarefied: the Hill number of the mean numbers of categories that occur k times among `size` of
/// the samples. It is Σ (1 − C(n − x, m)/C(n, m)) for the order 0, exp(−Σ_k (k/m)·ln(k/m)·f_k(m)) for 1, with f_k(m)
/// the mean number of categories that occur k times, and 1/(1/m + (1 − 1/m)·Σ x(x − 1)/(n(n − 1))) for 2. Beyond n,
/// extrapolated: D(n) + (D(∞) − D(n))·(1 − (1 − β)^(m − n)) for the orders 0 and 1, with D(∞) Chao's estimate of
/// richness and the exponential of `chaoEntropy`, and β = (D(n) − D(n − 1))/(D(∞) − D(n − 1)); for 2 the formula above
/// holds. Sizes that are not whole lie on the line between the next two.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole; unless 1 ≤ `size` ≤ 2n, since beyond the extrapolation is
/// not to be trusted. Cost: n log n, and for the order 1 a sum over the width of a hypergeometric distribution for each
/// different count.
///
/// Source: A. Chao et al., "Rarefaction and extrapolation with Hill numbers", Ecological Monographs 84 (2014) 45-67;
/// T. C. Hsieh, K. H. Ma and A. Chao, "iNEXT: an R package for rarefaction and extrapolation of species diversity (Hill
/// numbers)", Methods in Ecology and Evolution 7 (2016) 1451-1456.
public func hillNumber(_ counts: [Double], order: HillOrder, atSize size: Double) -> Double? {
    guard let whole = WholeCounts(counts), size >= 1, size <= 2 * whole.total else { return nil }
    return HillCurve(whole, order: order).value(atSize: size)
}

/// The Hill number that a sample of another coverage would show: corpora compared at equal completeness.
///
/// As `hillNumber(_:order:atSize:)` at the size whose mean coverage is `coverage` (see `sampleCoverage`).
///
/// `nil` by the rules of `WholeCounts`; unless `coverage` is above that of a single sample and at most that of 2n.
/// Cost: as at a size, times the logarithm of n.
///
/// Source: as `sampleCoverage` and `hillNumber(_:order:atSize:)`.
public func hillNumber(_ counts: [Double], order: HillOrder, atCoverage coverage: Double) -> Double? {
    guard let whole = WholeCounts(counts), let size = whole.size(atCoverage: coverage) else { return nil }
    return HillCurve(whole, order: order).value(atSize: size)
}

/// The mean coverage of a sample of another size, 0 to 1: what part of the population falls into its categories.
///
/// Below n, 1 − Σ (x/n)·C(n − x, m)/C(n − 1, m); at n `sampleCoverage`; beyond, 1 − (f₁/n)·A^(m − n + 1), with A as
/// there.
///
/// `nil` by the rules of `WholeCounts`; unless 0 ≤ `size` ≤ 2n. Sizes that are not whole lie on the line between the
/// next two. Cost: n log n.
///
/// Source: as `sampleCoverage`, equations 4 to 12.
public func sampleCoverage(_ counts: [Double], atSize size: Double) -> Double? {
    guard let whole = WholeCounts(counts), size >= 0, size <= 2 * whole.total else { return nil }
    return whole.meanCoverage(atSize: size)
}

/// The Hill number of one order as a function of the size of the sample.
struct HillCurve {
    private let sample: WholeCounts
    private let order: HillOrder
    /// The different counts, and how many categories have each.
    private let levels: [(count: Double, categories: Double)]
    private let observed: Double
    /// The limit as samples grow, and by which part of the remaining distance one more sample approaches it.
    private let (asymptote, approach): (Double, Double)
    /// Whether about five digits are enough, as for the spread of replicates.
    private let isRough: Bool

    init(_ sample: WholeCounts, order: HillOrder, isRough: Bool = false) {
        self.sample = sample
        self.order = order
        self.isRough = isRough
        let levels = sample.countsByLevel
        self.levels = levels
        func rarefied(_ size: Double) -> Double { Self.rarefied(sample, levels, order, size: size, isRough: isRough) }
        let observed = rarefied(sample.total)
        self.observed = observed
        let asymptote =
            switch order {
            case .richness: sample.categories + sample.unseenCategories
            case .shannon: exp(sample.chaoEntropy)
            case .simpson: Double.infinity
            }
        self.asymptote = asymptote
        let before = sample.total > 1 ? rarefied(sample.total - 1) : 0
        approach =
            asymptote > observed && observed > before ? min((observed - before) / (asymptote - before), 1) : 0
    }

    func value(atSize size: Double) -> Double {
        let below = size.rounded(.down)
        if size < sample.total, size > below {
            let (low, high) = (value(atSize: below), value(atSize: below + 1))
            return low + (size - below) * (high - low)
        }
        if size <= sample.total || order == .simpson {
            return Self.rarefied(sample, levels, order, size: size, isRough: isRough)
        }
        guard approach > 0 else { return observed }
        return observed - (asymptote - observed) * expm1((size - sample.total) * log1p(-approach))
    }

    private static func rarefied(
        _ sample: WholeCounts, _ levels: [(count: Double, categories: Double)], _ order: HillOrder, size m: Double,
        isRough: Bool
    ) -> Double {
        let n = sample.total
        switch order {
        case .richness:
            return CompensatedSum(
                levels.lazy.map {
                    -$0.categories * expm1(logProbabilityOfNone(marked: $0.count, drawn: m, total: n))
                }
            ).value
        case .shannon:
            return exp(
                CompensatedSum(
                    levels.lazy.map {
                        let isFew = !isRough || $0.count * m < 50 * n
                        return $0.categories
                            * (isFew ? meanEntropyTerm : roughEntropyTerm)($0.count, m, n)
                    }
                ).value)
        case .simpson:
            guard n > 1 else { return 1 }
            let pairs = CompensatedSum(
                levels.lazy.map { $0.categories * ($0.count / n) * (($0.count - 1) / (n - 1)) }
            ).value
            return 1 / (1 / m + (1 - 1 / m) * pairs)
        }
    }
}

/// The mean of −(k/m)·ln(k/m) for the number k of x marked ones among m of n drawn without replacement.
///
/// The probabilities run from the mode to both sides until they no longer count.
private func meanEntropyTerm(_ x: Double, _ m: Double, _ n: Double) -> Double {
    let (least, most) = (max(0, x + m - n), min(x, m))
    func term(_ k: Double) -> Double {
        guard k > 0, k < m else { return 0 }
        return -(k / m) * (2 * k > m ? log1p((k - m) / m) : log(k / m))
    }
    let mode = min(max(((x + 1) / (n + 2) * (m + 1)).rounded(.down), least), most)
    var (sum, probabilities) = (CompensatedSum([term(mode)]), CompensatedSum([1]))
    for step in [1.0, -1] {
        var (k, probability) = (mode, 1.0)
        while step > 0 ? k < most : k > least {
            probability *=
                step > 0
                ? (x - k) / (k + 1) * ((m - k) / (n - x - m + k + 1))
                : k / (x - k + 1) * ((n - x - m + k) / (m - k + 1))
            k += step
            guard probability > 1e-20 else { break }
            sum.add(probability * term(k))
            probabilities.add(probability)
        }
    }
    return sum.value / probabilities.value
}

/// As `meanEntropyTerm`, by the moments up to the fourth, for a mean of 50 and more: to about 1e-6.
private func roughEntropyTerm(_ x: Double, _ m: Double, _ n: Double) -> Double {
    let share = x / n
    let mean = m * share
    guard m < n else { return -share * log(share) }
    let variance = mean * (1 - share) * (n - m) / (n - 1)
    let skew = variance * (1 - 2 * share) * (n - 2 * m) / (n - 2)
    let corrections = -variance / 2 + skew / (6 * mean) - variance * variance / (4 * mean * mean)
    return -share * log(share) + corrections / (m * mean)
}

extension WholeCounts {
    /// The different counts, ascending, and how many categories have each.
    var countsByLevel: [(count: Double, categories: Double)] {
        var levels: [(count: Double, categories: Double)] = []
        for count in counts {
            if let last = levels.last, last.count == count {
                levels[levels.count - 1].categories += 1
            } else {
                levels.append((count, 1))
            }
        }
        return levels
    }
}
