import Foundation

/// The share of all samples of the whole population that fall into the categories seen, estimated: 0 to 1.
///
/// 1 − (f₁/n)·A with A = (n − 1)·f₁/((n − 1)·f₁ + 2·f₂), and with (n − 1)·(f₁ − 1)/((n − 1)·(f₁ − 1) + 2) where no
/// category was seen twice: the Good-Turing estimate, improved.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole. Cost: n log n.
///
/// Source: A. Chao and L. Jost, "Coverage-based rarefaction and extrapolation: standardizing samples by completeness
/// rather than size", Ecology 93 (2012) 2533-2547, equation 4a.
public func sampleCoverage(_ counts: [Double]) -> Double? {
    WholeCounts(counts)?.coverage
}

/// How many categories a sample of a given coverage would show: corpora compared at equal completeness, not equal size.
///
/// Below the coverage that the sample has, the number in the part of it that has the coverage (`rarefiedRichness`,
/// straight between whole sizes). Above it, extrapolated: S + f₀·(1 − (1 − f₁/(n·f₀ + f₁))^m) for the m further samples
/// that reach the coverage, with f₀ = (n − 1)/n·f₁²/(2·f₂), or (n − 1)/n·f₁·(f₁ − 1)/2 where no category was seen
/// twice.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole; unless 0 < `coverage` ≤ 1; and where more than n further
/// samples were needed, for which the estimate is not to be trusted. Cost: n log n, times the logarithm of the total.
///
/// Source: as `sampleCoverage`, equations 5 to 12; the limit of extrapolation A. Chao et al., "Rarefaction and
/// extrapolation with Hill numbers", Ecological Monographs 84 (2014) 45-67.
public func richness(_ counts: [Double], atCoverage coverage: Double) -> Double? {
    guard let whole = WholeCounts(counts), coverage > 0, coverage <= 1 else { return nil }
    return coverage <= whole.coverage
        ? whole.interpolatedRichness(coverage) : whole.extrapolatedRichness(coverage)
}

extension WholeCounts {
    /// A in `sampleCoverage`: of the samples to come that are of categories seen once or not at all, the part that is
    /// of none seen.
    private var newShare: Double {
        let (f1, f2) = (singletons, doubletons)
        let known = f2 > 0 ? 2 * f2 : 2
        let new = (total - 1) * (f2 > 0 ? f1 : max(f1 - 1, 0))
        return new / (new + known)
    }

    fileprivate var coverage: Double { 1 - singletons / total * newShare }

    /// The number of categories that Chao's estimate adds to those seen: (n − 1)/n·f₁²/(2f₂), or (n − 1)/n·f₁(f₁ − 1)/2
    /// where no category was seen twice.
    var unseenCategories: Double {
        let (f1, f2) = (singletons, doubletons)
        return (total - 1) / total * (f2 > 0 ? f1 * f1 / (2 * f2) : f1 * (f1 - 1) / 2)
    }

    /// The mean coverage of a sample of `size`, 0 ≤ `size`: within the samples, or beyond them.
    func meanCoverage(atSize size: Double) -> Double {
        if size > total {
            guard newShare > 0 else { return coverage }
            return 1 - singletons / total * exp((size - total + 1) * log(newShare))
        }
        if size == total { return coverage }
        let below = size.rounded(.down)
        guard size > below else { return coverage(of: size) }
        let high = below + 1 == total ? coverage : coverage(of: below + 1)
        return coverage(of: below) + (size - below) * (high - coverage(of: below))
    }

    /// The size of a sample with the mean coverage `wanted`; nil if it is not above that of one sample, or needs more
    /// than 2n samples.
    func size(atCoverage wanted: Double) -> Double? {
        guard wanted > 0, wanted <= 1 else { return nil }
        guard wanted > coverage else { return interpolatedSize(wanted) }
        // At a coverage that was itself computed for 2n the digits may lie a little beyond.
        guard let size = sizeBeyond(atCoverage: wanted), size <= 2 * total * (1 + 1e-9) else { return nil }
        return min(size, 2 * total)
    }

    /// The size beyond n at which the coverage is `wanted`; nil if no size has it.
    func sizeBeyond(atCoverage wanted: Double) -> Double? {
        guard singletons > 0, newShare > 0 else { return nil }
        return total + log(total * (1 - wanted) / singletons) / log(newShare) - 1
    }

    private func interpolatedSize(_ wanted: Double) -> Double? {
        var (low, high) = (0.0, total)
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if coverage(of: middle) <= wanted { low = middle } else { high = middle }
        }
        let (lowCoverage, highCoverage) = (coverage(of: low), high == total ? coverage : coverage(of: high))
        let fraction = highCoverage > lowCoverage ? min((wanted - lowCoverage) / (highCoverage - lowCoverage), 1) : 1
        let size = low + fraction * (high - low)
        return size >= 1 ? size : nil
    }

    /// The mean coverage of `size` of the samples, `size` < n.
    private func coverage(of size: Double) -> Double {
        let missed = counts.map { count in
            count / total * exp(logProbabilityOfNone(marked: count - 1, drawn: size, total: total - 1))
        }
        return max(0, 1 - CompensatedSum(missed).value)
    }

    fileprivate func interpolatedRichness(_ wanted: Double) -> Double {
        // The greatest whole size whose coverage is not above the one wanted.
        var (low, high) = (0.0, total)
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if coverage(of: middle) <= wanted { low = middle } else { high = middle }
        }
        let (lowCoverage, highCoverage) = (coverage(of: low), high == total ? coverage : coverage(of: high))
        let (lowRichness, highRichness) = (richness(of: low), richness(of: high))
        guard highCoverage > lowCoverage else { return highRichness }
        let fraction = min((wanted - lowCoverage) / (highCoverage - lowCoverage), 1)
        return lowRichness + fraction * (highRichness - lowRichness)
    }

    fileprivate func extrapolatedRichness(_ wanted: Double) -> Double? {
        let f1 = singletons
        let further = log(total * (1 - wanted) / f1) / log(newShare) - 1
        let unseen = unseenCategories
        guard further <= total, unseen > 0 else { return nil }
        return categories - unseen * expm1(further * log1p(-f1 / (total * unseen + f1)))
    }
}
