import Foundation

/// The interval of a correlation by Fisher's transformation: tanh(artanh r ∓ z·σ).
///
/// The standard error σ of artanh r is 1/√(n − 3 − c) for Pearson's coefficient, √((1 + r²/2)/(n − 3 − c)) for
/// Spearman's and √(0.437/(n − 4)) for Kendall's, of n rows and c columns held equal. It holds for rows that are
/// independent and, for Pearson's, about normal; otherwise the bootstrap is the better choice. At r = ±1 both bounds
/// are r.
///
/// `nil` if there are too few rows for σ, or unless 0 < `level` < 1.
///
/// Source: R. A. Fisher, Metron 1 (1921) 3-32; D. G. Bonett and T. A. Wright, "Sample size requirements for estimating
/// Pearson, Kendall and Spearman correlations", Psychometrika 65 (2000) 23-28; E. C. Fieller, H. O. Hartley and E. S.
/// Pearson, "Tests for rank correlation coefficients I", Biometrika 44 (1957) 470-481.
public func correlationInterval(
    _ r: Double, _ kind: CorrelationKind, rows: Int, controls: Int = 0, level: Double = 0.95
) -> (low: Double, high: Double)? {
    guard abs(r) <= 1, level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2) else { return nil }
    let count = Double(rows - controls)
    let variance =
        switch kind {
        case .pearson: 1 / (count - 3)
        case .spearman: (1 + r * r / 2) / (count - 3)
        case .kendall: 0.437 / (count - 4)
        }
    guard variance > 0, variance.isFinite else { return nil }
    guard abs(r) < 1 else { return (r, r) }
    let reach = -quantile * variance.squareRoot()
    return (tanh(atanh(r) - reach), tanh(atanh(r) + reach))
}

/// Which coefficient of correlation.
public enum CorrelationKind: Sendable {
    case pearson, spearman, kendall
}
