import Foundation

/// The shares of a population as estimated from a sample: those of the categories seen, and of as many unseen ones as
/// Chao's estimate adds. Samples drawn from it vary like samples of the population. Samples drawn from the counts do
/// not: they miss categories and find no new ones.
///
/// The categories seen have the shares (x/n)·(1 − w·(1 − x/n)^n), with w such that they add up to the coverage; the f₀
/// unseen ones, rounded up, have what is left in equal parts.
///
/// Source: A. Chao et al., Ecological Monographs 84 (2014) 45-67, appendix G; A. Chao et al., "Unveiling the
/// species-rank abundance distribution by generalizing the Good-Turing sample coverage theory", Ecology 96 (2015)
/// 1189-1201.
struct EstimatedAssemblage {
    /// Descending, as they are drawn.
    let shares: [Double]

    init(_ sample: WholeCounts) {
        let n = sample.total
        let missed = 1 - sample.meanCoverage(atSize: n)
        let observed = sample.counts.map { $0 / n }
        let remainders = observed.map { exp(n * log1p(-$0)) }
        let reducible = CompensatedSum(zip(observed, remainders).lazy.map { $0 * $1 }).value
        let weight = reducible > 0 ? missed / reducible : 0
        let seen = zip(observed, remainders).map { $0 * max(1 - weight * $1, 0) }
        let unseen = sample.unseenCategories.rounded(.up)
        let others = unseen > 0 ? [Double](repeating: missed / unseen, count: Int(unseen)) : []
        shares = (seen + others).sorted(by: >)
    }
}
