import Foundation

/// A point of the curve of a Hill number over the size or the coverage of the sample.
public struct HillPoint: Sendable, Equatable {
    /// Whether the point is within the samples, at their number, or beyond them.
    public enum Method: String, Sendable {
        case rarefied, observed, extrapolated
    }

    /// The number of samples, and their mean coverage.
    public let size: Double
    public let coverage: Double
    public let method: Method
    public let value: Double
    /// The bounds of the interval; nil if the replicates have no spread.
    public let low: Double?
    public let high: Double?
}

extension Bootstrap {
    /// The most categories, seen and unseen, of an assemblage that is drawn from.
    private static let categoryLimit = 1_000_000.0

    /// The Hill number of samples of the sizes given, each with its interval.
    ///
    /// The interval is the value ∓ z·σ, σ the standard deviation over samples of n drawn from the estimated assemblage,
    /// and not below 1.
    ///
    /// `nil` if `hillNumber(_:order:atSize:)` is for a size, or where Chao's estimate is beyond a million categories.
    /// Cost: for each replicate one binomial draw per category, and the curve.
    ///
    /// Source: A. Chao et al., Ecological Monographs 84 (2014) 45-67, appendix G.
    public func hillPoints(_ counts: [Double], order: HillOrder, sizes: [Double]) -> [HillPoint]? {
        guard let whole = WholeCounts(counts), sizes.allSatisfy({ $0 >= 1 && $0 <= 2 * whole.total }) else {
            return nil
        }
        return points(whole, order: order, at: sizes.map { ($0, whole.meanCoverage(atSize: $0)) }) { replicate in
            let curve = HillCurve(replicate, order: order, isRough: true)
            return sizes.map { curve.value(atSize: $0) }
        }
    }

    /// The Hill number of samples of the coverages given, each with its interval: that of the number at the coverage,
    /// whatever size each replicate needs for it.
    ///
    /// `nil` if `hillNumber(_:order:atCoverage:)` is for a coverage, and as `hillPoints(_:order:sizes:)`.
    public func hillPoints(_ counts: [Double], order: HillOrder, coverages: [Double]) -> [HillPoint]? {
        guard let whole = WholeCounts(counts) else { return nil }
        let sizes = coverages.compactMap { whole.size(atCoverage: $0) }
        guard sizes.count == coverages.count else { return nil }
        return points(whole, order: order, at: Array(zip(sizes, coverages))) { replicate in
            let curve = HillCurve(replicate, order: order, isRough: true)
            return coverages.map { replicate.sizeBeyondTwice(atCoverage: $0).map(curve.value(atSize:)) ?? .nan }
        }
    }

    private func points(
        _ whole: WholeCounts, order: HillOrder, at places: [(size: Double, coverage: Double)],
        _ values: @escaping @Sendable (WholeCounts) -> [Double]
    ) -> [HillPoint]? {
        guard whole.categories + whole.unseenCategories <= Self.categoryLimit,
            let quantile = normalQuantile((1 - level) / 2)
        else { return nil }
        let assemblage = EstimatedAssemblage(whole)
        let drawn = inParallel { generator in
            WholeCounts(generator.nextMultinomial(trials: whole.total, shares: assemblage.shares)).map(values)
                ?? places.map { _ in .nan }
        }
        let curve = HillCurve(whole, order: order)
        return places.enumerated().map { place, point in
            let value = curve.value(atSize: point.size)
            let reach = standardDeviation(drawn.map { $0[place] }.filter(\.isFinite)).map { -quantile * $0 }
            return HillPoint(
                size: point.size, coverage: point.coverage,
                method: point.size < whole.total ? .rarefied : point.size == whole.total ? .observed : .extrapolated,
                value: value, low: reach.map { max(value - $0, min(1, value)) }, high: reach.map { value + $0 })
        }
    }
}

/// The standard deviation; nil of fewer than two values.
private func standardDeviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = CompensatedSum(values).value / Double(values.count)
    let squares = CompensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value
    return (squares / Double(values.count - 1)).squareRoot()
}

extension WholeCounts {
    /// As `size(atCoverage:)`, without the limit of twice the size: of a replicate, which may be less complete than the
    /// sample.
    fileprivate func sizeBeyondTwice(atCoverage wanted: Double) -> Double? {
        guard wanted > meanCoverage(atSize: total) else { return size(atCoverage: wanted) }
        return sizeBeyond(atCoverage: wanted)
    }
}
