/// The cluster-robust variance of an estimate with the bias-reduced correction CR2, and its degrees of freedom.
///
/// The estimate is a smooth function of shares of groups (of stages). Cluster i adds u = Σ e_g/√(1 − w_g), over the
/// groups g: e is its influence on the estimate by its samples in g, w its part of the group's samples. The variance
/// is Σ u². For a mean that is exactly CR2 with an independent working model. The degrees of freedom are
/// Satterthwaite's, (tr B)²/tr(B²), B the covariance matrix of the u under a working model in which samples of a
/// cluster have a correlation: with 0 those of Bell and McCaffrey, with the estimated one those of Imbens and Kolesár,
/// which hold where clusters of very unequal size differ.
///
/// Cost: linear in the number of clusters.
///
/// Source: R. M. Bell and D. F. McCaffrey, "Bias reduction in standard errors for linear regression with multi-stage
/// samples", Survey Methodology 28 (2002) 169-181; J. E. Pustejovsky and E. Tipton, "Small-sample methods for
/// cluster-robust variance estimation and hypothesis testing in fixed effects models", Journal of Business and
/// Economic Statistics 36 (2018) 672-683; G. W. Imbens and M. Kolesár, "Robust standard errors in small samples: some
/// practical advice", Review of Economics and Statistics 98 (2016) 701-712.
struct ClusterVariance {
    /// One group's part: arrays with an entry for each cluster, in the same order in all groups.
    struct Part {
        /// e: each cluster's influence; they sum to 0.
        let influences: [Double]
        /// w: each cluster's part of the samples of the group, below 1.
        let weights: [Double]
        /// The variance of each cluster's part under the working model, in any common unit.
        let variances: [Double]

        init(influences: [Double], weights: [Double], variances: [Double]) {
            self.influences = influences
            self.weights = weights
            self.variances = variances
        }

        /// The part of a group's share, times a factor.
        init(_ group: ClusterGroup, factor: Double = 1, unit: Double = 1, workingCorrelation: Double? = nil) {
            let correlation = workingCorrelation ?? group.intraclassCorrelation
            influences = group.influences.map { $0 * factor }
            weights = group.weights
            variances = group.workingVariances(correlation: correlation).map { $0 * unit }
        }
    }

    let variance: Double
    let degrees: Double

    init(_ parts: [Part]) {
        let clusters = parts.first?.weights.indices ?? 0..<0
        let scales = parts.map { part in part.weights.map { 1 / (1 - $0).squareRoot() } }
        let contributions = clusters.map { cluster in
            parts.indices.reduce(0) { $0 + parts[$1].influences[cluster] * scales[$1][cluster] }
        }
        variance = CompensatedSum(contributions.map { $0 * $0 }.sorted()).value
        degrees = Self.degrees(zip(parts, scales).map { Matrix($0, scales: $1) })
    }

    /// The covariance matrix of one group's contributions: diag(d) − a·bᵀ − b·aᵀ + c·a·aᵀ.
    private struct Matrix {
        let d: [Double]
        let a: [Double]
        let b: [Double]
        let c: Double

        init(_ part: Part, scales: [Double]) {
            d = zip(scales, part.variances).map { $0 * $0 * $1 }
            a = zip(scales, part.weights).map(*)
            b = zip(scales, part.variances).map(*)
            c = CompensatedSum(part.variances).value
        }

        var trace: Double { dot(d, d.map { _ in 1 }) - 2 * dot(a, b) + c * dot(a, a) }
    }

    /// (tr B)²/tr(B²) of the sum of the matrices.
    private static func degrees(_ matrices: [Matrix]) -> Double {
        let trace = matrices.reduce(0) { $0 + $1.trace }
        var square = 0.0
        for m in matrices {
            for o in matrices {
                let (aa, ab, ba, bb) = (dot(m.a, o.a), dot(m.a, o.b), dot(m.b, o.a), dot(m.b, o.b))
                square += dot(m.d, o.d)
                square += o.c * dot(m.d, o.a, o.a) - 2 * dot(m.d, o.a, o.b)
                square += m.c * dot(o.d, m.a, m.a) - 2 * dot(o.d, m.a, m.b)
                square += 2 * ba * ab + 2 * aa * bb - 2 * o.c * ba * aa - 2 * m.c * ab * aa + m.c * o.c * aa * aa
            }
        }
        return square > 0 ? trace * trace / square : 0
    }
}

/// The sum of the products of columns, row by row.
private func dot(_ x: [Double], _ y: [Double], _ z: [Double]? = nil) -> Double {
    var sum = CompensatedSum()
    for index in x.indices { sum.add(x[index] * y[index] * (z?[index] ?? 1)) }
    return sum.value
}
