import Foundation

/// Shannon's entropy in nats of the whole population, estimated from the counts of a sample, after Chao, Wang and Jost.
///
/// Σ (x/n)·(ψ(n) − ψ(x)) + (f₁/n)·Σ_{r ≥ n} (1 − A)^(r − n + 1)/r, with A = 2f₂/((n − 1)f₁ + 2f₂), or
/// 2/((n − 1)(f₁ − 1) + 2) where no category was seen twice, and without the second sum where none was seen once. The
/// first sum has the bias of the plug-in value removed to all orders of 1/n but the last; the second one estimates
/// what the unseen categories add.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole. Cost: n log n.
///
/// Source: A. Chao, Y. T. Wang and L. Jost, "Entropy and the species accumulation curve: a novel entropy estimator via
/// discovery rates of new species", Methods in Ecology and Evolution 4 (2013) 1091-1100.
public func chaoEntropy(_ counts: [Double]) -> Double? {
    WholeCounts(counts)?.chaoEntropy
}

extension WholeCounts {
    var chaoEntropy: Double {
        let seen = CompensatedSum(counts.lazy.map { $0 / total * digammaDifference(total, $0) }).value
        return seen + singletons / total * undetectedEntropy
    }

    /// A in `chaoEntropy`, above 0: the mean relative abundance of the categories seen once, times about n.
    private var singletonShare: Double {
        if singletons == 0 { return 1 }
        return doubletons > 0
            ? 2 * doubletons / ((total - 1) * singletons + 2 * doubletons)
            : 2 / ((total - 1) * (singletons - 1) + 2)
    }

    /// Σ_{r ≥ n} b^(r − n + 1)/r with b = 1 − A, as the integral b·∫ e^(−ns)/(1 − b·e^(−s)) ds over s from 0 on.
    private var undetectedEntropy: Double {
        let (n, a) = (total, singletonShare)
        guard singletons > 0, a < 1 else { return 0 }
        // With s = u/n; the denominator is n·(A + b·(1 − e^(−u/n))), where nothing cancels.
        func density(_ u: Double) -> Double { exp(-u) / (n * (a - (1 - a) * expm1(-u / n))) }
        let near = doubleExponentialIntegral(from: 0, to: 1, density)
        let far = doubleExponentialIntegral(from: 1, to: 50, density)
        return (1 - a) * (near + far)
    }
}
